// What a tariff costs over a growing use, as an exact curve, and where two of them cross: the same as
// pingbi/analysis/curves.py and break_evens.py, tested on the same cases. Nothing here knows of a page.
import { NOTHING, piecesOf, times } from "./costs.js";
import { fraction, ONE, ZERO } from "./fraction.js";

/** @import { Range, Tariff } from "./costs.js" */
/** @import { Fraction } from "./fraction.js" */
/**
 * `fee` up to `kink` (null: for ever), then rising by `slope`; it ends at `end` (null: nowhere).
 * @typedef {{fee: Fraction, kink: Fraction | null, slope: Fraction, end: Fraction | null, sure: boolean}} Curve
 * @typedef {(from: string, to: string) => Fraction | null} Factor
 * @typedef {{at: Range, cost: Range, firstBefore: boolean}} Point
 */

const HALF = fraction("0.5");

/** @param {Fraction} a @param {Fraction} b */
const order = (a, b) => a.cmp(b);

/**
 * The different ones of these figures, in order.
 * @param {Fraction[]} values
 */
function distinct(values) {
  return [...new Map(values.map((value) => [`${value}`, value])).values()].sort(order);
}

/** @param {Fraction} fee @param {Partial<Curve>} [rest] @returns {Curve} */
function curve(fee, { kink = null, slope = ZERO, end = null, sure = true } = {}) {
  return { fee, kink, slope, end, sure };
}

/** @param {Curve} curve @param {Fraction} x */
export function costAt({ fee, kink, slope }, x) {
  return kink === null || x.cmp(kink) <= 0 ? fee : fee.add(slope.mul(x.sub(kink)));
}

/** @param {Curve} curve @param {Fraction} x */
export const reaches = ({ end }, x) => end === null || x.cmp(end) <= 0;

/**
 * The same in another currency.
 * @param {Curve} curve @param {Fraction} factor @returns {Curve}
 */
export const priced = (curve, factor) => ({ ...curve, fee: curve.fee.mul(factor), slope: curve.slope.mul(factor) });

/**
 * The same over the share of runs that can be used.
 * @param {Curve} curve @param {Fraction} share @returns {Curve}
 */
export function kept(curve, share) {
  /** @param {Fraction | null} value */
  const part = (value) => value && value.mul(share);
  return { ...curve, kink: part(curve.kink), slope: curve.slope.div(share), end: part(curve.end) };
}

/**
 * The cheapest and the dearest that a tariff can be, over clips of `seconds` or (null) over seconds; null for neither.
 * @param {Tariff} terms @param {number | null} seconds @returns {[Curve, Curve] | null}
 */
export function curves(terms, seconds) {
  const { fee, included, rate } = terms;
  if (!fee) return null;
  /** @param {boolean} sure @returns {[Curve, Curve]} */
  const flat = (sure) => [curve(fee.low, { sure }), curve(fee.high, { sure })];
  if (terms.missing || !included) {
    return fee.low.n && ["capacity", "credits"].includes(terms.missing) ? flat(false) : null;
  }
  const per = perStep(terms, seconds);
  if (!per) return rate ? null : flat(included.sure === null);
  return [
    bent(fee.low, included.most, (rate ?? NOTHING).low, per, !rate),
    bent(fee.high, included.sure, (rate ?? NOTHING).high, per, !rate),
  ];
}

/**
 * How much of the tariff's unit one step along the axis takes.
 * @param {Tariff} terms @param {number | null} seconds
 */
function perStep(terms, seconds) {
  if (seconds === null) return terms.unit === "second" ? ONE : null;
  if (terms.unit === "clip") return terms.limit?.n ? piecesOf(terms, seconds) : null;
  return fraction(seconds);
}

/** @param {Fraction} fee @param {Fraction | null} included @param {Fraction} rate @param {Fraction} per @param {boolean} ends */
function bent(fee, included, rate, per, ends) {
  const reach = included && included.div(per);
  return ends || !reach ? curve(fee, { end: reach }) : curve(fee, { kink: reach, slope: rate.mul(per) });
}

/**
 * Every point within the reach of both at which the cheaper one changes, in order.
 * @param {Curve} a @param {Curve} b @returns {{x: Fraction, cost: Fraction, firstBefore: boolean}[]}
 */
export function crossings(a, b) {
  const meeting = distinct(meetings(a, b)).filter((x) => x.n > 0n && reaches(a, x) && reaches(b, x)
    && costAt(a, x).cmp(costAt(b, x)) === 0);
  const edges = distinct([ZERO, ...meeting, ...[a.kink, b.kink].flatMap((kink) => (kink?.n ? [kink] : []))]);
  edges.push(edges[edges.length - 1].add(ONE));
  const signs = edges.slice(1).map((edge, index) => {
    const between = edges[index].add(edge).mul(HALF);
    return costAt(a, between).cmp(costAt(b, between));
  });
  return meeting.flatMap((x) => {
    const index = edges.findIndex((edge) => edge.cmp(x) === 0);
    const [before, after] = [signs[index - 1], signs[index]];
    return before * after < 0 ? [{ x, cost: costAt(a, x), firstBefore: before < 0 }] : [];
  });
}

/**
 * Where a straight part of one would meet a straight part of the other.
 * @param {Curve} a @param {Curve} b
 */
function meetings(a, b) {
  return lines(a).flatMap(([fee, slope]) => lines(b).flatMap(([other, otherSlope]) =>
    (slope.cmp(otherSlope) === 0 ? [] : [other.sub(fee).div(slope.sub(otherSlope))])));
}

/**
 * [value at 0, slope] of the parts.
 * @param {Curve} curve @returns {[Fraction, Fraction][]}
 */
function lines({ fee, kink, slope }) {
  return kink === null ? [[fee, ZERO]] : [[fee, ZERO], [fee.sub(slope.mul(kink)), slope]];
}

/**
 * The points at which two pairs of curves (cheapest, dearest) meet; none where their ranges leave it open.
 * @param {[Curve, Curve]} one @param {[Curve, Curve]} other @returns {Point[]}
 */
export function pointsBetween(one, other) {
  const [first, second] = [crossings(one[0], other[1]), crossings(one[1], other[0])];
  if (`${first.map((point) => point.firstBefore)}` !== `${second.map((point) => point.firstBefore)}`) return [];
  return first.map((point, index) => ({
    at: spanning(point.x, second[index].x),
    cost: spanning(point.cost, second[index].cost),
    firstBefore: point.firstBefore,
  }));
}

/** @param {Fraction} one @param {Fraction} other @returns {Range} */
function spanning(one, other) {
  const [low, high] = [one, other].sort(order);
  return { low, high };
}

/**
 * Every break-even point between two of the offers; `factor` brings one currency to another.
 * @template {{currency: string, curves: [Curve, Curve] | null}} Offer
 * @param {Offer[]} offers @param {Factor} factor
 */
export function breakEvens(offers, factor) {
  return offers.flatMap((a, index) => offers.slice(index + 1).flatMap((b) => {
    const rate = factor(b.currency, a.currency);
    if (!a.curves || !b.curves || !rate) return [];
    return pointsBetween(a.curves, [priced(b.curves[0], rate), priced(b.curves[1], rate)]).map((point) => breakEven(a, b, point, rate));
  }));
}

/**
 * A point with the offer that is cheaper below it first; money is in that one's currency.
 * @template {{currency: string, curves: [Curve, Curve] | null}} Offer
 * @param {Offer} a @param {Offer} b @param {Point} point @param {Fraction} rate
 */
function breakEven(a, b, { at: place, cost, firstBefore }, rate) {
  const unsure = [a, b].filter(({ curves: of }) => !of?.[0].sure);
  if (firstBefore) return { less: a, more: b, at: place, cost, rate, unsure };
  const back = ONE.div(rate);
  return { less: b, more: a, at: place, cost: times(cost, back), rate: back, unsure };
}
