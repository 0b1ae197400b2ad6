// Costs against use as plain shapes: the same as pingbi/pages/charts/shapes.py and chart_lines.py, tested on the same cases.
// Whoever calls puts the shapes on the page.
import { costAt } from "./curves.js";
import { exact } from "./costs.js";
import { fraction, most, ZERO } from "./fraction.js";

/** @import { Range } from "./costs.js" */
/** @import { Curve } from "./curves.js" */
/** @import { Fraction } from "./fraction.js" */
/**
 * @typedef {{tag: string, style: string, at: Record<string, string>, text: string}} Shape
 * @typedef {{x: Fraction, y: Fraction}} Plot the ends of both axes
 * @typedef {[Fraction, Fraction]} Pair a place: across and up, or from the left and from the top
 * @typedef {{at: Range, cost: Range}} Meeting
 * @typedef {{letters: string, color: number, dash: number, low: Curve, high: Curve}} Line
 * @typedef {[Fraction, string]} Tick
 */

const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [56, 352, 30, 214, 256].map(fraction);
const NICE = ["1", "2", "2.5", "5"].map(fraction);
const [ONE, TWO, TEN, LEAP, GAP, AWAY, WIDE] = [1, 2, 10, 4, 16, 9, 30].map(fraction);
const [BEYOND, ROOM, HALF] = ["1.25", "1.5", "7.5"].map(fraction);
const LETTER = 15;

/** @param {Fraction} value @param {number} number */
const plus = (value, number) => value.add(fraction(number));
/** @param {Fraction} a @param {Fraction} b */
const least = (a, b) => (a.cmp(b) <= 0 ? a : b);
/** @param {Fraction} a @param {Fraction} b */
const larger = (a, b) => (a.cmp(b) >= 0 ? a : b);

// Axes and the frame

/**
 * The shortest axis of three or four round steps that reaches `wanted`; `whole` where steps must be whole.
 * @param {Fraction} wanted @param {boolean} [whole]
 */
export function axis(wanted, whole = false) {
  let power = ONE;
  while (power.mul(TEN).cmp(wanted) <= 0) power = power.mul(TEN);
  while (power.cmp(wanted) > 0 && !whole) power = power.div(TEN);
  const found = [power.div(TEN), power].flatMap((scale) => NICE.flatMap((nice) => [3, 4].map((steps) => {
    const step = nice.mul(scale);
    return { step, end: step.mul(fraction(steps)), ticks: [...Array(steps + 1).keys()].map((n) => step.mul(fraction(n))) };
  })));
  const reaching = found.filter(({ step, end }) => end.cmp(wanted) >= 0 && (!whole || step.d === 1n));
  return reaching.reduce((one, other) => (other.end.cmp(one.end) < 0 ? other : one));
}

/** @param {Plot} plot @param {Pair} point @returns {Pair} */
const place = ({ x, y }, [across, up]) => [
  LEFT.add(RIGHT.sub(LEFT).mul(across).div(x)), BOTTOM.sub(BOTTOM.sub(TOP).mul(up).div(y)),
];
/** @param {Fraction} value */
const tenth = (value) => value.rounded(1);

/** @param {Pair[]} places @param {boolean} [closed] */
function path(places, closed = false) {
  return `M${places.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join(" L")}${closed ? " Z" : ""}`;
}

/** @param {string} style @param {string} d @returns {Shape} */
const drawn = (style, d) => ({ tag: "path", style, at: { d }, text: "" });
/** @param {string} style @param {Fraction} x @param {Fraction} y @param {string} text @returns {Shape} */
const written = (style, x, y, text) => ({ tag: "text", style, at: { x: tenth(x), y: tenth(y) }, text });

/**
 * Hairlines with their amounts, the ground line with its ticks, and what the two axes tell.
 * @param {Plot} plot @param {Tick[]} x @param {Tick[]} y @param {[string, string]} titles @returns {Shape[]}
 */
export function frame(plot, x, y, [across, up]) {
  return [
    ...y.flatMap(([value, text]) => {
      const [, height] = place(plot, [ZERO, value]);
      return [drawn(value.n ? "grid" : "ground", path([[LEFT, height], [RIGHT, height]])), written("amount", plus(LEFT, -6), height, text)];
    }),
    ...x.flatMap(([value, text]) => {
      const [where] = place(plot, [value, ZERO]);
      return [drawn("tick", path([[where, BOTTOM], [where, plus(BOTTOM, 4)]])), written("count", where, plus(BOTTOM, 15), text)];
    }),
    written("title", TWO, fraction(8), up),
    written("title end", RIGHT, plus(HEIGHT, -6), across),
  ];
}

// Lines

/**
 * Axes that show every crossing up to the first leap, the use itself, and how far up the rising lines get.
 * @param {Line[]} lines @param {Meeting[]} meetings @param {number | null} used @param {boolean} whole
 */
export function axes(lines, meetings, used, whole) {
  const last = beforeTheLeap(meetings.map(({ at }) => at.high).sort((a, b) => a.cmp(b)));
  const x = axis(larger(BEYOND.mul(last), ROOM.mul(fraction(used ?? 0))), whole);
  return [x, axis(most(lines.filter(({ high }) => high.slope.n).map(({ high }) => costAt(high, x.end))))];
}

/** @param {Fraction[]} places one at least */
function beforeTheLeap(places) {
  const leap = places.findIndex((value, index) => index && value.cmp(LEAP.mul(places[index - 1])) > 0);
  return places[(leap < 0 ? places.length : leap) - 1];
}

/** @param {Plot} plot @param {Meeting} meeting */
export const inside = (plot, { at, cost }) => at.high.cmp(plot.x) <= 0 && cost.high.cmp(plot.y) <= 0;
/** @param {Plot} plot @param {{low: Curve}} line */
export const above = (plot, { low }) => low.fee.cmp(plot.y) > 0;

/** @param {Pick<Line, "low" | "color" | "dash">} line */
export const styleOf = ({ low, color, dash }) => `${low.sure ? "" : "unsure "}color-${color} dash-${dash}`;

/**
 * Every line within the picture, those whose reach nobody tells on top; then rings, then letters.
 * @param {Plot} plot @param {Line[]} lines @param {Meeting[]} meetings @returns {Shape[]}
 */
export function costShapes(plot, lines, meetings) {
  const shown = lines.filter((line) => !above(plot, line));
  const ordered = [...shown.filter(({ low }) => low.sure), ...shown.filter(({ low }) => !low.sure)];
  /** @type {Map<string, Pair>} */
  const rings = new Map(meetings.filter((met) => exact(met.at) && exact(met.cost) && inside(plot, met))
    .map(({ at, cost }) => place(plot, [at.low, cost.low])).map((where) => [`${where}`, where]));
  return [
    ...ordered.flatMap((line) => band(plot, line)),
    ...ordered.flatMap((line) => (same(line.low, line.high) ? [line.low] : [line.low, line.high])
      .flatMap((curve) => curveShapes(plot, line, curve))),
    ...[...rings.values()].map(([x, y]) => ({ tag: "circle", style: "ring", at: { cx: tenth(x), cy: tenth(y), r: "3" }, text: "" })),
    ...letters(ordered.map((line) => [line, place(plot, last(corners(line.low, plot)))])),
  ];
}

/** @param {Pair[]} points one at least */
const last = (points) => points[points.length - 1];

/** @param {Curve} curve */
const parts = ({ fee, kink, slope, end, sure }) => `${[fee, kink, slope, end, sure]}`;
/** @param {Curve} one @param {Curve} other */
export const same = (one, other) => parts(one) === parts(other);

/**
 * Where a curve begins, bends, and leaves the picture or ends.
 * @param {Curve} curve @param {Plot} plot @returns {Pair[]}
 */
function corners(curve, plot) {
  const end = lastOf(curve, plot);
  const bends = curve.kink?.n && curve.kink.cmp(end) < 0 ? [curve.kink] : [];
  return [ZERO, ...bends, end].map((x) => [x, costAt(curve, x)]);
}

/** @param {Curve} curve @param {Plot} plot */
function lastOf({ fee, kink, slope, end }, plot) {
  const reach = end === null ? plot.x : least(end, plot.x);
  return kink === null || !slope.n ? reach : least(reach, kink.add(plot.y.sub(fee).div(slope)));
}

/** @param {Plot} plot @param {Line} line @param {Curve} curve @returns {Shape[]} */
function curveShapes(plot, line, curve) {
  if (curve.fee.cmp(plot.y) > 0) return [];
  const points = corners(curve, plot);
  const [x, y] = place(plot, last(points));
  const ends = curve.end !== null && last(points)[0].cmp(curve.end) === 0;
  return [
    drawn(`line ${styleOf(line)}`, path(points.map((point) => place(plot, point)))),
    ...(ends ? [drawn(`stop color-${line.color}`, path([[x, plus(y, -5)], [x, plus(y, 5)]]))] : []),
  ];
}

/**
 * All that lies between the two ends of a range, as far as it is in the picture.
 * @param {Plot} plot @param {Line} line @returns {Shape[]}
 */
function band(plot, { low, high, color }) {
  if (same(low, high)) return [];
  const lower = corners(low, plot);
  const [end] = last(lower);
  /** @type {Pair[]} */
  const upper = high.fee.cmp(plot.y) <= 0 ? corners(high, plot) : [[ZERO, plot.y]];
  /** @type {Pair[]} */
  const corner = costAt(high, end).cmp(plot.y) >= 0 ? [[end, plot.y]] : [];
  return [drawn(`band color-${color}`, path([...lower, ...corner, ...upper.reverse()].map((point) => place(plot, point)), true))];
}

// Letters

/**
 * A letter to the right of each end; where they would touch they are moved apart, each with a hair to its line.
 * @param {[Line, Pair][]} ends @returns {Shape[]}
 */
function letters(ends) {
  return columns([...ends].sort(([, [a]], [, [b]]) => a.cmp(b))).flatMap((column) => {
    const items = [...column].sort(([, [, a]], [, [, b]]) => a.cmp(b));
    const heights = spread(items.map(([, [, y]]) => y));
    return items.flatMap(([line, [x, y]], index) => [
      drawn("lead", path([[x, y], [x.add(AWAY), heights[index]]])), ...letter(line, x.add(AWAY), heights[index]),
    ]);
  });
}

/**
 * Ends from left to right, in groups so close that their letters could touch.
 * @param {[Line, Pair][]} ends
 */
function columns(ends) {
  /** @type {[Line, Pair][][]} */
  const found = [];
  for (const end of ends) {
    const column = found.at(-1);
    if (column && end[1][0].sub(column[0][1][0]).cmp(WIDE) < 0) column.push(end);
    else found.push([end]);
  }
  return found;
}

/** @param {Line} line @param {Fraction} x @param {Fraction} y @returns {Shape[]} */
function letter({ letters: text, color }, x, y) {
  const width = fraction(LETTER + (LETTER - 6) * (text.length - 1));
  const box = { x: tenth(x), y: tenth(y.sub(HALF)), width: tenth(width), height: `${LETTER}`, rx: tenth(HALF) };
  return [
    { tag: "rect", style: `key color-${color}`, at: box, text: "" },
    written(`key color-${color}`, x.add(width.div(TWO)), y, text),
  ];
}

/**
 * Heights near those wanted (from above), far enough apart for letters, and not below the ground line.
 * @param {Fraction[]} wanted
 */
export function spread(wanted) {
  const found = [...wanted];
  for (let n = found.length - 1; n >= 0; n -= 1) found[n] = least(found[n], found[n + 1]?.sub(GAP) ?? BOTTOM);
  for (let n = 0; n < found.length; n += 1) found[n] = larger(found[n], n ? found[n - 1].add(GAP) : TOP);
  return found;
}

/**
 * The use itself: an upright hairline with its words at the top.
 * @param {Plot} plot @param {number} used @param {string} text @returns {Shape[]}
 */
export function useShapes(plot, used, text) {
  const [x] = place(plot, [fraction(used), ZERO]);
  const right = x.mul(TWO).cmp(RIGHT) > 0;
  return [
    drawn("use", path([[x, plus(TOP, -3)], [x, BOTTOM]])),
    written(right ? "use end" : "use", plus(x, right ? -4 : 4), plus(TOP, -9), text),
  ];
}

// Offers as lines

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DASHES = 6;

/**
 * A, B, ... Z, AA, AB, ...
 * @param {number} n @returns {string}
 */
export function letterOf(n) {
  return (n < LETTERS.length ? "" : letterOf(Math.floor(n / LETTERS.length) - 1)) + LETTERS[n % LETTERS.length];
}

/**
 * One line for all offers that cost the same at every use.
 * @param {{letter: string, color: number, low: Curve, high: Curve}[]} offers
 */
export function merged(offers) {
  /** @type {Line[]} */
  const found = [];
  for (const { letter: text, color, low, high } of offers) {
    const line = found.find((other) => same(other.low, low) && same(other.high, high));
    if (line) line.letters += text;
    else {
      const dash = found.filter((other) => other.low.sure === low.sure).length % DASHES + 1;
      found.push({ letters: text, color, dash, low, high });
    }
  }
  return found;
}
