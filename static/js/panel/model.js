/** What a panel holds and shows, in types. A panel names its own by those of the API. */

/**
 * @typedef {Record<string, any>} Values
 * @typedef {{drawer: string, project: boolean}} View  what every panel's view holds
 * @typedef {{kind: string, label: string, low: number, high: number, reach: [number, number], step: number,
 *   decimals: number, count: [number, number] | null, options: [string, string][], default: unknown}} Control
 *   a field of the request: its bounds, how few and how many values a list holds, what may be chosen
 * @typedef {{request: Values, view: Values & View, result: Values & {sentence: string},
 *   constants: Values}} Model
 *   what a panel shows, and what its parts are made from
 */

/** @typedef {{request: object, view: View, result: {sentence?: string}, constants: object}} Shape */

/**
 * What the server put into the page.
 * @template {Shape} M
 * @typedef {M & {slug: string, prefix: string, defaults: M["request"], start: object,
 *   viewDefaults: M["view"], refused: {fields: Record<string, any>} | null,
 *   controls: Record<string, Control>, presets: Preset<M>[],
 *   savedStates: Record<string, {request: object, view: Partial<M["view"]>}>}} First
 */

/**
 * A state with a name: what differs from the defaults.
 * @template {{request: object}} M
 * @typedef {{name: string, request: Partial<M["request"]>}} Preset
 */

export {};
