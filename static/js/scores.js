// The weighted score of products that are rated in points, and the weights at which another product leads: the same
// sums as pingbi/analysis/scores.py and flips.py, tested on the same cases. Nothing here knows of a page.
//
// A product is {id, out, points}: `out` where it fails a hard need, `points` by feature. Weights are a Map of
// fractions, feature by feature, none below zero.
import { fraction, most, ONE, sum, ZERO } from "./fraction.js";

/** @import { Fraction } from "./fraction.js" */
/**
 * @typedef {{low: Fraction, high: Fraction, known: boolean}} Points
 * @typedef {{id: string, out: boolean, points: Record<string, Points>}} Product
 * @typedef {Product & {low: Fraction, high: Fraction, coverage: Fraction}} Score
 * @typedef {Map<string, Fraction>} Weights
 * @typedef {string | string[] | null} Carried points as JSON has them
 * @typedef {{id: string, low: Fraction, high: Fraction}} Ends
 * @typedef {{feature: string, at: Fraction, below: string[], above: string[]}} Flip
 * @typedef {{at: Fraction, up: boolean, leaders: string[]}} Turn
 */

const HUNDRED = fraction(100);
const TWO = fraction(2);

/**
 * Points as they are carried: "3/4", or ["1/4", "1"] for a range, or null where nobody says.
 * @param {Carried} written @returns {Points}
 */
export function readPoints(written) {
  if (written === null) return { low: ZERO, high: ONE, known: false };
  const [low, high] = [written].flat().map(fraction);
  return { low, high: high ?? low, known: true };
}

/**
 * A product as it is carried, its points read.
 * @param {{id: string, out: unknown, points: Record<string, Carried>}} carried @returns {Product}
 */
export function readProduct(carried) {
  const points = Object.entries(carried.points).map(([feature, written]) => [feature, readPoints(written)]);
  return { ...carried, out: Boolean(carried.out), points: Object.fromEntries(points) };
}

/**
 * The weighted sums of a product's points.
 * @param {Product} product @param {Weights} weights
 */
function sums({ points }, weights) {
  /** @param {"low" | "high"} end */
  const of = (end) => sum([...weights].map(([feature, weight]) => weight.mul(points[feature][end])));
  return { low: of("low"), high: of("high") };
}

/** @param {Weights} weights */
export function total(weights) {
  return sum([...weights.values()]);
}

/**
 * A product with its score out of 100, and the share of the weight that is known. Some weight is above zero.
 * @param {Product} product @param {Weights} weights @returns {Score}
 */
export function weighed(product, weights) {
  const all = total(weights);
  const { low, high } = sums(product, weights);
  const known = sum([...weights].map(([feature, weight]) => (product.points[feature].known ? weight : ZERO)));
  return { ...product, low: low.mul(HUNDRED).div(all), high: high.mul(HUNDRED).div(all), coverage: known.div(all) };
}

/**
 * Scores with the best first, and those that fail a hard need last.
 * @param {Score[]} scores
 */
export function bestFirst(scores) {
  /** @param {Score} score */
  const both = ({ low, high }) => low.add(high);
  return [...scores].sort((a, b) => Number(a.out) - Number(b.out) || both(b).cmp(both(a)));
}

/** @template {{out: boolean}} Item @param {Item[]} products */
function eligible(products) {
  return products.filter(({ out }) => !out);
}

/**
 * The ids of those that no other surely beats: whose most is not below the highest least.
 * @param {Ends[]} ends
 */
function unbeaten(ends) {
  if (!ends.length) return [];
  const bar = most(ends.map(({ low }) => low));
  return ends.filter(({ high }) => high.cmp(bar) >= 0).map(({ id }) => id);
}

/**
 * Who leads: one product if it is decided, several whose intervals overlap, or none.
 * @param {Score[]} scores
 */
export function leadersOf(scores) {
  return unbeaten(eligible(scores));
}

/**
 * Who leads if `feature` weighs `weight` and all else stays.
 * @param {Product[]} products @param {Weights} weights @param {string} feature @param {Fraction} weight
 */
export function leadersWith(products, weights, feature, weight) {
  const moved = new Map(weights).set(feature, weight);
  return unbeaten(eligible(products).map((product) => ({ id: product.id, ...sums(product, moved) })));
}

/**
 * The unknown facts that keep several leaders apart from nobody: [product, feature], the heaviest first.
 * @param {Score[]} scores @param {string[]} leaders @param {Weights} weights @returns {[string, string][]}
 */
export function openFacts(scores, leaders, weights) {
  if (leaders.length < 2) return [];
  const open = scores.filter(({ id }) => leaders.includes(id)).flatMap(({ id, points }) =>
    [...weights].flatMap(([name, weight]) => (weight.n && !points[name].known ? [{ id, name, weight }] : [])));
  return open.sort((a, b) => b.weight.cmp(a.weight)).map(({ id, name }) => [id, name]);
}

/**
 * The weights above zero at which the least of one product meets the most of another, in order.
 * @param {Product[]} products @param {Weights} weights @param {string} feature
 */
function crossings(products, weights, feature) {
  const without = new Map(weights).set(feature, ZERO);
  const lines = products.map((product) => ({ rises: product.points[feature], ...sums(product, without) }));
  /** @type {Map<string, Fraction>} */
  const found = new Map();
  for (const one of lines) {
    for (const other of lines) {
      const slope = one.rises.low.sub(other.rises.high);
      if (one === other || !slope.n) continue;
      const meets = other.high.sub(one.low).div(slope);
      if (meets.n > 0n) found.set(`${meets}`, meets);
    }
  }
  return [...found.values()].sort((a, b) => a.cmp(b));
}

/**
 * Every weight at which the leaders change while all others stay, in order.
 * @param {Product[]} products @param {Weights} weights @returns {Flip[]}
 */
export function flips(products, weights) {
  const passing = eligible(products);
  return [...weights.keys()].flatMap((feature) => {
    const points = crossings(passing, weights, feature);
    const edges = [ZERO, ...points, (points.at(-1) ?? ZERO).add(TWO)];
    const between = edges.slice(1).map((edge, index) => edges[index].add(edge).div(TWO));
    const leaders = between.map((weight) => leadersWith(passing, weights, feature, weight));
    return points
      .map((at, index) => ({ feature, at, below: leaders[index], above: leaders[index + 1] }))
      .filter(({ below, above }) => `${below}` !== `${above}`);
  });
}

/**
 * Of one feature's flips, the nearest down, and the nearest up below `limit`, that change who leads now.
 * @param {Flip[]} found @param {Fraction} weight @param {string[]} leaders @param {Fraction} limit @returns {Turn[]}
 */
export function turns(found, weight, leaders, limit) {
  /** @param {Turn} turn */
  const changes = (turn) => `${turn.leaders}` !== `${leaders}`;
  const down = found.filter(({ at }) => at.cmp(weight) <= 0).map(({ at, below }) => ({ at, up: false, leaders: below }));
  const up = found.filter(({ at }) => at.cmp(weight) >= 0).map(({ at, above }) => ({ at, up: true, leaders: above }));
  return [...down.filter(changes).slice(-1), ...up.filter(changes).slice(0, 1).filter(({ at }) => at.cmp(limit) < 0)];
}
