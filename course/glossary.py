"""The glossary: every symbol and term of the pages, once, in a sentence or two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A term.

    Attributes
    ----------
    term : str
        As prose writes it.
    meaning : str
        What it is, in words that need no other entry.
    symbol : str
        LaTeX, where it has one; a short formula where that is the definition.
    shape : str
        The shape of its array, where it has one.
    lesson : int
        Where it is first used.
    """

    term: str
    meaning: str
    symbol: str = ""
    shape: str = ""
    lesson: int = 1


GLOSSARY: dict[str, Entry] = {
    "input": Entry("input", "A number that a neuron or a network is given. All inputs of one example together are x.", "x", "(n_in,)"),
    "neuron": Entry("neuron", "The smallest part of a neural network: it multiplies its inputs by weights, adds them and its bias, and applies an activation function."),
    "weight": Entry("weight", "The number that one input of a neuron is multiplied by. Negative: a larger input makes the sum smaller. W holds all weights of a layer, one row for each of its units.", "w", "(n_out, n_in)"),
    "bias": Entry("bias", "A number a neuron adds to its weighted sum, whatever the inputs are. Where others speak of a threshold, it is the negative of that.", "b", "(n_out,)"),
    "weighted-sum": Entry("weighted sum", "Every input times its weight, all added up.", "\\sum_i w_i x_i"),
    "pre-activation": Entry("pre-activation", "The weighted sum plus the bias: what a neuron holds before it applies its activation function.", "z", "(n_out,)"),
    "activation-function": Entry("activation function", "The function a neuron applies to its pre-activation. Where it is not a straight line, several layers can do more than one.", "f"),
    "activation": Entry("activation", "What a neuron passes on: the activation function of its pre-activation.", "a", "(n_out,)"),
    "derivative": Entry("derivative", "The slope of a function at a point: how much the result changes for a tiny change of what goes in.", "\\frac{da}{dz}"),
    "sigmoid": Entry("sigmoid", "An activation function with the shape of an S. It squeezes any number into the range from 0 to 1.", "\\sigma(z) = \\frac{1}{1 + e^{-z}}"),
    "decision-boundary": Entry("decision boundary", "All inputs at which a neuron or a network is undecided between two classes. On one side of it the decision is one class, on the other the other. One neuron with two inputs has a straight line."),
    "perceptron": Entry("perceptron", "One neuron with a step function for its activation function, and the rule by which it learns from its mistakes. Networks of several layers are often called multi-layer perceptrons, whatever functions their units have."),
    "target": Entry("target", "What the answer should have been.", "y", "(n_out,)"),
    "learning-rate": Entry("learning rate", "The number that a gradient is multiplied by in an update: how far the weights are moved.", "\\eta"),
    "epoch": Entry("epoch", "One pass through all training examples."),
    "xor": Entry("XOR", "Exclusive or, the truth table that is 1 when exactly one of its two inputs is 1."),
    "linearly-separable": Entry("linearly separable", "Two classes that one straight line (or plane) can separate without a mistake."),
    "saturated": Entry("saturated", "Said of a unit whose activation function is so flat at its pre-activation that its output hardly changes with it.", lesson=2),
    "tanh": Entry("tanh", "An activation function like the sigmoid, from −1 to 1: the hyperbolic tangent.", "\\tanh z = 2\\,\\sigma(2z) - 1", lesson=2),
    "relu": Entry("ReLU", "An activation function, the rectified linear unit: positive numbers pass as they are, negative ones become 0. Leaky ReLU, ELU, GELU and SiLU are relatives that differ from it below zero.", "\\max(0, z)", lesson=2),
    "off": Entry("off", "Said of a ReLU unit for an example whose pre-activation is below zero: the unit gives 0, its slope is 0, and it learns nothing from this example.", lesson=2),
    "dead": Entry("dead", "Said of a ReLU unit that is off for every example: it always gives 0, and no gradient reaches its weights. In the first layer no gradient brings it back; in a later one a change in the layers before it may.", lesson=2),
    "logit": Entry("logit", "A pre-activation of the output layer that is about to become a probability.", "z", "(n_out,)", 2),
    "softmax": Entry("softmax", "Turns several logits into probabilities: exponentials, each divided by their sum.", "p_k", "(n_out,)", 2),
    "temperature": Entry("temperature", "What logits are divided by before the softmax. High: all classes more alike. Low: nearly all for the largest.", "T", lesson=2),
    "linear": Entry("linear", "Said of a function that only multiplies by weights and adds: its graph is straight.", lesson=2),
    "layer": Entry("layer", "Units that all get the same numbers: n_in numbers enter, n_out leave, one from each unit.", lesson=2),
    "shape": Entry("shape", "How many numbers an array has in each direction: [3 × 2] is three rows of two, which NumPy writes (3, 2); (3,) is a row of three. A scalar is a single number.", lesson=3),
    "hidden": Entry("hidden layer", "A layer between the inputs and the output.", lesson=3),
    "unit": Entry("unit", "One neuron of a layer. The inputs of a network are numbers that are given, and no units.", lesson=2),
    "parameter": Entry("parameter", "A number that training changes: a weight or a bias.", "\\theta", "(n_parameters,)", 3),
    "batch": Entry("batch", "Several examples processed together, one a row.", "X", "(batch, n_in)", 3),
    "prediction": Entry("prediction", "The network's answer: the activation of its last layer.", "\\hat{y}", "(n_out,)", 3),
    "loss": Entry("loss", "One number that says how wrong the predictions are. Training tries to make it small.", "L", "scalar", 4),
    "error": Entry("error", "Prediction minus target.", "\\hat{y} - y", "(n_out,)", 4),
    "mse": Entry("mean squared error", "The mean of the squared errors, MSE for short.", "L_{\\mathrm{MSE}}", "scalar", 4),
    "bce": Entry("binary cross-entropy", "Cross-entropy for two classes, BCE for short: minus the logarithm of the prediction where the target is 1, and of 1 minus the prediction where it is 0.", "L_{\\mathrm{BCE}}", "scalar", 4),
    "cross-entropy": Entry("cross-entropy", "Minus the natural logarithm of the probability given to what was true. A small probability for the truth is expensive.", "L_{\\mathrm{CE}}", "scalar", 4),
    "gradient": Entry("gradient", "The slopes of the loss with respect to every parameter or prediction: which way it rises, and how steeply. A negative slope: it falls when the number grows.", "\\nabla L", lesson=4),
    "accuracy": Entry("accuracy", "The fraction of examples whose decision is right. It changes only when a decision flips.", lesson=4),
    "step": Entry("step", "One update of all parameters, from the gradient of one batch.", lesson=6),
    "held-out": Entry("held-out examples", "Examples kept back from training, to see how a network does on what it has not learned from. Also called validation data.", lesson=9),
    "seed": Entry("seed", "The number that random draws begin from. The same seed gives the same run: to the last digit on the same machine with the same versions.", lesson=9),
    "dropout": Entry("dropout", "Setting each hidden unit to 0 with a certain probability in every training step. When the network is used, all of them answer.", lesson=8),
    "l2": Entry("L2", "A penalty on large weights that is added to the loss, in proportion to the sum of their squares; λ says how strong it is.", "\\tfrac{\\lambda}{2} \\sum w^2", lesson=6),
    "adam": Entry("Adam", "An optimizer that adapts its steps to each parameter, by running means of its gradients and of their squares.", lesson=5),
    "early-stopping": Entry("early stopping", "Ending a run when the held-out loss has not improved for some epochs, and going back to the weights that were best.", lesson=9),
    "plateau": Entry("plateau", "A part of a run in which the loss hardly moves though it is still high. It may end later.", lesson=7),
    "oscillation": Entry("oscillation", "A loss that goes up and down from step to step without falling on the whole, since the steps are too long.", lesson=9),
    "divergence": Entry("divergence", "A loss that grows without end, since each step overshoots by more than the one before.", lesson=7),
    "hessian": Entry("Hessian", "The table of all second derivatives of a loss: how the slope along each parameter changes with every parameter. Its eigenvalues are the curvatures.", "H_{ij} = \\frac{\\partial^2 L}{\\partial \\theta_i\\, \\partial \\theta_j}", "(n_parameters, n_parameters)", lesson=7),
    "eigenvalue": Entry("eigenvalue", "Of a matrix: the factor by which it stretches a direction that it does not turn. Those of a Hessian are the curvatures along its own directions.", "\\lambda", lesson=7),
    "sharpness": Entry("sharpness", "The largest curvature of a loss at a place: the largest eigenvalue of its Hessian. Gradient descent comes down there as long as η is below 2 divided by it.", "\\lambda_{\\max}", lesson=7),
    "edge-of-stability": Entry("edge of stability", "Where the sharpness of a loss has climbed to 2/η and stays: the loss goes up and down from step to step and falls in the long run.", lesson=7),
    "rate-band": Entry("rate band", "A range of learning rates that a rule of thumb calls too small, just right or too large. It holds for some networks and not for others.", lesson=7),
    "overfitting": Entry("overfitting", "Fitting what is accidental in the training examples, so that the loss on other examples gets worse.", lesson=9),
    "delta": Entry("error signal", "The slope of the loss with respect to a pre-activation. It is what is sent back through a network.", "\\delta", "(n_out,)", 2),
    "credit-assignment": Entry("credit assignment", "Finding out how much each weight has to do with the loss, though most weights are far from the output.", lesson=5),
    "backpropagation": Entry("backpropagation", "The chain rule, from the loss back to every parameter, layer by layer, each result used again by the layer before. It computes gradients and changes nothing.", lesson=5),
    "chain-rule": Entry("chain rule", "Where one function feeds another, their slopes multiply. Where several paths lead to the same end, what they bring adds up.", "\\frac{\\partial L}{\\partial w}", lesson=5),
    "computational-graph": Entry("computational graph", "A computation drawn as a graph: a node for each operation, a line for each number that goes from one to the next.", lesson=5),
    "update": Entry("update", "One change of all parameters, made by the optimizer from the gradients. Also called a step.", "\\Delta\\theta", "(n_parameters,)", 5),
    "optimizer": Entry("optimizer", "What turns gradients into updates. The plainest subtracts the learning rate times the gradient.", lesson=5),
    "sgd": Entry("SGD", "Stochastic gradient descent, the plainest optimizer: each parameter minus the learning rate times its gradient. Stochastic, since the batch is drawn at random.", "\\theta - \\eta\\, \\nabla L", lesson=5),
    "gradient-check": Entry("gradient check", "Making a parameter a little larger and smaller, and dividing the change of the loss by that of the parameter. It must agree with the gradient up to rounding and a small error.", "\\frac{L(\\theta + h) - L(\\theta - h)}{2h}", lesson=5),
    "classification": Entry("classification", "Predicting which of several classes an example belongs to.", lesson=2),
    "regression": Entry("regression", "Predicting a number instead of a class.", lesson=2),
    "universal-approximation": Entry("universal approximation", "A theorem: one hidden layer with enough units comes as near as wanted to any continuous function on a bounded domain. It says that such weights exist, not that training finds them.", lesson=8),
    "continuous": Entry("continuous", "Said of a function without jumps: where the input changes by little enough, so does what comes out.", lesson=8),
    "kink": Entry("kink", "Where a ReLU unit bends: the input at which its pre-activation is 0. With one input that is −b / w.", "-\\frac{b}{w}", lesson=8),
    "unit-count": Entry("number of units", "How many units a hidden layer has: what can be said of a network’s size in one number.", "N", lesson=8),
    "steepness": Entry("steepness", "How fast a built step rises: the factor s inside the sigmoid. A large one makes a cliff, a small one a slope.", "\\sigma(s\\,(x - a))", lesson=8),
    "tent-map": Entry("tent map", "A function like a roof: up to 1 in the middle and back to 0. Applied to itself, it folds once more and has twice as many straight pieces.", lesson=8),
    "r-squared": Entry("R²", "How much of the spread of the targets the predictions explain: 1 where all are right, 0 where they are no better than the mean of the targets, below 0 where they are worse.", "1 - \\frac{\\sum (\\hat y - y)^2}{\\sum (y - \\bar y)^2}", "scalar", 9),
    "rmse": Entry("root mean squared error", "The square root of the mean squared error, RMSE for short: how far predictions typically are from their targets, in the unit of the target.", "\\sqrt{L_{\\mathrm{MSE}}}", "scalar", 8),
    "vanishing-gradient": Entry("vanishing gradient", "A gradient that gets smaller from layer to layer on its way back, until the first layers hardly learn.", lesson=2),
    "hyperparameter": Entry("hyperparameter", "A number or choice that is set before training and that training does not change: the learning rate, the number of layers, the batch size.", lesson=9),
    "automatic-differentiation": Entry("automatic differentiation", "What frameworks do: the program says the forward pass only, and the framework works out the gradients by the chain rule.", lesson=5),
    "weight-matrix": Entry("weight matrix", "All weights of a layer, one row for each of its units and one column for each number that enters.", "W", "(n_out, n_in)", 3),
    "truth-table": Entry("truth table", "A function of inputs that are 0 or 1. AND is 1 when both are, OR when at least one is, NAND unless both are."),
    "leaky-relu": Entry("leaky ReLU", "A ReLU that lets a small share of negative numbers pass, so that its slope is never 0.", lesson=2),
    "elu": Entry("ELU", "An activation function, the exponential linear unit: a ReLU that below zero curves smoothly toward −1.", lesson=2),
    "gelu": Entry("GELU", "An activation function: z times the chance that a normal random number is below z. Its tanh form is an approximation.", lesson=2),
    "silu": Entry("SiLU", "An activation function: z times the sigmoid of z. Also called swish.", lesson=2),
    "softplus": Entry("softplus", "An activation function, a ReLU whose corner is rounded.", "\\ln(1 + e^z)", lesson=2),
    "mae": Entry("mean absolute error", "The mean of the sizes of the errors, MAE for short. Its slope is the same however large an error is.", "\\tfrac{1}{n} \\sum |\\hat y - y|", "scalar", 4),
    "huber": Entry("Huber", "A loss that is squared where errors are small and straight where they are larger than a threshold, so that one example far from all others counts less.", lesson=4),
    "initializer": Entry("initializer", "How weights are drawn before training. If they are too large, units may saturate; if all are equal, the units of a layer stay equal.", lesson=9),
    "xavier": Entry("Xavier", "An initializer for tanh and sigmoid: weights of variance 2/(n_in + n_out), so that numbers neither grow nor shrink much from layer to layer.", lesson=5),
    "kaiming": Entry("Kaiming (He)", "An initializer for ReLU: weights of variance 2/n_in, twice as much for each input, since ReLU makes about half of the sums 0.", lesson=5),
    "momentum": Entry("momentum", "Using past gradients too: a step follows a sum m, of which the part μ is kept from step to step while each new gradient g is added.", "m \\leftarrow \\mu m + g", lesson=6),
    "dampening": Entry("dampening", "With momentum: how much of each new gradient g is held back from the sum.", "\\tau", lesson=6),
    "weight-decay": Entry("weight decay", "Making every parameter a little smaller in each step, in proportion to its size. For SGD that is the same as L2; AdamW keeps it apart from the gradient.", "\\lambda\\, \\theta", lesson=6),
    "l1": Entry("L1", "A penalty on large weights that is added to the loss, in proportion to the sum of their sizes. It brings many weights close to 0.", "\\lambda \\sum |w|", lesson=9),
    "adagrad": Entry("AdaGrad", "An optimizer that divides each step by the root of s, the sum of all squared gradients so far: steps become ever smaller.", "s \\leftarrow s + g^2", lesson=6),
    "rmsprop": Entry("RMSProp", "An optimizer that divides each step by the root of v, a running mean of the squared gradients. It keeps the part α of it from step to step.", "v \\leftarrow \\alpha v + (1 - \\alpha)\\, g^2", lesson=6),
    "adamw": Entry("AdamW", "Adam with weight decay that does not pass through its running means.", lesson=6),
    "amsgrad": Entry("AMSGrad", "Adam that divides by the root of the largest v so far, so that a step never grows because v has become small again.", lesson=9),
    "centered": Entry("centered", "Of RMSProp: each step is divided by the standard deviation of the gradients, the mean of the gradients being taken off first.", lesson=9),
    "running-mean": Entry("running mean", "A mean in which old values count less and less: the part β of the old one is kept, and the rest is new. Adam has one of gradients, with β₁, and one of squares, with β₂.", "\\beta", lesson=6),
    "epsilon": Entry("ε", "A tiny number that is added so that nothing is divided by zero.", "\\varepsilon", lesson=6),
    "rate-decay": Entry("rate decay", "In AdaGrad: how fast the learning rate falls with the number t of steps.", "\\frac{\\eta}{1 + (t - 1)\\,\\kappa}", lesson=6),
    "schedule": Entry("schedule", "A rule by which the learning rate changes from epoch to epoch: by a factor γ, along a cosine, or when the loss is on a plateau.", "\\gamma", lesson=7),
    "warm-up": Entry("warm-up", "A start with a small learning rate that grows over the first epochs.", lesson=7),
    "cosine": Entry("cosine", "A schedule that lowers the learning rate along half a wave, slowly at first and at the end; with restarts, it begins again from the top.", lesson=7),
    "one-cycle": Entry("one cycle", "A schedule in which the learning rate rises to its peak and falls far below its start, once in a run.", lesson=7),
    "patience": Entry("patience", "How many epochs without improvement are waited for before a run ends or its rate falls.", lesson=7),
    "batch-size": Entry("batch size", "How many examples one step is computed from.", lesson=9),
    "noise": Entry("noise", "Chance in the data: how far examples lie from where they would be without it.", lesson=9),
    "margin": Entry("margin", "The distance that examples keep from the line between two classes.", lesson=9),
    "valley": Entry("valley", "A region of low loss between steep sides. Steps that are too long go from one side to the other.", lesson=6),
    "standardize": Entry("standardize", "To bring the numbers of a column to mean 0 and spread 1: minus their mean, divided by their standard deviation.", lesson=9),
    "surface": Entry("surface", "A loss of two numbers, as a landscape: at each place its height is the loss.", lesson=6),
    "bowl": Entry("bowl", "The surface around a minimum: λ₁ x² / 2 + λ₂ y² / 2. Seen from close by, most minima look like that.", lesson=6),
    "ravine": Entry("ravine", "A bowl that is far steeper across than along, and lies askew to both axes.", lesson=6),
    "rosenbrock": Entry("Rosenbrock", "A surface made to test optimizers: its bent valley is easy to find and hard to follow.", lesson=6),
    "beale": Entry("Beale", "A surface made to test optimizers: flat plains beside steep walls.", lesson=6),
    "himmelblau": Entry("Himmelblau", "A surface made to test optimizers: four minima, all equally low.", lesson=6),
    "curvature": Entry("curvature", "How fast a slope changes along a direction. Many parameters have as many, one for each main direction, and the largest limits the learning rate.", "\\lambda", lesson=6),
    "condition-number": Entry("condition number", "The largest curvature divided by the smallest: how long and narrow a valley is.", "\\kappa = \\lambda_{\\max} / \\lambda_{\\min}", lesson=6),
    "gradient-noise": Entry("gradient noise", "How far the gradient of one batch lies from that of all examples.", "\\sigma", lesson=6),
    "nesterov": Entry("Nesterov", "Momentum that looks one step of momentum ahead before it takes the slope into account.", "\\Delta\\theta = -\\eta\\,(g + \\mu m)", lesson=6),
    "dimension": Entry("dimension", "One of the directions in which something can change by itself: a network has as many as it has parameters.", lesson=6),
    "main-directions": Entry("main directions", "The directions in which a path varies most, found by principal component analysis (PCA). The first shows as much of the path as one direction can.", lesson=6),
    "relief": Entry("relief", "A surface drawn from the side, its height as height.", lesson=6),
    "saddle": Entry("saddle point", "A place where every slope of the loss is zero, though it falls in some directions and rises in others.", lesson=6),
    "exploding-gradient": Entry("exploding gradient", "A gradient that gets larger from layer to layer on its way back. Steps along it are far too long.", lesson=5),
    "batch-normalization": Entry("batch normalization", "Bringing every unit’s pre-activation to mean 0 and spread 1 over the batch, then to a mean β and a spread γ that are learned.", "\\gamma\\, \\hat{z} + \\beta", "(batch, n_out)", 5),
    "residual": Entry("residual connection", "A way around a layer: its result is added to what entered it, so that both signal and gradient have a path on which nothing multiplies them.", "x + F(x)", "(batch, n_out)", 5),
    "norm": Entry("norm", "How large a whole array of numbers is: the root of the sum of their squares. Of a matrix it is also called Frobenius norm.", "\\|W\\|", "scalar", 5),
    "architecture": Entry("architecture", "How many layers a network has, how many units each of them has, and what connects them. It is chosen before training.", lesson=8),
    "multiply-add": Entry("multiply-add", "One multiplication and the addition of its product to a sum: what a weight does to a number on its way. Counted, they say how much a network computes for an example.", lesson=8),
    "range-test": Entry("range test", "A short run whose learning rate grows by the same factor at every step, to see from which rate on the loss falls, and from which on it climbs.", lesson=7),
    "smoothing": Entry("smoothing", "Putting a fading mean in the place of each number, so that what chance does from one to the next goes away and the trend stays.", "s \\leftarrow \\beta s + (1 - \\beta) L", lesson=7),
    "valley-rule": Entry("valley rule", "Of a range test, the rate at the middle of the longest sequence of ever lower losses.", lesson=7),
    "spread": Entry("spread", "How far numbers lie from their mean: their standard deviation.", "\\sigma", "scalar", 5),
}  # fmt: skip
