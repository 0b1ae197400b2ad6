// The chart of a use, in the words and figures of the page's language: the very sentences of pingbi/pages/charts/cost_charts.py.
// Nothing here knows of a page.
import { above, axes, costShapes, frame, inside, letterOf, merged, same, styleOf, useShapes } from "./chart.js";
import { times } from "./costs.js";
import { costAt, priced, reaches } from "./curves.js";
import { listed, moneyInFull } from "./format.js";
import { fraction } from "./fraction.js";

/** @import { Line } from "./chart.js" */

/** Presents a chart, with the words of the page (see cost_words.js) and the currency of its amounts. */
export function chartPresenter({ currency, signs, words, t, figure, moneyText, factor, amount }) {
  function plotted(all) {
    return all.filter((offer) => offer.curves && factor(offer.currency, currency)).map((offer, index) => {
      const [low, high] = offer.curves.map((curve) => priced(curve, factor(offer.currency, currency)));
      const stated = offer.currency === currency ? [{ low: low.fee, high: high.fee }] : [];
      return { id: offer.id, name: offer.name, color: offer.color, letter: letterOf(index), low, high, stated };
    });
  }

  function caption(items, { seconds }) {
    const banded = ({ low, high }) => low.fee.cmp(high.fee) || low.slope.cmp(high.slope);
    return [
      t("chart-clips", { seconds }),
      words["chart-rings"],
      ...(items.some(banded) ? [words["chart-bands"]] : []),
      ...(items.some(({ low }) => low.end) ? [words["chart-stops"]] : []),
      ...(items.every(({ low }) => low.sure) ? [] : [words["chart-dots"]]),
    ];
  }

  function cell({ low, high, stated }, x) {
    if (!reaches(low, x) || !reaches(high, x)) return "–";
    return moneyText({ low: costAt(low, x), high: costAt(high, x) }, currency, ...stated);
  }

  /** What the picture leaves out: lines above it, and crossings that lie farther on. */
  function outside(plot, items, met, { seconds }) {
    const hidden = items.filter((item) => above(plot, item));
    const statedOf = ({ less, more }) => items.filter(({ id }) => [less.id, more.id].includes(id)).flatMap(({ stated }) => stated);
    const isHidden = ({ id }) => hidden.some((item) => item.id === id);
    const beyond = met.filter((meeting) => !inside(plot, meeting));
    return [
      ...hidden.map((item) => aboveIt(item, beyond.filter(({ even: { less, more } }) => [less.id, more.id].includes(item.id)), seconds)),
      ...beyond.filter(({ even: { less, more } }) => !isHidden(less) && !isHidden(more)).map(({ even: found, cost: sum }) =>
        t("chart-outside", { a: found.less.name, b: found.more.name, at: amount(found.at, seconds), cost: moneyText(sum, currency, ...statedOf(found)) })),
    ];
  }

  function aboveIt({ id, name, low, high, stated }, beyond, seconds) {
    const fee = moneyText({ low: low.fee, high: high.fee }, currency, ...stated);
    const values = { offer: name, cost: t("cost-month", { amount: fee }) };
    const meets = beyond.map(({ even: { less, more, at: place } }) =>
      t("chart-meets", { offer: (more.id === id ? less : more).name, at: amount(place, seconds) }));
    return beyond.length ? t("chart-above-meets", { ...values, meets: listed(meets, signs) }) : t("chart-above", values);
  }

  /** The chart of offers with their curves, of the points where they meet, and of the use itself. */
  function chart(all, found, use) {
    const items = plotted(all);
    const there = new Set(items.map(({ id }) => id));
    const met = found.filter(({ less, more }) => there.has(less.id) && there.has(more.id)).map((even) =>
      ({ even, at: even.at, cost: times(even.cost, factor(even.less.currency, currency)) }));
    const lines = merged(items);
    const lineOf = (item) => lines.find((other) => same(other.low, item.low) && same(other.high, item.high));
    const style = (item) => styleOf(/** @type {Line} */ (lineOf(item)));
    const rows = (columns) => items.map((item) => ({ id: item.id, style: style(item), cells: columns.map((x) => cell(item, x)) }));
    if (!met.length) return { shapes: [], caption: caption(items, use), columns: [], rows: rows([]), outside: [] };
    const [x, y] = axes(lines, met, use.clips, true);
    const plot = { x: x.end, y: y.end };
    const columns = x.ticks.slice(1);
    return {
      shapes: [
        ...frame(
          plot,
          x.ticks.map((tick) => [tick, figure(tick)]),
          y.ticks.map((tick) => [tick, moneyInFull(tick, currency, signs)]),
          [words["axis-clips"], words["axis-cost"]],
        ),
        ...costShapes(plot, lines, met),
        ...useShapes(plot, use.clips, t("chart-use", { n: figure(fraction(use.clips)) })),
      ],
      caption: caption(items, use),
      columns: columns.map((tick) => figure(tick)),
      rows: rows(columns),
      outside: outside(plot, items, met, use),
    };
  }

  return chart;
}
