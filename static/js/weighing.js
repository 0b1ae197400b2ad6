// What follows from some weights, in the words and figures of the page's language; nothing here knows of a page.
import { times } from "./costs.js";
import { fraction } from "./fraction.js";
import { fill, listed, number, numberRangeInFull, ranged, roundedRange, roundedTo, signOf } from "./format.js";
import { bestFirst, flips, leadersOf, openFacts, readProduct, total, turns, weighed } from "./scores.js";

/** @import { Score } from "./scores.js" */

const TEN = fraction(10);
const HUNDRED = fraction(100);
const SEAM = "\0"; // stands in no text

/** The weights that are not the editors'. */
export function moved(weights, editors) {
  return [...weights].filter(([feature, weight]) => weight.cmp(editors.get(feature)));
}

/** Makes what tells of a scenario, from what its page carries: `all(weights)` gives every text that follows. */
export function presenter({ features, products, signs, words, most }) {
  const [question, product] = [features, products].map((named) => new Map(named.map(({ id, name }) => [id, name])));
  const editors = new Map(features.map(({ id, weight }) => [id, fraction(weight)]));
  const rated = products.map(readProduct);
  const limit = fraction(most);
  const figure = (value, places) => number(value, signs, places);
  const inFull = (shown) => numberRangeInFull(shown, signs);
  const range = (low, high, places) => ranged(figure(low, places), figure(high, places));
  const named = (ids) => listed(ids.map((id) => product.get(id)), signs);
  const counted = (key, leaders) => `${key}-${leaders.length === 1 ? "one" : "several"}`;
  const score = (weights) => bestFirst(rated.map((product) => weighed(product, weights)));

  function scoreOf({ id, low, high, coverage }, leaders) {
    const place = leaders.includes(id) ? (leaders.length === 1 ? "first" : "open") : "";
    const ends = [low, high].map((end) => Number(end.mul(TEN).rounded(0)));
    return { id, text: range(low, high, 1), known: `${figure(coverage.mul(HUNDRED), 0)}%`, place, ends };
  }

  function pointsOf(feature, weight) {
    return rated.map(({ points }) => {
      const exact = points[feature];
      const [shown, printed] = [roundedRange(exact, 2), roundedRange(times(exact, weight), 2)];
      const sign = signOf(times(shown, roundedTo(weight, 2)), printed);
      return fill(words.points, { weight: figure(weight), score: inFull(shown), sign, result: inFull(printed) });
    });
  }

  function sumOf({ low, high }, all) {
    const exact = { low, high };
    const [shown, result] = [roundedRange(times(exact, all.div(HUNDRED)), 2), roundedRange(exact, 1)];
    const sign = signOf(times(shown, HUNDRED.div(all)), result);
    return fill(words["score-sum"], { sum: inFull(shown), total: figure(all), sign, result: inFull(result) });
  }

  /** A form's words, with links, listed, in the place of {name}. */
  function linked(form, name, links) {
    const [before, after] = form.split(`{${name}}`);
    const joints = listed(links.map(() => SEAM), signs).split(SEAM).slice(0, -1);
    return [before, ...links.flatMap((link, index) => [joints[index], link]), after];
  }

  /** What would change the answer: lines made of texts and of links, {text, feature}. */
  function flipsOf(scores, leaders, weights) {
    const found = flips(scores, weights);
    /** @type {{of: string, parts: (string | {text: string, feature?: string})[]}[]} */
    const lines = [...weights].flatMap(([feature, weight]) =>
      turns(found.filter((flip) => flip.feature === feature), weight, leaders, limit).map((turn) => {
        const form = words[counted(`flip-${turn.up ? "above" : "below"}`, turn.leaders)];
        const text = fill(form, { weight: figure(weight), at: figure(turn.at), leaders: named(turn.leaders) });
        return { of: "weight", parts: [{ text: question.get(feature), feature }, text] };
      }));
    if (leaders.length && !lines.length) lines.push({ of: "none", parts: [{ text: fill(words["flip-none"], { most }) }] });
    const facts = openFacts(scores, leaders, weights).map(([id, feature]) =>
      ({ text: fill(words["fact-of"], { product: product.get(id), feature: question.get(feature) }), feature }));
    if (facts.length) lines.push({ of: "fact", parts: linked(words["flip-facts"], "facts", facts) });
    return lines;
  }

  /** Who leads now, and whether that differs from the editors' answer. */
  function answer(leaders, weights) {
    const eligible = rated.filter(({ out }) => !out).length;
    const says = (key, ids) => fill(words[key], { leaders: named(ids) });
    if (!eligible) return [words["computed-nobody"]];
    if (eligible === 1) return [says("yours-only", leaders)];
    if (!moved(weights, editors).length) return [says(counted("now", leaders), leaders), words["move-one"]];
    const theirs = leadersOf(score(editors));
    const same = leaders.length === theirs.length && leaders.every((id) => theirs.includes(id));
    const compared = same ? words["editors-same"] : says(counted("editors", theirs), theirs);
    return [says(counted("yours", leaders), leaders), compared];
  }

  function all(weights) {
    const sum = total(weights);
    const points = new Map([...weights].map(([feature, weight]) => [feature, pointsOf(feature, weight)]));
    const result = { moved: moved(weights, editors).length > 0, points, total: figure(sum) };
    if (!sum.n) return { ...result, scores: [], sums: [], flips: [], answer: [words["yours-nothing"]] };
    const scores = score(weights);
    const leaders = leadersOf(scores);
    return {
      ...result,
      scores: scores.filter(({ out }) => !out).map((each) => scoreOf(each, leaders)),
      sums: rated.map(({ id, out }) => (out ? "" : sumOf(/** @type {Score} */ (scores.find((each) => each.id === id)), sum))),
      flips: flipsOf(scores, leaders, weights),
      answer: answer(leaders, weights),
    };
  }

  return { editors, limit, figure, all };
}
