/**
 * What a run is in the page, as types: the result as the API tells it, the snapshot that is shown, and
 * the model that every view of a run is a pure function of.
 *
 * @typedef {import("../charts/heatmap.js").Heat} Heat
 * @typedef {number | null} Gap  a number, or null where there is none (any more)
 * @typedef {ArrayLike<number>} Theta  all parameters: layer by layer W row by row, then b
 *
 * @typedef {{mean: number[], std: number[]}} Scaling
 *
 * @typedef {object} Data
 * @property {string} task  "classification" or "regression"
 * @property {string[] | null} features @property {string[]} feature_names
 * @property {string[]} input_names @property {string[]} input_units  "" for nothing known
 * @property {string} target_name @property {string[]} target_names @property {string[]} target_units
 * @property {string[]} class_names
 * @property {number[][]} inputs @property {number[][]} targets
 * @property {("training" | "validation")[]} split
 * @property {Scaling | null} scaling @property {Scaling | null} target_scaling  what standardized ones were
 * @property {number[]} low @property {number[]} high  the ends of each axis
 *
 * @typedef {object} Settings
 * @property {number[]} layers @property {string[]} activations @property {number} parameter_count
 * @property {string} loss @property {Record<string, any>} optimizer @property {Record<string, any>} schedule
 * @property {number} batch_size @property {number} batches  in an epoch
 * @property {number} epochs @property {number} training @property {number} validation  how many examples
 *
 * @typedef {object} History  columns by epoch, index 0 before training
 * @property {number[]} epoch
 * @property {Gap[]} train_loss @property {Gap[]} validation_loss
 * @property {Gap[]} train_accuracy @property {Gap[]} validation_accuracy
 * @property {Gap[]} learning_rate
 * @property {Gap[][]} gradient_norms  by epoch, then by layer
 *
 * @typedef {object} Snapshots
 * @property {number[]} epoch  between two whole ones there may be batches
 * @property {Theta[]} parameters
 * @property {(number[][] | null)[] | null} confusion
 * @property {(number[][] | null)[] | null} validation_confusion
 *
 * @typedef {object} Finding
 * @property {string} problem @property {string} sentence @property {Record<string, Gap>} evidence
 * @property {{field: string, sentence: string, change: Record<string, any> | null}} fix
 *
 * @typedef {object} Final
 * @property {number} epoch @property {Gap} train_loss @property {Gap} validation_loss
 * @property {Gap} train_accuracy @property {Gap} validation_accuracy
 *
 * @typedef {object} RunResult  the fields from status on are there when the run is over
 * @property {Data} data @property {Settings} settings
 * @property {History} history @property {Snapshots} snapshots
 * @property {string} [status] @property {Final} [final] @property {Finding[]} [diagnosis]
 * @property {object} [network]  trained, as the API takes it @property {string} [sentence]
 * @property {{epoch: number, loss: Gap[]}} [batches]  of the epoch that is gone through batch by batch
 *
 * @typedef {import("../panel/model.js").Values} Values
 * @typedef {Values & {epochs: number}} RunRequest  what is asked for: a panel's own names
 * @typedef {{request: RunRequest, result: RunResult, name: string}} Run
 *
 * @typedef {object} RunView  what is open, selected and played; it never reaches the engine
 * @property {string} drawer @property {boolean} project
 * @property {number | null} epoch  null before training @property {number} batch  of the coming epoch
 * @property {[number, number] | null} unit  that is opened: layer and place in it
 * @property {string} speed @property {boolean} loop
 * @property {Large} large @property {boolean} log @property {boolean} seeds_log
 *
 * @typedef {{request: RunRequest, view: RunView, result: RunResult, constants: Values}} RunShape
 *   what the panel holds
 *
 * @typedef {object} Frame  what is fetched for one snapshot
 * @property {Heat[][]} heats  of each layer after the inputs, of each of its units
 * @property {import("../charts/heatmap.js").Field[]} margins  how far each decision is from changing
 * @property {Heat[] | null} [given]  of each derived input
 * @property {Gap[] | null} decisions @property {Gap[][] | null} predictions  of each example
 *
 * @typedef {{run: Run, index: number, frame: Frame | undefined}} ShownSnapshot  of one run, by its index
 *
 * @typedef {object} Loader  what brings the frames of a run
 * @property {(run: Run, indices: number[]) => Promise<Frame[]>} load  the frames of these snapshots, in their
 *   order
 * @property {(result: RunResult) => number} together  how many snapshots fit into one question
 * @property {(run: Run, index: number) => unknown} basis  what a frame is made from: where that is the same,
 *   the frame is
 *
 * @typedef {{weights: number[][][], biases: number[][]}} Parameters
 *
 * @typedef {object} Family  the same run from many seeds
 * @property {number[]} seeds @property {boolean[]} succeeded @property {string[]} status
 * @property {number} successes @property {number} share @property {number} low @property {number} high
 * @property {number[]} epoch @property {Gap[][]} train_loss @property {string} sentence
 * @property {Gap[]} final_loss @property {Gap[] | null} final_accuracy
 *
 * @typedef {"none" | "curves" | "seeds" | "seed-curves"} Large  what stands in place of the pictures
 *
 * @typedef {object} Handlers  what a view asks for; it changes nothing itself
 * @property {(epoch: number, isSettled: boolean) => void} seek
 * @property {(unit: [number, number] | null) => void} selectUnit
 * @property {(column: string) => void} sortRuns
 * @property {(id: number, note: string) => void} annotateRun
 * @property {(seed: number) => void} openSeed
 * @property {(file: File) => void} openFile
 *
 * @typedef {object} RunModel
 * @property {ShownSnapshot} snapshot
 * @property {Parameters} parameters  θ of the shown snapshot, taken apart
 * @property {RunRequest} request  as it is set now; that of the shown run is snapshot.run.request
 * @property {RunView} view @property {Values} constants @property {string} slug
 * @property {[number, number] | null} unit  that is opened: layer and place in it
 * @property {Run | null} compared  the kept run, where another is shown
 * @property {{kept: string, now: string} | null} change  what the two differ in
 * @property {Api.Drawn | null} guess  the loss that was drawn before, where a question asked for it
 * @property {Family | null} family @property {Family | null} olderFamily  of what was asked before
 * @property {number | null} seed  of the first weights
 * @property {import("./run_log.js").RunLog} log
 * @property {number} watched  the last epoch of the shown run that has been on the screen
 * @property {boolean} isClose @property {boolean} isTrained @property {boolean} isTraining
 * @property {boolean} isPlaying @property {boolean} isFamilyBusy
 * @property {Handlers} on
 *
 * @typedef {object} RunConfiguration  what a panel that trains says of itself
 * @property {(model: RunModel) => unknown} picture  the main picture
 * @property {(result: RunResult, request: RunRequest) => string} title
 * @property {boolean} [isSeeded]  whether its first weights can be drawn by other seeds: yes, unless it
 *   says otherwise
 * @property {Loader | null} [loader]  what is fetched for each snapshot; nothing, if θ is all that is drawn
 * @property {(model: RunModel) => unknown} [beside]  under the picture's side: curves and gradients unless it
 *   says otherwise
 * @property {(model: RunModel) => unknown} [readings]  beside the answer: decisions and weights unless it
 *   says otherwise
 * @property {(result: RunResult, request: RunRequest) => string} [describe]  in a few words, for the log
 * @property {(request: RunRequest) => string} [fileName]  what its files are called
 * @property {string} [seedPath]  of that seed in the request: "network.seed" unless it says otherwise
 * @property {string} [logKey]  where the browser keeps its log
 * @property {boolean} [isPlayedWhileTrained]  from its first epoch on, and not only when it is whole
 * @property {"float64" | "float32"} [numbers]  how θ comes: with every digit, or with seven for pictures
 */
export {};
