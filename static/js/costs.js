// What a usage costs under a tariff: the same sums as pingbi/analysis/costs.py, tested on the same cases. A missing
// input is named and no figure appears. Nothing here knows of a page.
import { Fraction, fraction, ONE, ZERO } from "./fraction.js";

/**
 * A range between two exact figures.
 * @typedef {{low: Fraction, high: Fraction}} Range
 * @typedef {{sure: Fraction | null, most: Fraction | null}} Included how much surely is included, and at most; null is no end
 * @typedef {string | number | null | (string | number | null)[]} Carried a figure or a range as JSON has it
 * @typedef {{fee: Range | null, unit: string, included: Included | null, rate: Range | null, limit: Fraction | null,
 *   missing: string}} Tariff
 * @typedef {{clips: number, seconds: number, failed?: Range | null}} Usage
 */

/** @type {Range} */
export const NOTHING = { low: ZERO, high: ZERO };

/** @param {Fraction} value @returns {Range} */
export const at = (value) => ({ low: value, high: value });
/** @param {Range} range */
export const exact = ({ low, high }) => low.cmp(high) === 0;
/** @param {Range} range @param {Fraction} factor @returns {Range} */
export const times = ({ low, high }, factor) => ({ low: low.mul(factor), high: high.mul(factor) });
/** @param {Range} one @param {Range} other @returns {Range} */
export const plus = (one, other) => ({ low: one.low.add(other.low), high: one.high.add(other.high) });
/** @param {Range} one @param {Range} other @returns {Range} */
export const by = (one, other) => ({ low: one.low.mul(other.low), high: one.high.mul(other.high) });
/** @param {Range} one @param {Range} other @returns {Range} */
export const over = (one, other) => ({ low: one.low.div(other.high), high: one.high.div(other.low) });
/** @param {Fraction} value */
const atLeastZero = (value) => (value.cmp(ZERO) > 0 ? value : ZERO);

/** @param {string | number | null} written */
const readEnd = (written) => (written === null ? null : fraction(written));

/**
 * The ends of a range as it is carried: one figure for both, or two, of which null has no end or is not known.
 * @param {Carried} written
 */
function readEnds(written) {
  const [low, high = low] = [written].flat().map(readEnd);
  return [low, high];
}

/**
 * A range as it is carried: "3/4", or ["1/4", "1"], or null.
 * @param {Carried} written @returns {Range | null}
 */
export function readRange(written) {
  const [low, high] = readEnds(written);
  return low && { low, high: /** @type {Fraction} */ (high) };
}

/**
 * A tariff as it is carried: a fee that includes some of a unit, and a rate for each one beyond.
 * @param {{fee: Carried, unit: string, included: Carried, rate: Carried, limit: string | number | null, missing: string}} carried
 * @returns {Tariff}
 */
export function readTariff({ fee, unit, included, rate, limit, missing }) {
  const [sure, most] = readEnds(included);
  return {
    fee: readRange(fee), unit, included: included === null ? null : { sure, most }, rate: readRange(rate), limit: readEnd(limit), missing,
  };
}

/**
 * How many clips make one of `seconds`, where a clip lasts at most `limit`.
 * @param {Pick<Tariff, "limit">} tariff @param {number} seconds
 */
export function piecesOf({ limit }, seconds) {
  if (!limit?.n) return ONE;
  const { n, d } = fraction(seconds).div(limit);
  return new Fraction((n + d - 1n) / d);
}

/**
 * What it takes to get good ones where a share of the runs fails.
 * @param {Range} value @param {Range | null} share
 */
export function withFailures(value, share) {
  return share ? { low: value.low.div(ONE.sub(share.low)), high: value.high.div(ONE.sub(share.high)) } : value;
}

/**
 * How much is needed beyond what is included: between the best case and the worst.
 * @param {Range} needed @param {Included} included @returns {Range}
 */
function beyondOf(needed, { sure, most }) {
  return {
    low: most === null ? ZERO : atLeastZero(needed.low.sub(most)),
    high: sure === null ? ZERO : atLeastZero(needed.high.sub(sure)),
  };
}

/**
 * What a use costs a month.
 * @param {Tariff} terms @param {Usage} usage
 * @returns {{status: string, reason: string, pieces: Fraction, needed: Range | null, beyond: Range | null, total: Range | null}}
 */
export function cost(terms, { clips, seconds, failed = null }) {
  const pieces = piecesOf(terms, seconds);
  const none = { pieces, needed: null, beyond: null, total: null };
  if (terms.missing || !terms.fee || !terms.included) return { status: "unknown", reason: terms.missing, ...none };
  const made = fraction(clips).mul(terms.unit === "clip" ? pieces : fraction(seconds));
  const needed = withFailures(at(made), failed);
  const beyond = beyondOf(needed, terms.included);
  const known = { pieces, needed, beyond };
  if (terms.rate || !beyond.high.n) {
    return { status: "done", reason: "", ...known, total: plus(terms.fee, by(beyond, terms.rate ?? NOTHING)) };
  }
  const [status, reason] = beyond.low.n ? ["cannot", "capacity"] : ["unknown", "between"];
  return { status, reason, ...known, total: null };
}
