/**
 * The handles of a schedule: places on its curve that stand for its own parameters. A place counts in moves,
 * epochs or batches, and a rate; moved there, a handle says what changes in the request.
 */

/**
 * @typedef {Record<string, unknown>} Changes
 * @typedef {{key: string, name: string, move: number, rate: number,
 *   set: (move: number, rate: number) => Changes}} Handle
 * @typedef {{options: Record<string, any>, eta: number, moves: number, rates: number[],
 *   falls: number[]}} Curve
 */

/** The rate that all is measured by. @param {Curve} curve @param {number} [move] @returns {Handle} */
function base({ eta }, move = 0) {
  const set = (/** @type {number} */ _, /** @type {number} */ rate) => ({ learning_rate: rate });
  return { key: "rate", name: "learning rate η₀", move, rate: eta, set };
}

/** The n-th root of a share. @param {number} share @param {number} count */
function nth(share, count) {
  return Math.max(0, share) ** (1 / count);
}

/** @type {Record<string, (curve: Curve) => Handle[]>} */
const HANDLES = {
  constant: (curve) => [base(curve, curve.moves / 2)],
  step: (curve) => [
    base(curve),
    {
      key: "fall",
      name: "first fall: when and how far",
      move: curve.options.step_size,
      rate: curve.eta * curve.options.gamma,
      set: (move, rate) => ({ step_size: move, gamma: rate / curve.eta }),
    },
  ],
  multistep: (curve) => [
    base(curve),
    .../** @type {number[]} */ (curve.options.milestones).map((move, place, all) => ({
      key: `fall-${place}`,
      name: `fall ${place + 1}: when and how far`,
      move,
      rate: curve.eta * curve.options.gamma ** (place + 1),
      set: (/** @type {number} */ to, /** @type {number} */ rate) => ({
        milestones: all.map((each, index) => (index === place ? to : each)),
        gamma: nth(rate / curve.eta, place + 1),
      }),
    })),
  ],
  exponential: (curve) => {
    const middle = Math.max(1, Math.round(curve.moves / 2));
    return [
      base(curve),
      {
        key: "middle",
        name: "factor γ, by the rate halfway",
        move: middle,
        rate: curve.eta * curve.options.gamma ** middle,
        set: (_, rate) => ({ gamma: nth(rate / curve.eta, middle) }),
      },
    ];
  },
  cosine: (curve) => [base(curve), bottom(curve, 0, "T_max")],
  warm_restarts: (curve) => [base(curve), bottom(curve, 0, "T_0")],
  warmup_cosine: (curve) => {
    const { total_iters: warm, start_factor: share } = curve.options;
    return [
      {
        key: "start",
        name: "first rate of the warm-up",
        move: 0,
        rate: curve.eta * share,
        set: (_, rate) => ({ start_factor: rate / curve.eta }),
      },
      {
        key: "peak",
        name: "end of the warm-up and largest rate",
        move: warm,
        rate: curve.eta,
        set: (move, rate) => ({ total_iters: move, learning_rate: rate }),
      },
      bottom(curve, warm, "T_max"),
    ];
  },
  one_cycle: (curve) => {
    const { total_steps: total, pct_start: share, div_factor: div, final_div_factor: final } = curve.options;
    return [
      {
        key: "start",
        name: "first rate",
        move: 0,
        rate: curve.eta / div,
        set: (_, rate) => ({ div_factor: curve.eta / rate }),
      },
      {
        key: "peak",
        name: "largest rate, and when",
        move: Math.max(0, share * total - 1),
        rate: curve.eta,
        set: (move, rate) => ({ pct_start: (move + 1) / total, learning_rate: rate }),
      },
      {
        key: "end",
        name: "last rate",
        move: total - 1,
        rate: curve.eta / div / final,
        set: (_, rate) => ({ final_div_factor: curve.eta / div / rate }),
      },
    ];
  },
  reduce_on_plateau: (curve) => {
    const [fall] = curve.falls;
    const { patience } = curve.options;
    if (fall === undefined) return [base(curve)];
    const before = curve.rates[fall - 1] ?? curve.eta;
    return [
      base(curve),
      {
        key: "fall",
        name: "first fall: patience and factor",
        move: fall,
        rate: curve.rates[fall] ?? 0,
        set: (move, rate) => ({ patience: patience + move - fall, factor: rate / before }),
      },
    ];
  },
};

/**
 * The bottom of a cosine: how long it takes and how low it comes.
 * @param {Curve} curve @param {number} from @param {"T_max" | "T_0"} field @returns {Handle}
 */
function bottom({ options }, from, field) {
  return {
    key: "bottom",
    name: "bottom of the cosine: when and how low",
    move: from + options[field],
    rate: options.eta_min,
    set: (move, rate) => ({ [field]: Math.round(move - from), eta_min: rate }),
  };
}

/** @param {string} name @param {Curve} curve @returns {Handle[]} */
export function handlesOf(name, curve) {
  return HANDLES[name]?.(curve) ?? [];
}
