// Written by `python -m web.api.typescript` from the models of the API. A page's request holds every field,
// so none is optional here, save what a problem may leave out.
declare namespace Api {
  interface AccuracyResult {
    held_out_accuracy: number;
    accuracies: number[];
    interval: unknown[];
  }

  interface AccuracyVsLossRequest {
    network: NetworkSpec;
    dataset: PlaneDataset;
    pretrain: number;
    layer: number;
    unit: number;
    input: number;
    value: number | null;
    low: number;
    high: number;
    points: number;
  }

  interface AccuracyVsLossResult {
    network: NetworkResult;
    weight: number[];
    loss: number[];
    accuracy: number[];
    here: number;
    loss_here: number;
    accuracy_here: number;
    slope: number;
    jumps: number;
    examples: Examples;
    grid: Grid;
    sentence: string;
  }

  interface ActivationRequest {
    names: ("step" | "linear" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "silu")[];
    z: number;
    low: number;
    high: number;
    points: number;
  }

  interface ActivationResult {
    z: number;
    functions: FunctionResult[];
    sentence: string;
  }

  interface Answer {
    slug: string;
    right: string | null;
    value: number | null;
    tolerance: number | null;
    because: string;
    feedback: Record<string, string>;
    traps: Trap[];
    panel: string;
    request: Record<string, unknown>;
    view: Record<string, unknown>;
    before: Before;
    mark: string;
    then: string;
    drawn: Drawn | null;
  }

  interface ApproximationLayers {
    fit: number[];
    units: number[][];
    bias: number;
    difference: number;
    kinks: (number | null)[];
    linear_pieces: number | null;
    x: number;
    layers: PassLayer[];
    prediction: number;
  }

  interface ApproximationLayersRequest {
    network: CurveNetwork;
    x: number;
  }

  interface ApproximationRequest {
    target: "sine" | "step" | "bump" | "sawtooth" | "chirp" | "nielsen";
    points: number[][] | null;
    hidden: number;
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    how: "built" | "trained" | "folded";
    biases: "zeros" | "spread";
    steepness: number;
    epochs: number;
    learning_rate: number;
    seed: number;
    seeds: number;
    depth: number;
  }

  interface ApproximationResult {
    fit: number[];
    units: number[][];
    bias: number;
    difference: number;
    kinks: (number | null)[];
    error: number;
    linear_pieces: number | null;
    network: NetworkResult;
    title: string;
    x: number[];
    target: number[];
    beside: Fit | null;
    epoch: number[];
    loss: number[];
    fits: number[][];
    kinks_then: ((number | null)[])[];
    parameters: number[][];
    errors_then: number[];
    said: string[];
    status: string;
    reached: number;
    errors: number[];
    starts: StartErrors[];
    folds: Folds | null;
    sentence: string;
  }

  interface ApproximationView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    place: number;
  }

  interface ArchitectureLayer {
    inputs: number;
    outputs: number;
    weights: number;
    biases: number;
    parameters: number;
    arithmetic: string;
  }

  interface ArchitectureRequest {
    layers: number[];
    seed: number;
    compare: Comparison | null;
  }

  interface ArchitectureResult {
    layers: ArchitectureLayer[];
    weights: number;
    biases: number;
    parameters: number;
    multiply_adds: number;
    bytes: number;
    drawn: DrawnNetwork;
    compared: ComparisonResult | null;
    status: "completed" | "stopped_at_limit";
    counted: string;
    sentence: string;
  }

  interface ArchitectureView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    shown: "network" | "comparison" | "scale" | null;
    selected: number;
    candidate: number | null;
  }

  interface AssumedTest {
    sensitivity: number;
    specificity: number;
  }

  interface BackpropGrade {
    quantity: string;
    given: number;
    correct: boolean;
    expected: number;
    tolerance: number;
    mistake: string | null;
    sentence: string;
  }

  interface BackpropGradeRequest {
    network: SmallNetworkSpec;
    x: number[];
    y: number[];
    loss: "mse" | "mae" | "huber" | "bce" | "cross_entropy";
    reduction: "mean" | "sum";
    half: boolean;
    learning_rate: number;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    momentum: number;
    freeze_biases: boolean;
    steps: number;
    quantity: Quantity;
    value: number;
  }

  interface BackpropLayer {
    z: number[];
    a: number[];
    dL_da: number[];
    da_dz: number[] | number[][];
    delta: number[];
  }

  interface BackpropRequest {
    network: SmallNetworkSpec;
    x: number[];
    y: number[];
    loss: "mse" | "mae" | "huber" | "bce" | "cross_entropy";
    reduction: "mean" | "sum";
    half: boolean;
    learning_rate: number;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    momentum: number;
    freeze_biases: boolean;
    steps: number;
  }

  interface BackpropResult {
    network: NetworkResult;
    x: number[];
    y: number[];
    layers: BackpropLayer[];
    prediction: number[];
    errors: number[];
    terms: number[];
    loss: number;
    gradients: Gradients;
    gradient_check: NumericGradients;
    changes: Gradients | null;
    memory_before: Record<string, Gradients>;
    memory: Record<string, Gradients>;
    slope_is_cut: boolean;
    updated: NetworkResult | null;
    loss_after: number | null;
    steps: number;
    losses: number[];
    diverged_at: number | null;
    walk: WalkStep[];
    sentence: string;
  }

  interface BackpropView {
    drawer: "maths" | "check" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    at: number[];
    picture: "network" | "graph" | "matrices";
    step: number | null;
    asked: "none" | "dL_da" | "da_dz" | "delta" | "gradient" | "updated";
  }

  interface Band {
    low: (number | null)[];
    middle: (number | null)[];
    high: (number | null)[];
  }

  interface Bands {
    verdicts: string[];
    dead: number;
    dead_low: number;
    dead_high: number;
    factors: (number | null)[];
    gradient_norm: Band;
    relative_gradient: Band;
    activation_std: Band;
  }

  interface BatchEnds {
    low: number;
    high: number;
  }

  interface Before {
    request: Record<string, unknown>;
    view: Record<string, unknown>;
    opens_lesson: boolean;
  }

  interface BesideResult {
    held_out_accuracy: number;
    accuracies: number[];
    interval: unknown[];
    name: string;
    parameter_count: number;
  }

  interface Candidate {
    hidden: number[];
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number;
    dropout: number;
  }

  interface CheapestThreshold {
    threshold: number;
    cost: number;
  }

  interface Claimed {
    z: (number[] | null)[];
    a: (number[] | null)[];
    loss: number | null;
    delta: (number[] | null)[];
    gradients: ClaimedParameters;
    updated: ClaimedParameters;
  }

  interface ClaimedParameters {
    weights: (number[][] | null)[];
    biases: (number[] | null)[];
  }

  interface CodeBlock {
    step: "data" | "network" | "measure" | "loop" | "forward" | "loss" | "backward" | "update" | "print";
    line: number;
    pieces: CodePiece[];
  }

  interface CodeColumn {
    library: "numpy" | "pytorch" | "sklearn";
    blocks: CodeBlock[];
  }

  interface CodeLine {
    line: number;
    text: string;
    step: "data" | "network" | "measure" | "loop" | "forward" | "loss" | "backward" | "update" | "print";
    variables: CodeVariable[];
    sentence: string;
  }

  interface CodePiece {
    text: string;
    is_numbers: boolean;
  }

  interface CodePrinted {
    name: string;
    shape: number[];
    rows: number[][];
    whole: boolean;
    epoch: number;
  }

  interface CodeRequest {
    program: "perceptron" | "xor" | "backpropagation" | "dropout" | "early_stopping" | "full_loop" | "simple_net";
    iteration: number;
  }

  interface CodeResult {
    title: string;
    steps: ("data" | "network" | "measure" | "loop" | "forward" | "loss" | "backward" | "update" | "print")[];
    columns: CodeColumn[];
    missing: string | null;
    iteration: number;
    iterations: number;
    epoch: number;
    epochs: number;
    before: CodeVariable[];
    walk: CodeLine[];
    printed: CodePrinted[];
    sentence: string;
  }

  interface CodeVariable {
    name: string;
    shape: number[];
    rows: number[][];
    whole: boolean;
  }

  interface CodeView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    column: "numpy" | "pytorch" | "sklearn";
  }

  interface Column {
    name: string;
    decimals: number | null;
  }

  interface ColumnResult {
    position: number;
    name: string;
    display_name: string;
    role: string;
    kind: string;
    decimal_mark: string | null;
    unit: string;
    words: string[];
    inputs: string[];
    gaps: number;
    low: number | null;
    high: number | null;
  }

  interface ColumnSpec {
    name: string;
    words: string[];
  }

  interface Compared {
    mean: number;
    low: number | null;
    high: number | null;
    sign: number;
  }

  interface ComparedNetwork {
    name: string;
    layers: number[];
    parameters: number;
    multiply_adds: number;
    train_accuracies: number[];
    accuracies: number[];
    train_mean: number;
    mean: number;
    interval: number[];
    reached: number;
    reached_share: number;
    reached_interval: number[];
    within_one: number;
    largest_weight: number;
    middle_seed: number;
    map: Map | null;
  }

  interface ComparedPlane {
    inputs: number[][];
    targets: number[];
    low: number[];
    high: number[];
    resolution: number;
  }

  interface Comparison {
    dataset: LearnedData;
    networks: Candidate[];
    epochs: number;
    seeds: number;
    seed: number;
  }

  interface ComparisonResult {
    title: string;
    examples: number;
    held_out: number;
    seeds: number[];
    plane: ComparedPlane | null;
    runs: ComparedNetwork[];
    sentence: string;
  }

  interface Confusion {
    training: number[][];
    validation: number[][] | null;
  }

  interface ConstantRate {
    learning_rate: number;
    loss: (number | null)[];
    mean_loss: (number | null)[];
    final_losses: (number | null)[];
    rates: number[];
    mean_losses: (number | null)[];
    at_edge: boolean;
    parameters: ((number | null)[])[];
  }

  interface Contour {
    x: number[];
    y: number[];
    z: ((number | null)[])[];
  }

  interface CsvRequest {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    leave_out: (string | number)[] | null;
    target: string | number | (string | number)[] | null;
    task: "classification" | "regression" | null;
    standardize: boolean;
    standardize_target: boolean;
    csv: string;
  }

  interface CsvResult {
    task: string;
    input_names: string[];
    display_names: string[];
    target_name: string;
    target_names: string[];
    class_names: string[];
    class_counts: number[] | null;
    examples: number;
    low: number[];
    high: number[];
    dataset: Record<string, unknown>;
    decisions: Decision[];
    header: string[] | null;
    first_rows: FirstRow[];
    columns: ColumnResult[];
    sentence: string;
  }

  interface Cure {
    name: "none" | "l1" | "l2" | "dropout" | "jitter" | "early_stopping" | "more_data";
    amount: number | null;
  }

  interface CureOverSeeds {
    cure: string;
    title: string;
    new_loss: (number | null)[];
    new_accuracy: (number | null)[];
    mean: number | null;
    low: number | null;
    high: number | null;
    accuracy: number | null;
    accuracy_low: number | null;
    accuracy_high: number | null;
    difference: number | null;
    difference_low: number | null;
    difference_high: number | null;
    verdict: "lower" | "higher" | "not told apart" | null;
  }

  interface CureRun {
    cure: string;
    amount: number;
    title: string;
    train_loss: (number | null)[];
    validation_loss: (number | null)[];
    train_accuracy: (number | null)[];
    validation_accuracy: (number | null)[];
    best_epoch: number;
    stopped_at: number | null;
    final: Left;
    interval: number[] | null;
    small_share: number;
    weight_norm: number;
    wrong: WrongOnes[];
    maps: Map[];
    copies: number[][][] | null;
    masks: string[] | null;
  }

  interface Curve {
    z: number[];
    a: number[];
    derivative: number[];
  }

  interface CurveNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface Curves {
    prediction: number[];
    terms: Record<string, number[]>;
    slopes: Record<string, number[]>;
  }

  interface Cycle {
    first: number;
    length: number;
  }

  interface Data {
    task: string;
    input_names: string[];
    target_name: string;
    class_names: string[];
    inputs: number[][];
    targets: number[][];
    split: string[];
    low: number[];
    high: number[];
    scaling: Scaling | null;
    target_scaling: Scaling | null;
    target_names: string[];
    decisions: Decision[];
    features: string[] | null;
    feature_names: string[];
    input_units: string[];
    target_units: string[];
  }

  interface DataSpec {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    leave_out: (string | number)[] | null;
    target: string | number | (string | number)[] | null;
    task: "classification" | "regression" | null;
    standardize: boolean;
    standardize_target: boolean;
    input_names: string[] | null;
    target_name: string | null;
    target_names: string[] | null;
    input_units: string[] | null;
    target_units: string[] | null;
    class_names: string[] | null;
    name: "xor" | "and" | "or" | "nand" | "linear" | "quadrants" | "circles" | "moons" | "spirals" | "blobs" | "tumors" | "sine" | "fast_sine" | "step" | "absolute" | "quadratic" | "cubic" | "bump" | "sawtooth";
    samples: number | null;
    noise: number | null;
    seed: number;
    balance: number | null;
    margin: number | null;
    factor: number | null;
    turns: number | null;
    classes: number | null;
    points: PlacedExample[] | null;
    csv: string | null;
    features: ("x1" | "x2" | "x1_squared" | "x2_squared" | "x1_x2" | "sin_x1" | "sin_x2")[] | null;
  }

  interface DecayEnds {
    low: number;
    high: number;
  }

  interface Decision {
    about: string;
    value: unknown;
    sentence: string;
    option: string | null;
    choices: unknown[];
  }

  interface DecisionRequest {
    threshold: number;
    cost_ratio: number;
    prevalence: number | null;
    assumed: AssumedTest | null;
    probabilities: number[];
    targets: number[];
    logistic: number[] | null;
  }

  interface DescentDataset {
    name: "quadrants" | "circles" | "moons" | "spirals" | "linear" | "blobs";
    samples: number;
    noise: number;
    seed: number;
  }

  interface DescentNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface DescentRequest {
    surface: "bowl" | "ravine" | "saddle" | "rosenbrock" | "beale" | "himmelblau" | "expression" | "network";
    curvatures: number[];
    angle: number;
    expression: string | null;
    extent: number;
    network: DescentNetwork;
    plane: PlaneSpec;
    start: number[];
    learning_rate: number;
    rates: "given" | "best";
    optimizers: RacerSpec[];
    steps: number;
    noise: number;
    seed: number;
  }

  interface DescentResult {
    paths: Racer[];
    rate_limit: number | null;
    contour: Contour;
    minima: number[][];
    low: number[];
    high: number[];
    formula: string;
    lesson: string;
    explained_share: number | null;
    own_run: OwnRun | null;
    opening: string;
    sentence: string;
  }

  interface DescentView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    selected: number;
    relief: boolean;
    losses: boolean;
    turn: number;
    tilt: number;
  }

  interface Difference {
    mean: number;
    low: number | null;
    high: number | null;
    verdict: "lower" | "higher" | "not told apart" | null;
  }

  interface DigitRequest {
    network: DigitsNetwork | null;
    parameters: string | null;
    strokes: number[][][] | null;
    pixels: number[] | null;
    placement: "centered" | "as_drawn";
    images: "uci" | "mnist";
    epsilon: number;
  }

  interface DigitResult {
    pixels: number[];
    nudged: number[];
    stages: Stages | null;
    probabilities: number[] | null;
    before: number[] | null;
    said: number | null;
    entropy: number | null;
    nearest: Nearest | null;
    problem: string | null;
    sentence: string;
  }

  interface DigitsData {
    task: string;
    class_names: string[];
    pixels: string;
    labels: number[];
    split: string[];
    stretches: unknown[][];
    source: string;
    checksum: string;
  }

  interface DigitsEpochRequest {
    images: "uci" | "mnist";
    hidden: number[];
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    optimizer: DigitsOptimizer;
    epochs: number;
    batch_size: number;
    split: "same_writers" | "new_writers";
    shifted_copies: boolean;
    seed: number;
    splits: number;
    epoch: number;
  }

  interface DigitsNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface DigitsOptimizer {
    name: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number | null;
    momentum: number | null;
    dampening: number | null;
    nesterov: boolean | null;
    weight_decay: number | null;
    betas: number[] | null;
    eps: number | null;
    amsgrad: boolean | null;
    alpha: number | null;
    centered: boolean | null;
    lr_decay: number | null;
    initial_accumulator_value: number | null;
  }

  interface DigitsRequest {
    images: "uci" | "mnist";
    hidden: number[];
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    optimizer: DigitsOptimizer;
    epochs: number;
    batch_size: number;
    split: "same_writers" | "new_writers";
    shifted_copies: boolean;
    seed: number;
    splits: number;
  }

  interface DigitsResult {
    data: DigitsData;
    settings: Settings;
    history: History;
    snapshots: Snapshots;
    status: string;
    diverged_at: number | null;
    best_epoch: number | null;
    final: Final;
    network: NetworkResult;
    confusion: number[][];
    diagnosis: FindingResult[];
    sentence: string;
    held_out_accuracy: number;
    accuracies: number[];
    interval: unknown[];
    mistakes: MistakeResult[];
    beside: BesideResult;
    moved: AccuracyResult;
  }

  interface DigitsRunFile {
    format: "nudge-run";
    version: 1;
    request: DigitsRequest;
    network: TrainingNetwork | null;
    final: FinalSpec | null;
  }

  interface DigitsView {
    drawer: "maths" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "runs" | "diagnosis" | "export" | "none";
    project: boolean;
    epoch: number | null;
    batch: number;
    unit: number[] | null;
    speed: "slow" | "normal" | "fast";
    loop: boolean;
    log: boolean;
    large: "none" | "curves" | "seeds" | "seed-curves";
    seeds_log: boolean;
    cell: number[] | null;
    digit: number;
    shown: "digit" | "mistakes";
    placement: "centered" | "as_drawn";
    epsilon: number;
  }

  interface DoubleDescentRequest {
    features: number[] | null;
    examples: number;
    ridge: number;
    label_noise: number;
    seeds: number;
    seed: number;
    digit: number;
  }

  interface DoubleDescentResult {
    features: number[];
    train_error: number[];
    test_error: number[];
    interval: number[][] | null;
    errors: number[][];
    parameter_norm: number[];
    seeds: number[];
    before: number;
    at: number;
    beyond: number;
    rise: Compared;
    fall: Compared;
    shape: "double descent" | "a peak" | "no peak" | "not distinguishable" | "a valley" | "no valley";
    digit: ShownDigit;
    sentence: string;
  }

  interface DoubleDescentView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    place: number | null;
  }

  interface DrawTheBoundaryDrawing {
    ends: number[][];
  }

  interface DrawTheHeldOutLossDrawing {
    heights: number[];
  }

  interface DrawTheLossDrawing {
    heights: number[];
  }

  interface DrawThreeRatesDrawing {
    heights: number[];
  }

  interface Drawn {
    places: number[];
    heights: number[];
    ends: number[][];
    engine_x: number[];
    engine_y: number[];
    measure: number;
    is_right: boolean;
    comparison: string;
    misconception: string | null;
  }

  interface DrawnNetwork {
    units: number[][];
    weights: number[][][];
    initializer: string;
  }

  interface DropoutEnds {
    low: number;
    high: number;
  }

  interface EarlyStoppingSpec {
    patience: number;
    min_delta: number;
  }

  interface EpochRequest {
    dataset: DataSpec;
    validation_share: number | null;
    network: TrainingNetwork;
    loss: "bce" | "cross_entropy" | "mse" | "mae" | "huber";
    reduction: "mean" | "sum";
    half: boolean;
    optimizer: OptimizerSpec;
    schedule: ScheduleSpec;
    batch_size: number | null;
    epochs: number;
    l1: number;
    l2: number;
    dropout: number;
    early_stopping: EarlyStoppingSpec | null;
    loss_goal: number | null;
    shuffle: boolean;
    freeze_biases: boolean;
    seed: number;
    epoch: number;
  }

  interface EpochResult {
    epoch: number;
    before: (number | null)[];
    examples: number[][];
    loss: (number | null)[];
    gradient: ((number | null)[])[];
    parameters: ((number | null)[])[];
    learning_rate: (number | null)[];
    sentence: string;
  }

  interface Example {
    x: number[];
    y: number;
  }

  interface Examples {
    inputs: number[][];
    targets: number[];
    wrong: number[];
  }

  interface Final {
    epoch: number;
    train_loss: number | null;
    validation_loss: number | null;
    train_accuracy: number | null;
    validation_accuracy: number | null;
    train_r2: number | null;
    validation_r2: number | null;
    train_rmse: number | null;
    validation_rmse: number | null;
  }

  interface FinalSpec {
    epoch: number;
    train_loss: number | null;
    validation_loss: number | null;
    train_accuracy: number | null;
    validation_accuracy: number | null;
    train_r2: number | null;
    validation_r2: number | null;
    train_rmse: number | null;
    validation_rmse: number | null;
  }

  interface FinderData {
    name: "quadrants" | "circles" | "moons" | "spirals" | "linear" | "blobs";
    samples: number;
    noise: number;
    seed: number;
  }

  interface FindingResult {
    problem: string;
    sentence: string;
    evidence: Record<string, number | null>;
    fix: FixResult;
  }

  interface FirstRow {
    line: number;
    cells: string[];
    used: boolean;
  }

  interface Fit {
    fit: number[];
    units: number[][];
    bias: number;
    difference: number;
    kinks: (number | null)[];
    error: number;
    linear_pieces: number | null;
    network: NetworkResult;
  }

  interface FixResult {
    field: string;
    sentence: string;
    change: Record<string, unknown> | null;
    tried: boolean;
    loss_before: number | null;
    loss_after: number | null;
  }

  interface FlowLayer {
    gradient_norm: number;
    weight_norm: number;
    relative_gradient: number | null;
    activation_mean: number;
    activation_std: number;
    example_spread: number;
    saturated_share: number;
    dead_share: number;
    histogram: Histogram;
  }

  interface FlowNetwork {
    depth: number;
    width: number;
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros" | "normal";
    std: number;
    batch_norm: boolean;
    residual: boolean;
    seed: number;
  }

  interface FlowResult {
    title: string;
    layers: FlowLayer[];
    first_last_ratio: number | null;
    factor_per_layer: number | null;
    signal_ratio: number | null;
    loss: number;
    verdict: string;
    way: string;
    evidence: string;
    bands: Bands | null;
    trained: Trained | null;
  }

  interface FlowView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    layer: number;
  }

  interface Folds {
    parameters: number;
    x: number[];
    folded: number[][];
    pieces: number[];
    equal_most: number;
    wide_units: number;
    wide_parameters: number;
    wide_pieces: number;
  }

  interface ForwardLayer {
    z: number[];
    a: number[];
  }

  interface ForwardRequest {
    network: NetworkSpec;
    x: number[];
  }

  interface ForwardResult {
    network: NetworkResult;
    x: number[];
    layers: ForwardLayer[];
    prediction: number[];
    verdict: "neutral" | "leans_to_0" | "leans_to_1" | "leans_to_minus_1" | "zero" | "one" | "positive" | "negative" | "largest" | "tie";
    leading: number | null;
    sentence: string;
  }

  interface ForwardView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    unit: number[];
    pace: "layer" | "neuron" | "term";
    step: number | null;
  }

  interface FunctionResult {
    name: string;
    a: number;
    derivative: number;
    saturated: boolean;
    dead: boolean;
    range: (number | null)[];
    largest_slope: number;
    use: string;
    curve: Curve;
  }

  interface GradientFlowRequest {
    depth: number;
    width: number;
    activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros" | "normal";
    std: number;
    batch_norm: boolean;
    residual: boolean;
    seed: number;
    seeds: number;
    train_epochs: number;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number;
    kept: FlowNetwork | null;
  }

  interface GradientFlowResult {
    title: string;
    layers: FlowLayer[];
    first_last_ratio: number | null;
    factor_per_layer: number | null;
    signal_ratio: number | null;
    loss: number;
    verdict: string;
    way: string;
    evidence: string;
    bands: Bands | null;
    trained: Trained | null;
    kept: FlowResult | null;
    network: NetworkResult | null;
    sample: Sample;
    sentence: string;
  }

  interface Gradients {
    weights: number[][][];
    biases: number[][];
  }

  interface Grid {
    low: number;
    high: number;
    resolution: number;
    values: number[];
  }

  interface GridResult {
    low: number;
    high: number;
    axes: number[][];
    resolution: number;
    bits: number;
    outputs: Map[];
    units: Map[][] | null;
    inputs: Map[] | null;
    margins: Map[] | null;
  }

  interface GridSpec {
    low: number;
    high: number;
    axes: number[][] | null;
    resolution: number;
    bits: 8 | 16;
    units: boolean;
    margins: boolean;
  }

  interface Histogram {
    low: number;
    high: number;
    counts: number[];
  }

  interface History {
    epoch: number[];
    train_loss: (number | null)[];
    validation_loss: (number | null)[];
    train_accuracy: (number | null)[];
    validation_accuracy: (number | null)[];
    learning_rate: (number | null)[];
    gradient_norms: ((number | null)[])[];
  }

  interface Importance {
    parameter: "learning_rate" | "layers" | "neurons" | "batch_size" | "activation" | "dropout" | "weight_decay";
    share: number;
    low: number;
    high: number;
    like_first: boolean;
  }

  interface LargeNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface LayerEnds {
    low: number;
    high: number;
  }

  interface LearnedData {
    name: "spirals" | "moons" | "circles" | "quadrants" | "linear" | "signs" | "measurements";
    samples: number;
    noise: number;
    seed: number;
  }

  interface Learning {
    loss_name: string;
    output: number[];
    loss: number[];
    slope: number[];
    weight: number[];
    bias: number[];
    reached: number | null;
  }

  interface LearningRateRequest {
    rates: number[];
    dataset: RateData;
    network: TrainingNetwork;
    loss: "bce" | "cross_entropy" | "mse" | "mae" | "huber" | null;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    batch_size: number | null;
    epochs: number;
    seed: number;
    seeds: number;
    sharpness: boolean;
  }

  interface LearningRateResult {
    title: string;
    data: RateExamples;
    kept: number[];
    status: "completed" | "stopped_at_limit";
    runs: RateRun[];
    start_sharpness: number;
    rate_limit: number | null;
    method: string;
    sweep: SweptRate[];
    swept_seeds: number;
    bands: TestedBand[];
    rule: string;
    sentence: string;
  }

  interface LearningRateView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    selected: number;
  }

  interface Left {
    epoch: number;
    train_loss: number | null;
    validation_loss: number | null;
    new_loss: number | null;
    train_accuracy: number | null;
    validation_accuracy: number | null;
    new_accuracy: number | null;
  }

  interface LinearCollapseRequest {
    network: LinearNetwork;
    inputs: number[][];
  }

  interface LinearCollapseResult {
    network: NetworkResult;
    products: Product[];
    matrix: number[][];
    bias: number[];
    outputs: number[];
    collapsed: number[];
    max_difference: number;
    is_linear: boolean;
    grid: Grid;
    sentence: string;
  }

  interface LinearNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface LogisticRates {
    confusion: TumorConfusion;
    sensitivity: number;
    sensitivity_interval: number[];
    specificity: number;
    specificity_interval: number[];
    precision: number | null;
    accuracy: number;
    roc: TumorRoc;
    auc: number;
    brier: number;
    calibration: TumorCalibration;
    probabilities: number[];
  }

  interface LossRequest {
    loss: "mse" | "mae" | "huber" | "bce" | "categorical_cross_entropy";
    predictions: number[];
    targets: number[];
    reduction: "mean" | "sum";
    half: boolean;
    delta: number;
    pair: number;
  }

  interface LossResult {
    predictions: number[];
    targets: number[];
    errors: number[];
    terms: number[];
    loss: number;
    gradient: number[];
    point: number;
    slope: number;
    curves: Curves;
    sentence: string;
  }

  interface LrFinderRequest {
    dataset: FinderData;
    labels: "true" | "shuffled";
    network: TrainingNetwork;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    batch_size: number | null;
    low: number;
    high: number;
    steps: number;
    seed: number;
    seeds: number;
    prove: boolean;
    epochs: number;
  }

  interface LrFinderResult {
    learning_rate: number[];
    loss: number[];
    smoothed: number[];
    suggestion: number | null;
    suggested_by: string;
    suggestions: Suggested;
    places: Places;
    reading: number[];
    fall: number;
    chance_fall: number;
    has_fallen: boolean;
    diverged_at: number | null;
    spread: Spread;
    proof_epoch: number[];
    proof: ProofRun[];
    proof_verdict: ProofVerdict | null;
    status: "completed" | "stopped_at_limit";
    sentence: string;
  }

  interface LrFinderView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
  }

  interface Map {
    low: number;
    high: number;
    codes: string;
    gaps: number;
  }

  interface MemberResult {
    predictions: ((number | null)[])[] | null;
    decisions: (number | null)[] | null;
    grid: GridResult | null;
  }

  interface MistakeResult {
    index: number;
    truth: number;
    said: number;
    loss: number;
  }

  interface Nearest {
    index: number;
    label: number;
    distance: number;
  }

  interface NearestPatient {
    row: number;
    target: number;
    is_held_out: boolean;
    distance: number;
    probability: number;
    features: number[];
  }

  interface NetworkResult {
    layers: number[];
    activations: string[];
    weights: number[][][];
    biases: number[][];
    parameter_count: number;
  }

  interface NetworkSpec {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface NeuronEnds {
    low: number;
    high: number;
  }

  interface NeuronRequest {
    inputs: number[];
    weights: number[];
    bias: number;
    activation: "step" | "linear" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "silu";
  }

  interface NeuronResult {
    inputs: number[];
    weights: number[];
    bias: number;
    terms: number[];
    weighted_sum: number;
    z: number;
    a: number;
    derivative: number;
    sentence: string;
  }

  interface NoisyData {
    name: "moons" | "circles" | "quadrants" | "spirals";
    samples: number;
    noise: number;
    seed: number;
  }

  interface NothingAsked {
  }

  interface NumericGradients {
    numeric: Gradients;
    max_relative_error: number;
  }

  interface OpenedRun {
    request: Record<string, unknown>;
    network: NetworkResult;
    sentence: string;
  }

  interface OptimizerSpec {
    name: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number | null;
    momentum: number | null;
    dampening: number | null;
    nesterov: boolean | null;
    weight_decay: number | null;
    betas: number[] | null;
    eps: number | null;
    amsgrad: boolean | null;
    alpha: number | null;
    centered: boolean | null;
    lr_decay: number | null;
    initial_accumulator_value: number | null;
  }

  interface OverfittingData {
    inputs: number[][];
    targets: number[];
    validation_inputs: number[][];
    validation_targets: number[];
    more_inputs: number[][] | null;
    more_targets: number[] | null;
    low: number[];
    high: number[];
    resolution: number;
  }

  interface OverfittingRequest {
    dataset: NoisyData;
    network: LargeNetwork;
    cures: Cure[];
    learning_rate: number;
    epochs: number;
    seed: number;
    seeds: number;
  }

  interface OverfittingResult {
    title: string;
    data: OverfittingData;
    kept: number[];
    runs: CureRun[];
    compared: CureOverSeeds[];
    parameter_count: number;
    new_examples: number;
    status: "completed" | "stopped_at_limit";
    sentence: string;
  }

  interface OverfittingView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    selected: number | null;
  }

  interface OwnRun {
    points: number[][];
    loss: number[];
    dimensions: number;
  }

  interface PanelView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
  }

  interface PassLayer {
    z: number[];
    a: number[];
  }

  interface PatientAnswer {
    features: number[] | null;
    target: number | null;
    prediction: number | null;
    nearest: NearestPatient | null;
    patient_sentence: string | null;
  }

  interface PatientRequest {
    network: TumorNetwork;
    seed: number;
    threshold: number;
    features: number[] | null;
    patient: number | null;
  }

  interface PerThousand {
    tp: number;
    fp: number;
    tn: number;
    fn: number;
  }

  interface PerceptronRequest {
    gate: "and" | "or" | "nand" | "xor";
    examples: Example[] | null;
    table: string | null;
    reading: TableReading;
    input_names: string[] | null;
    class_names: string[] | null;
    labels: "zero_one" | "minus_one_one" | null;
    fires_at_zero: boolean;
    learning_rate: number;
    max_epochs: number;
    weights: number[];
    bias: number;
  }

  interface PerceptronResult {
    examples: Point[];
    input_names: string[];
    class_names: string[];
    updates: Update[];
    converged: boolean;
    cycle: Cycle | null;
    epochs: number;
    mistakes: number;
    weights: number[];
    bias: number;
    wrong: number[];
    low: number;
    solver: Solver | null;
    sentence: string;
  }

  interface PerceptronView {
    drawer: "maths" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "points" | "none";
    project: boolean;
    step: number | null;
    placing: number;
  }

  interface PlacedExample {
    x: number[];
    y: number | number[];
  }

  interface Places {
    steepest: number | null;
    valley: number | null;
    minimum_tenth: number | null;
    slide: number | null;
    longest_fall: number | null;
  }

  interface PlaneDataset {
    name: "quadrants" | "circles" | "moons" | "spirals" | "linear" | "blobs";
    samples: number;
    noise: number;
    seed: number;
  }

  interface PlaneSpec {
    directions: "main" | "random";
    dataset: DescentDataset;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number;
    epochs: number;
    seed: number;
  }

  interface Point {
    x: number[];
    y: number;
  }

  interface PredictDistances {
    nearest: number[];
    distances: number[];
    gap: number | null;
    is_far: (boolean | null)[];
    outside: number[][];
    spread: number[];
  }

  interface PredictLayer {
    z: (number | null)[];
    a: (number | null)[];
  }

  interface PredictRequest {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    network: TrainingNetwork | null;
    run: TrainingRequest | null;
    parameters: number[][] | null;
    points: number[][] | null;
    csv: string | null;
    row: number;
    grid: GridSpec | null;
    features: ("x1" | "x2" | "x1_squared" | "x2_squared" | "x1_x2" | "sin_x1" | "sin_x2")[] | null;
  }

  interface PredictResult {
    predictions: ((number | null)[])[] | null;
    decisions: (number | null)[] | null;
    grid: GridResult | null;
    members: MemberResult[] | null;
    rows: PredictRows | null;
    x: (number | null)[] | null;
    layers: PredictLayer[] | null;
    distances: PredictDistances | null;
    network: NetworkResult | null;
    data: Data | null;
    status: string | null;
    sentence: string;
  }

  interface PredictRows {
    inputs: number[][];
    lines: number[] | null;
    reading: Decision[];
    certainty: (number | null)[] | null;
    row: number;
  }

  interface PredictTableRequest {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    network: TrainingNetwork;
    csv: string;
    columns: ColumnSpec[] | null;
    features: ("x1" | "x2" | "x1_squared" | "x2_squared" | "x1_x2" | "sin_x1" | "sin_x2")[] | null;
    scaling: ScalingSpec | null;
    target_scaling: ScalingSpec | null;
  }

  interface PredictTableResult {
    lines: number[];
    inputs: number[][];
    predictions: ((number | null)[])[];
    classes: (number | null)[];
    decisions: Decision[];
    sentence: string;
  }

  interface PredictView {
    drawer: "maths" | "rows" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    unit: number[] | null;
  }

  interface Problem {
    type: string;
    title: string;
    status: number;
    detail: string;
    request_id?: string;
    errors: Record<string, unknown>[];
  }

  interface Product {
    layers: number;
    matrix: number[][];
    bias: number[];
  }

  interface Programs {
    numpy: string | null;
    pytorch: string | null;
    sklearn: string | null;
    curl: string | null;
    notebook: Record<string, unknown>;
    tokens: Record<string, unknown>;
  }

  interface ProofRun {
    factor: number;
    learning_rate: number;
    loss: (number | null)[];
    losses: ((number | null)[])[];
  }

  interface ProofVerdict {
    seeds: number;
    wins: number[];
    share: number;
    low: number;
    high: number;
    won: boolean;
  }

  interface Quantity {
    kind: "z" | "a" | "loss" | "dL_da" | "da_dz" | "delta" | "gradient" | "updated";
    layer: number;
    unit: number;
    input: number | null;
  }

  interface Racer {
    optimizer: string;
    title: string;
    name: string;
    learning_rate: number;
    options: Record<string, unknown>;
    points: number[][];
    loss: number[];
    gradients: number[][];
    changes: number[][];
    moments: Record<string, number[][]>;
    left_at: number | null;
    diverged_at: number | null;
    steps_to_tolerance: number | null;
    rate_limit: number | null;
    slope_at_end: number | null;
    curvatures_at_end: number[] | null;
    verdict: string;
    ending: string;
  }

  interface RacerSpec {
    name: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    learning_rate: number | null;
    momentum: number | null;
    dampening: number | null;
    nesterov: boolean | null;
    weight_decay: number | null;
    betas: number[] | null;
    eps: number | null;
    amsgrad: boolean | null;
    alpha: number | null;
    centered: boolean | null;
    lr_decay: number | null;
    initial_accumulator_value: number | null;
  }

  interface RateData {
    name: "xor" | "quadrants" | "circles" | "moons" | "spirals" | "linear" | "sine";
    samples: number | null;
    noise: number | null;
    seed: number;
  }

  interface RateEnds {
    low: number;
    high: number;
  }

  interface RateExamples {
    task: string;
    inputs: number[][];
    targets: number[];
    low: number[];
    high: number[];
    resolution: number;
  }

  interface RateRun {
    learning_rate: number;
    loss: (number | null)[];
    final_loss: number;
    verdict: "plateau" | "learning" | "solved" | "oscillating" | "diverged";
    evidence: string;
    diverged_at: number | null;
    solved: boolean;
    seeds: SeedEnd[];
    solved_share: number;
    interval: number[];
    sharpness: SharpnessCourse | null;
    maps: (Map | null)[];
  }

  interface RerunMean {
    mean: number;
    low: number;
    high: number;
  }

  interface RunFile {
    format: "nudge-run";
    version: 1;
    request: TrainingRequest;
    network: TrainingNetwork | null;
    final: FinalSpec | null;
  }

  interface Sample {
    inputs: number[][];
    targets: number[];
  }

  interface Scaling {
    mean: number[];
    std: number[];
  }

  interface ScalingSpec {
    mean: number[];
    std: number[];
  }

  interface ScheduleData {
    task: string;
    inputs: number[][];
    targets: number[];
    low: number[];
    high: number[];
  }

  interface ScheduleDataset {
    name: "sine" | "moons" | "circles" | "quadrants" | "linear";
    samples: number;
    noise: number;
    seed: number;
  }

  interface ScheduleDrawing {
    layers: number[];
    activations: string[];
    epochs: number[];
    parameters: ((number | null)[])[];
  }

  interface ScheduleNetwork {
    hidden: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    seed: number;
  }

  interface ScheduleRequest {
    dataset: ScheduleDataset;
    network: ScheduleNetwork;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    batch_size: number | null;
    epochs: number;
    seeds: number;
    name: "constant" | "step" | "multistep" | "exponential" | "cosine" | "warm_restarts" | "warmup_cosine" | "one_cycle" | "reduce_on_plateau";
    step_size: number | null;
    milestones: number[] | null;
    gamma: number | null;
    T_max: number | null;
    eta_min: number | null;
    T_0: number | null;
    T_mult: number | null;
    start_factor: number | null;
    end_factor: number | null;
    total_iters: number | null;
    total_steps: number | null;
    pct_start: number | null;
    anneal_strategy: "cos" | "linear" | null;
    cycle_momentum: boolean | null;
    base_momentum: number | null;
    max_momentum: number | null;
    div_factor: number | null;
    final_div_factor: number | null;
    three_phase: boolean | null;
    factor: number | null;
    patience: number | null;
    threshold: number | null;
    threshold_mode: "rel" | "abs" | null;
    cooldown: number | null;
    min_lr: number | null;
    eps: number | null;
    learning_rate: number;
    schedule_by: "epoch" | "batch" | null;
  }

  interface ScheduleResult {
    unit: string;
    batches: number;
    options: Record<string, unknown>;
    learning_rate: number[];
    momentum: number[] | null;
    falls: number[];
    data: ScheduleData;
    drawing: ScheduleDrawing;
    loss: (number | null)[];
    mean_loss: (number | null)[];
    final_losses: (number | null)[];
    seeds: number[];
    constant: ConstantRate;
    difference: SeedDifference;
    shares: SeedShares;
    verdict: string;
    status: "completed" | "stopped_at_limit";
    sentence: string;
  }

  interface ScheduleSpec {
    name: "constant" | "step" | "multistep" | "exponential" | "cosine" | "warm_restarts" | "warmup_cosine" | "one_cycle" | "reduce_on_plateau";
    step_size: number | null;
    milestones: number[] | null;
    gamma: number | null;
    T_max: number | null;
    eta_min: number | null;
    T_0: number | null;
    T_mult: number | null;
    start_factor: number | null;
    end_factor: number | null;
    total_iters: number | null;
    total_steps: number | null;
    pct_start: number | null;
    anneal_strategy: "cos" | "linear" | null;
    cycle_momentum: boolean | null;
    base_momentum: number | null;
    max_momentum: number | null;
    div_factor: number | null;
    final_div_factor: number | null;
    three_phase: boolean | null;
    factor: number | null;
    patience: number | null;
    threshold: number | null;
    threshold_mode: "rel" | "abs" | null;
    cooldown: number | null;
    min_lr: number | null;
    eps: number | null;
  }

  interface ScheduleView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
    log: boolean;
  }

  interface SeedDifference {
    by_seed: (number | null)[];
    mean: number | null;
    low: number | null;
    high: number | null;
  }

  interface SeedEnd {
    seed: number;
    final_loss: number | null;
    verdict: "plateau" | "learning" | "solved" | "oscillating" | "diverged";
    solved: boolean;
  }

  interface SeedShare {
    count: number;
    share: number;
    low: number;
    high: number;
  }

  interface SeedShares {
    lower: SeedShare;
    higher: SeedShare;
  }

  interface SeedsRequest {
    dataset: DataSpec;
    validation_share: number | null;
    network: TrainingNetwork;
    loss: "bce" | "cross_entropy" | "mse" | "mae" | "huber";
    reduction: "mean" | "sum";
    half: boolean;
    optimizer: OptimizerSpec;
    schedule: ScheduleSpec;
    batch_size: number | null;
    epochs: number;
    l1: number;
    l2: number;
    dropout: number;
    early_stopping: EarlyStoppingSpec | null;
    loss_goal: number | null;
    shuffle: boolean;
    freeze_biases: boolean;
    seed: number;
    seeds: number;
    goal: number;
  }

  interface SeedsResult {
    seeds: number[];
    status: string[];
    succeeded: boolean[];
    successes: number;
    share: number;
    low: number;
    high: number;
    epoch: number[];
    train_loss: ((number | null)[])[];
    validation_loss: ((number | null)[])[] | null;
    final_loss: (number | null)[];
    final_accuracy: (number | null)[] | null;
    sentence: string;
  }

  interface Settings {
    layers: number[];
    activations: string[];
    parameter_count: number;
    loss: string;
    optimizer: Record<string, unknown>;
    schedule: Record<string, unknown>;
    batch_size: number;
    batches: number;
    epochs: number;
    training: number;
    validation: number;
    work: number;
  }

  interface SharpnessCourse {
    epoch: number[];
    value: (number | null)[];
    limit: number | null;
    late: number | null;
    stand: "below" | "at" | "above" | null;
  }

  interface ShownDigit {
    pixels: number[];
    label: number;
    scores: number[][];
    said: number[];
  }

  interface SixteenFromZeroDrawing {
    heights: number[];
  }

  interface SlowStartRequest {
    weight: number;
    bias: number;
    learning_rate: number;
    epochs: number;
    x: number;
    y: number;
  }

  interface SlowStartResult {
    start: number;
    mse: Learning;
    bce: Learning;
    opening: string;
    sentence: string;
  }

  interface SlowStartView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    step: number | null;
  }

  interface SmallNetworkSpec {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface Snapshot {
    epoch: number;
    layers: FlowLayer[];
  }

  interface Snapshots {
    epoch: number[];
    parameters: number[][];
    confusion: number[][][] | null;
    validation_confusion: number[][][] | null;
  }

  interface SoftmaxRequest {
    logits: number[];
    temperature: number;
    shift: number;
  }

  interface SoftmaxResult {
    scaled: number[];
    subtracted: number;
    exponents: number[];
    exponentials: number[];
    total: number;
    probabilities: number[];
    probability_sum: number;
    largest: number;
    entropy: number;
    two_class: number | null;
    sentence: string;
  }

  interface Solver {
    network: NetworkResult;
    predictions: number[];
  }

  interface Space {
    learning_rate: RateEnds;
    layers: LayerEnds;
    neurons: NeuronEnds;
    batch_size: BatchEnds;
    activation: ("tanh" | "relu" | "sigmoid" | "leaky_relu" | "elu" | "gelu" | "silu" | "linear")[];
    dropout: DropoutEnds;
    weight_decay: DecayEnds;
  }

  interface SplitsCompared {
    seeds: number[];
    accuracies: number[];
    logistic_accuracies: number[];
    differences: number[];
    mean: number;
    interval: number[];
    verdict: "better" | "worse" | "not told apart";
    sentence: string;
  }

  interface Spread {
    seeds: number[];
    steepest: (number | null)[];
    valley: (number | null)[];
    minimum_tenth: (number | null)[];
    slide: (number | null)[];
    longest_fall: (number | null)[];
    fell: number;
    factor: Suggested;
  }

  interface Stages {
    box: number[] | null;
    strokes: number[][];
    bitmap: string;
  }

  interface StartErrors {
    biases: string;
    errors: number[];
    median: number;
    mean: number;
    low: number;
    high: number;
    pieces: number[] | null;
    middle_pieces: number | null;
  }

  interface Suggested {
    steepest: number | null;
    valley: number | null;
    minimum_tenth: number | null;
    slide: number | null;
    longest_fall: number | null;
  }

  interface SweptRate {
    learning_rate: number;
    solved: number;
    verdict: "plateau" | "learning" | "solved" | "oscillating" | "diverged";
  }

  interface Table {
    caption: string;
    columns: Column[];
    rows: ((string | number | null)[])[];
  }

  interface TableReading {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    leave_out: (string | number)[] | null;
    target: string | number | (string | number)[] | null;
  }

  interface TestedBand {
    name: string;
    low: number;
    high: number;
    runs: number;
    solved: number;
  }

  interface TraceCheck {
    right: boolean;
    compared: number;
    first_wrong: WrongNumber | null;
    sentence: string;
  }

  interface TraceCheckRequest {
    network: SmallNetworkSpec;
    x: number[];
    y: number[];
    loss: "mse" | "mae" | "huber" | "bce" | "cross_entropy";
    reduction: "mean" | "sum";
    half: boolean;
    learning_rate: number;
    optimizer: "sgd" | "adagrad" | "rmsprop" | "adam" | "adamw";
    momentum: number;
    freeze_biases: boolean;
    steps: number;
    claimed: Claimed;
    text: string | null;
  }

  interface Trained {
    loss: (number | null)[];
    accuracy: (number | null)[];
    gradient_norm: ((number | null)[])[];
    diverged_at: number | null;
    snapshots: Snapshot[];
    learned: boolean;
    holds: boolean;
    final_losses: (number | null)[];
    middle_loss: number | null;
    share: number;
    low: number;
    high: number;
  }

  interface TrainingNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
    hidden: number[] | null;
    zero_output: boolean;
  }

  interface TrainingRequest {
    dataset: DataSpec;
    validation_share: number | null;
    network: TrainingNetwork;
    loss: "bce" | "cross_entropy" | "mse" | "mae" | "huber";
    reduction: "mean" | "sum";
    half: boolean;
    optimizer: OptimizerSpec;
    schedule: ScheduleSpec;
    batch_size: number | null;
    epochs: number;
    l1: number;
    l2: number;
    dropout: number;
    early_stopping: EarlyStoppingSpec | null;
    loss_goal: number | null;
    shuffle: boolean;
    freeze_biases: boolean;
    seed: number;
  }

  interface TrainingResult {
    data: Data;
    settings: Settings;
    history: History;
    snapshots: Snapshots;
    status: string;
    diverged_at: number | null;
    best_epoch: number | null;
    final: Final;
    network: NetworkResult;
    confusion: Confusion | null;
    diagnosis: FindingResult[];
    sentence: string;
  }

  interface TrainingView {
    drawer: "maths" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "runs" | "diagnosis" | "export" | "points" | "none";
    project: boolean;
    epoch: number | null;
    batch: number;
    unit: number[] | null;
    speed: "slow" | "normal" | "fast";
    loop: boolean;
    log: boolean;
    large: "none" | "curves" | "seeds" | "seed-curves";
    seeds_log: boolean;
  }

  interface TransferLine {
    name: "scratch" | "fine_tuned" | "frozen" | "random_frozen";
    label: string;
    accuracy: number[];
    mean: number;
    interval: number[] | null;
    curve: number[];
    epochs_needed: number | null;
    means: number[];
    intervals: number[][] | null;
    against: Difference | null;
  }

  interface TransferRequest {
    preset: "new_digits" | "odd_even";
    examples: number;
    seeds: number;
    epochs: number;
    learning_rate: number;
    hidden: number;
    seed: number;
  }

  interface TransferResult {
    counts: number[];
    place: number;
    epochs: number[];
    lines: TransferLine[];
    seeds: number[];
    source: TransferTask;
    target: TransferTask;
    source_accuracy: number[];
    source_mean: number;
    features: number[][];
    status: "completed" | "stopped_at_limit";
    sentence: string;
  }

  interface TransferTask {
    name: string;
    classes: number;
    samples: number;
    asked: number;
  }

  interface TransferView {
    drawer: "maths" | "matrix" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
  }

  interface Trap {
    value: number;
    feedback: string;
  }

  interface Trial {
    number: number;
    values: TrialValues;
    loss: number | null;
    accuracy: number | null;
    test_loss: number | null;
    test_accuracy: number | null;
    epochs: number;
    status: "completed" | "pruned" | "diverged" | "stopped_at_limit";
  }

  interface TrialValues {
    learning_rate: number;
    layers: number;
    neurons: number;
    batch_size: number;
    activation: string;
    dropout: number;
    weight_decay: number;
  }

  interface TumorBin {
    low: number;
    high: number;
    count: number;
    mean_predicted: number | null;
    observed: number | null;
    interval: number[] | null;
  }

  interface TumorCalibration {
    bins: TumorBin[];
    expected_error: number;
  }

  interface TumorConfusion {
    tp: number;
    fp: number;
    tn: number;
    fn: number;
  }

  interface TumorDecision {
    confusion: TumorConfusion;
    sensitivity: number;
    sensitivity_interval: number[];
    specificity: number;
    specificity_interval: number[];
    precision: number | null;
    accuracy: number;
    roc: TumorRoc;
    auc: number;
    brier: number;
    calibration: TumorCalibration;
    prevalence: number;
    used_sensitivity: number;
    used_specificity: number;
    per_thousand: PerThousand;
    predictive_value: number | null;
    cleared_value: number | null;
    cost: number;
    cheapest: CheapestThreshold;
    logistic: LogisticRates | null;
    sentence: string;
  }

  interface TumorNetwork {
    layers: number[];
    hidden_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step";
    output_activation: "tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax";
    initializer: "xavier_uniform" | "xavier_normal" | "kaiming_uniform" | "kaiming_normal" | "uniform" | "zeros";
    seed: number;
    weights: number[][][] | null;
    biases: number[][] | null;
    activations: ("tanh" | "relu" | "sigmoid" | "linear" | "leaky_relu" | "elu" | "softplus" | "gelu" | "gelu_tanh" | "silu" | "step" | "softmax")[] | null;
    parameter_count: number | null;
  }

  interface TumorRequest {
    threshold: number;
    cost_ratio: number;
    prevalence: number | null;
    assumed: AssumedTest | null;
    hidden: number[];
    learning_rate: number;
    epochs: number;
    seed: number;
    splits: number;
    features: number[] | null;
    patient: number | null;
  }

  interface TumorResult {
    confusion: TumorConfusion;
    sensitivity: number;
    sensitivity_interval: number[];
    specificity: number;
    specificity_interval: number[];
    precision: number | null;
    accuracy: number;
    roc: TumorRoc;
    auc: number;
    brier: number;
    calibration: TumorCalibration;
    prevalence: number;
    used_sensitivity: number;
    used_specificity: number;
    per_thousand: PerThousand;
    predictive_value: number | null;
    cleared_value: number | null;
    cost: number;
    cheapest: CheapestThreshold;
    logistic: LogisticRates | null;
    sentence: string;
    features: number[] | null;
    target: number | null;
    prediction: number | null;
    nearest: NearestPatient | null;
    patient_sentence: string | null;
    network: NetworkResult;
    probabilities: number[];
    targets: number[];
    rows: number[];
    compared: SplitsCompared | null;
    status: "completed" | "stopped_at_limit";
  }

  interface TumorRoc {
    threshold: (number | null)[];
    false_positive_rate: number[];
    true_positive_rate: number[];
  }

  interface TumorView {
    drawer: "maths" | "card" | "numpy" | "pytorch" | "sklearn" | "api" | "data" | "none";
    project: boolean;
    shown: "screening" | "curves" | "patient" | "splits";
    group: "mean" | "error" | "worst";
    selected: number | null;
  }

  interface TunedData {
    separator: "," | ";" | "\t" | "|" | " " | null;
    decimal_mark: "." | "," | null;
    header: boolean | null;
    missing: string[] | null;
    leave_out: (string | number)[] | null;
    target: string | number | (string | number)[] | null;
    task: "classification" | "regression" | null;
    standardize: boolean;
    standardize_target: boolean;
    input_names: string[] | null;
    target_name: string | null;
    target_names: string[] | null;
    input_units: string[] | null;
    target_units: string[] | null;
    class_names: string[] | null;
    name: "moons" | "circles" | "quadrants" | "spirals" | "linear" | "blobs" | "digits";
    samples: number;
    noise: number;
    seed: number;
    balance: number | null;
    margin: number | null;
    factor: number | null;
    turns: number | null;
    classes: number | null;
    points: PlacedExample[] | null;
    csv: string | null;
    features: ("x1" | "x2" | "x1_squared" | "x2_squared" | "x1_x2" | "sin_x1" | "sin_x2")[] | null;
  }

  interface TunerRequest {
    space: Space;
    method: "grid" | "random" | "tpe" | "halving";
    trials: number;
    dataset: TunedData;
    epochs: number;
    seed: number;
    begin: boolean;
  }

  interface TunerResult {
    title: string;
    data: Data | null;
    run: Record<string, unknown>;
    learned: number;
    held_out: number;
    new: number;
    planned: number;
    parameters: ("learning_rate" | "layers" | "neurons" | "batch_size" | "activation" | "dropout" | "weight_decay")[];
    grid: number[] | null;
    seconds: number;
    trials: Trial[];
    best: (number | null)[];
    top: number[];
    epochs: number;
    constant: number;
    importance: Importance[];
    winner: Winner | null;
    status: "planned" | "completed" | "stopped_at_limit";
    sentence: string;
  }

  interface TunerView {
    drawer: "maths" | "numpy" | "pytorch" | "api" | "data" | "points" | "none";
    project: boolean;
    begun: boolean;
    selected: number | null;
    shown: "lines" | "slices" | "test";
    axis: "learning_rate" | "layers" | "neurons" | "batch_size" | "activation" | "dropout" | "weight_decay" | "loss";
    brushes: Brushes;
  }

  interface Update {
    epoch: number;
    example: number;
    z: number;
    prediction: number;
    target: number;
    error: number;
    weights: number[];
    bias: number;
  }

  interface WalkStep {
    stage: "forward" | "loss" | "backward" | "update";
    layer: number | null;
    unit: number | null;
    sentence: string;
  }

  interface Winner {
    number: number;
    values: TrialValues;
    validation: number;
    test: number | null;
    rerun: (number | null)[];
    rerun_test: (number | null)[];
    rerun_mean: RerunMean | null;
    rerun_test_mean: RerunMean | null;
  }

  interface WrongNumber {
    pointer: string;
    name: string;
    quantity: "z" | "a" | "loss" | "delta" | "weights" | "biases" | "updated.weights" | "updated.biases";
    place: number[];
    claimed: number | null;
    correct: number | null;
    slip: string | null;
    only_here: boolean;
    learning_rate: number | null;
  }

  interface WrongOnes {
    epoch: number;
    count: number;
    of: number;
    mean_loss: number | null;
  }
}
