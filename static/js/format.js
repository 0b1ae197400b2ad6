// Writes figures, money and lists as the generator does. `signs` is what a page carries for it: the signs of its
// language and currencies. Fractions in, text out.
/** @import { Fraction } from "./fraction.js" */

/**
 * @typedef {{group: string, decimal: string, groups: [number, number], digits: Record<string, number>,
 *   symbols: Record<string, string>, list: Record<string, string>}} Signs
 * @typedef {Record<string, string>} Words
 */

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
 * US$4.50; whole amounts without decimals; below one unit three decimals, or as many as show its first digit.
 * @param {Fraction} value @param {string} currency @param {Signs} signs @param {number | null} [places]
 */
export function money(value, currency, signs, places = null) {
  const digits = signs.digits[currency] ?? 2;
  const shown = places ?? (value.n >= value.d || !value.n ? digits : Math.max(3, firstDigit(value)));
  return symbol(currency, signs) + written(value.rounded(shown), signs, [3, 3], digits);
}

/** @param {string} currency @param {Signs} signs */
function symbol(currency, signs) {
  return signs.symbols[currency] ?? `${currency} `;
}

/**
 * The decimals that a small amount needs to show its first digit.
 * @param {Fraction} value
 */
function firstDigit({ n, d }) {
  let places = 0;
  for (let scaled = n; scaled < d; scaled *= 10n) places += 1;
  return places;
}

/**
 * One text, or two with a dash between them.
 * @param {string} low @param {string} high
 */
export function ranged(low, high) {
  return low === high ? low : `${low}–${high}`;
}

/**
 * Money, as a range where it is one, which names its currency once.
 * @param {Fraction} low @param {Fraction} high @param {string} currency @param {Signs} signs
 */
export function moneyRange(low, high, currency, signs) {
  const small = high.n * 20n < high.d;
  const places = small || low.cmp(high) === 0 ? null : 2;
  const [first, last] = [low, high].map((end) => money(end, currency, signs, places));
  return first === last ? first : ranged(first, last.slice(symbol(currency, signs).length));
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
