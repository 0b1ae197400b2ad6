// Exact fractions on BigInt: what is worked out here is the generator's very figure, never nearly it.

const FORM = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/;

/** @param {bigint} a @param {bigint} b */
function shared(a, b) {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/**
 * The quotient rounded down, also below zero, where BigInt's own rounds towards zero.
 * @param {bigint} a @param {bigint} b
 */
function floored(a, b) {
  return a / b - (a % b < 0n ? 1n : 0n);
}

/** A fraction in lowest terms: `n` parts of `d`, where `d` is above zero. */
export class Fraction {
  /** @param {bigint} n @param {bigint} [d] */
  constructor(n, d = 1n) {
    if (!d) throw new RangeError("divided by zero");
    const by = d < 0n ? -shared(n, d) : shared(n, d);
    this.n = n / by;
    this.d = d / by;
    Object.freeze(this);
  }

  /** @param {Fraction} other */
  add(other) { return new Fraction(this.n * other.d + other.n * this.d, this.d * other.d); }
  /** @param {Fraction} other */
  sub(other) { return new Fraction(this.n * other.d - other.n * this.d, this.d * other.d); }
  /** @param {Fraction} other */
  mul(other) { return new Fraction(this.n * other.n, this.d * other.d); }
  /** @param {Fraction} other */
  div(other) { return new Fraction(this.n * other.d, this.d * other.n); }

  /**
   * Below zero if this is less than the other, above if it is more, 0 if they are equal.
   * @param {Fraction} other
   */
  cmp(other) {
    const gap = this.n * other.d - other.n * this.d;
    return gap < 0n ? -1 : gap > 0n ? 1 : 0;
  }

  /**
   * A plain decimal with at most `places` decimals, rounded half up: "169.9", "0.05", "3".
   * @param {number} places
   */
  rounded(places) {
    const shift = 10n ** BigInt(places);
    const whole = floored(2n * this.n * shift + this.d, 2n * this.d);
    const digits = `${whole < 0n ? -whole : whole}`.padStart(places + 1, "0");
    const end = digits.length - places;
    const decimals = digits.slice(end).replace(/0+$/, "");
    return `${whole < 0n ? "-" : ""}${digits.slice(0, end)}${decimals && "."}${decimals}`;
  }

  /** How many decimals it has; null if they never end, as those of a third. */
  get decimals() {
    let [rest, twos, fives] = [this.d, 0, 0];
    for (; rest % 2n === 0n; twos += 1) rest /= 2n;
    for (; rest % 5n === 0n; fives += 1) rest /= 5n;
    return rest === 1n ? Math.max(twos, fives) : null;
  }

  /** The decimals that show three significant digits. */
  get significant() {
    let places = 0;
    for (let { n } = this; n && n < 100n * this.d; n *= 10n) places += 1;
    return places;
  }

  /** "3/4", or "3" where it is whole. */
  toString() { return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`; }
}

/**
 * Reads "25.99", "2599/100", "7" and whole numbers. Throws a SyntaxError at anything else.
 * @param {Fraction | string | number} given
 */
export function fraction(given) {
  if (given instanceof Fraction) return given;
  const match = FORM.exec(`${given}`);
  if (!match) throw new SyntaxError(`not an exact number: ${given}`);
  const [, whole, decimals = "", parts = "1"] = match;
  return new Fraction(BigInt(whole + decimals), BigInt(parts) * 10n ** BigInt(decimals.length));
}

export const ZERO = fraction(0);
export const ONE = fraction(1);

/** @param {Fraction[]} values */
export const most = (values) => values.reduce((a, b) => (b.cmp(a) > 0 ? b : a));
/** @param {Fraction[]} values */
export const sum = (values) => values.reduce((a, b) => a.add(b), ZERO);
