// Writes figures, money and lists as the generator does. `signs` is what a page carries for it: the signs of its
// language and currencies. Fractions in, text out.
import { fraction } from "./fraction.js";

/** @import { Fraction } from "./fraction.js" */
/** @import { Range } from "./costs.js" */

/**
 * @typedef {{group: string, decimal: string, groups: [number, number], digits: Record<string, number>,
 *   symbols: Record<string, string>, list: Record<string, string>}} Signs
 * @typedef {Record<string, string>} Words
 */

const LONGEST = 12; // so many decimals are tried until a working comes out

/**
 * 1234567 to 1,234,567; `sizes` are those of the last group and of all before it.
 * @param {string} whole @param {string} group @param {[number, number]} sizes
 */
function grouped(whole, group, [last, before]) {
  const parts = [];
  let end = whole.length;
  for (let size = last; end > size; size = before) {
    parts.unshift(whole.slice(end - size, end));
    end -= size;
  }
  return [whole.slice(0, end), ...parts].join(group);
}

/** @param {string} plain @param {Signs} signs @param {[number, number]} sizes @param {number} [pad] */
function written(plain, signs, sizes, pad = 0) {
  const [whole, decimals = ""] = plain.split(".");
  const minus = whole.startsWith("-") ? "-" : "";
  const shown = decimals && decimals.padEnd(pad, "0");
  return minus + grouped(whole.slice(minus.length), signs.group, sizes) + (shown && signs.decimal) + shown;
}

/**
 * A figure with at most `places` decimals, rounded half up.
 * @param {Fraction} value @param {Signs} signs @param {number} [places]
 */
export function number(value, signs, places = 2) {
  return written(value.rounded(places), signs, signs.groups);
}

/**
 * A figure with all its decimals; one whose decimals never end is rounded to two.
 * @param {Fraction} value @param {Signs} signs
 */
export function numberInFull(value, signs) {
  return number(value, signs, value.decimals ?? 2);
}

/**
 * US$4.50; whole amounts without decimals; by default at least three significant digits.
 * @param {Fraction} value @param {string} currency @param {Signs} signs @param {number | null} [places]
 */
export function money(value, currency, signs, places = null) {
  const shown = value.rounded(places ?? moneyPlaces(value, currency, signs));
  return symbol(currency, signs) + written(shown, signs, [3, 3], usualDigits(currency, signs));
}

/**
 * An amount with all its decimals, as sources state it; one whose decimals never end is rounded.
 * @param {Fraction} value @param {string} currency @param {Signs} signs
 */
export function moneyInFull(value, currency, signs) {
  return money(value, currency, signs, value.decimals);
}

/** @param {string} currency @param {Signs} signs */
function usualDigits(currency, signs) {
  return signs.digits[currency] ?? 2;
}

/** @param {Fraction} value @param {string} currency @param {Signs} signs */
function moneyPlaces(value, currency, signs) {
  return Math.max(usualDigits(currency, signs), value.significant);
}

/** @param {string} currency @param {Signs} signs */
function symbol(currency, signs) {
  return signs.symbols[currency] ?? `${currency} `;
}

/**
 * One text, or two with a dash between them.
 * @param {string} low @param {string} high
 */
export function ranged(low, high) {
  return low === high ? low : `${low}–${high}`;
}

/**
 * A range with all its decimals.
 * @param {Range} range @param {Signs} signs
 */
export function numberRangeInFull({ low, high }, signs) {
  return ranged(numberInFull(low, signs), numberInFull(high, signs));
}

/**
 * Money that was worked out, rounded to the digits in which it is shown. The ends of a range keep two decimals, except
 * where two would hide a small amount or the width.
 * @param {Range} range @param {string} currency @param {Signs} signs @returns {Range}
 */
export function roundedMoney({ low, high }, currency, signs) {
  /** @param {number} most */
  const ends = (most) => [low, high].map((end) => roundedTo(end, Math.min(moneyPlaces(end, currency, signs), most)));
  const [first, last] = ends(2);
  const small = [low, high].some((end) => end.n && end.n * 20n < end.d);
  const [fineFirst, fineLast] = small || first.cmp(last) === 0 ? ends(Infinity) : [first, last];
  return { low: fineFirst, high: fineLast };
}

/**
 * The same, unless it is one of the amounts that a source states.
 * @param {Range} range @param {(Range | null)[]} stated @param {string} currency @param {Signs} signs
 */
export function roundedCost(range, stated, currency, signs) {
  const { low, high } = range;
  return stated.some((other) => other && alike(other, range)) && low.decimals !== null && high.decimals !== null ? range : roundedMoney(range, currency, signs);
}

/** @param {Fraction} value @param {number} places */
export function roundedTo(value, places) {
  return fraction(value.rounded(places));
}

/**
 * @param {Range} range @param {number} places @returns {Range}
 */
export function roundedRange({ low, high }, places) {
  return { low: roundedTo(low, places), high: roundedTo(high, places) };
}

/**
 * Money with all its decimals, its currency named once.
 * @param {Range} range @param {string} currency @param {Signs} signs
 */
export function moneyRangeInFull({ low, high }, currency, signs) {
  const [first, last] = [low, high].map((end) => moneyInFull(end, currency, signs));
  return first === last ? first : ranged(first, last.slice(symbol(currency, signs).length));
}

/**
 * A computation as it is printed: its figures, its result, and whether that is exact (=) or rounded (≈). Figures whose
 * decimals never end are shortened, as far as the printed ones still give the printed result.
 * @param {(...figures: Range[]) => Range} formula @param {Range[]} figures @param {(result: Range) => Range} toResult
 */
export function worked(formula, figures, toResult) {
  const result = toResult(formula(...figures));
  /** @param {number} extra */
  const short = (extra) => figures.map(({ low, high }) => ({ low: shortened(low, extra), high: shortened(high, extra) }));
  let extra = 0;
  while (extra < LONGEST && !alike(toResult(formula(...short(extra))), result)) extra += 1;
  const shown = short(extra % LONGEST);
  return { figures: shown, sign: signOf(formula(...shown), result), result };
}

/**
 * The sign between a computation with printed figures and its printed result.
 * @param {Range} value @param {Range} printed
 */
export function signOf(value, printed) {
  return alike(value, printed) ? "=" : "≈";
}

/** @param {Fraction} value @param {number} extra */
function shortened(value, extra) {
  return value.decimals === null ? roundedTo(value, Math.max(2, value.significant) + extra) : value;
}

/** @param {Range} one @param {Range} other */
function alike(one, other) {
  return one.low.cmp(other.low) === 0 && one.high.cmp(other.high) === 0;
}

/**
 * A figure, a range or a bound (null is an open end), in words where a sign would not do.
 * @param {string | null} low @param {string | null} high @param {boolean} about @param {Words} words
 */
export function spanned(low, high, about, words) {
  if (low === null) return fill(words["at-most"], { value: high });
  if (high === null) return fill(words["at-least"], { value: low });
  const text = ranged(low, high);
  return about ? fill(words.about, { value: text }) : text;
}

/**
 * The words of a form, each {name} in it replaced by its value.
 * @param {string} form @param {Record<string, unknown> | unknown[]} values
 */
export function fill(form, values) {
  return form.replace(/\{(\w+)\}/g, (whole, name) => `${/** @type {Record<string, unknown>} */ (values)[name] ?? whole}`);
}

/**
 * a, b, and c.
 * @param {string[]} items @param {Pick<Signs, "list">} signs
 * @returns {string}
 */
export function listed(items, { list }) {
  /** @param {string} form @param {string} first @param {string} last */
  const join = (form, first, last) => fill(form, [first, last]);
  if (items.length < 3) return items.length < 2 ? items.join("") : join(list[2], items[0], items[1]);
  const [first, second, ...more] = items;
  const last = more.pop() ?? "";
  return join(list.end, more.reduce((text, item) => join(list.middle, text, item), join(list.start, first, second)), last);
}
