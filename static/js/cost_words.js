// What follows from a use, in the words and figures of the page's language: the very sentences of pingbi/pages/parts/cost_views.py,
// and pricing.py. Nothing here knows of a page.
import { chartPresenter } from "./chart_words.js";
import { at, by, cost, over, plus, readRange, readTariff, times } from "./costs.js";
import { breakEvens, costAt, curves, kept, priced } from "./curves.js";
import { fill, listed, moneyInFull, moneyRangeInFull, numberInFull, numberRangeInFull, roundedCost, roundedTo, spanned, worked } from "./format.js";
import { fraction, ONE, ZERO } from "./fraction.js";

const HUNDRED = fraction(100);

function readOffer(carried) {
  return { ...carried, tariff: readTariff(carried.tariff), failed: readRange(carried.failed) };
}

/** Presents offers, from what their page carries. A use is {clips, seconds, failed}; failed may be null. */
export function presenter(carried) {
  const { rates, signs, words } = carried;
  const offers = carried.offers.map(readOffer);
  const { currency } = offers[0];

  // Figures

  const t = (key, values) => fill(words[key], values);
  const figure = (value) => numberInFull(value, signs);
  const figures = (range) => numberRangeInFull(range, signs);
  const percent = (share) => `${figures(times(share, HUNDRED))}%`;
  const inFull = (range, unit) => moneyRangeInFull(range, unit, signs);
  /** Money that was worked out, unless it is one of the amounts that are stated. */
  const rounded = (range, unit, ...stated) => roundedCost(range, stated, unit, signs);
  const moneyText = (range, unit, ...stated) => inFull(rounded(range, unit, ...stated), unit);
  /** The total as it is shown; costs are compared by it, so that none wins that looks like another. */
  const printed = ({ tariff: { fee, rate }, currency: unit }, { total }) => total && rounded(total, unit, fee, rate);
  const monthly = (total, unit) => t("cost-month", { amount: inFull(total, unit) });
  const factor = (from, to) => (`${from} ${to}` in rates ? fraction(rates[`${from} ${to}`]) : null);
  const sharing = ({ failed }) => failed && at(failed.div(HUNDRED));

  function held({ sure, most }) {
    return spanned(sure?.n ? figure(sure) : null, most && figure(most), false, words);
  }

  // What a use costs

  function working(offer, found) {
    const text = sum(offer, found);
    return text && offer.assumed ? t("working-assumed", { working: text, assumed: offer.assumed }) : text;
  }

  function sum({ price, currency: unit, tariff }, found) {
    if (!found.total) return "";
    const { fee, included, rate } = tariff;
    if (!rate) {
      const key = included.sure === null ? "working-unlimited" : `working-flat-${tariff.unit}`;
      return t(key, { price, included: held(included), needed: figures(found.needed) });
    }
    const sum = worked((base, each, more) => plus(base, by(more, each)), [fee, rate, found.beyond],
      (total) => rounded(total, unit, fee, rate));
    const [base, each, result] = [...sum.figures.slice(0, 2), sum.result].map((amount) => inFull(amount, unit));
    const beyond = figures(sum.figures[2]);
    const values = { rate: each, sign: sum.sign, result };
    if (!fee.high.n && included.most && !included.most.n) {
      return t(`working-rate-${tariff.unit}`, { needed: beyond, ...values });
    }
    return t(`working-beyond-${tariff.unit}`, { fee: base, beyond, included: held(included), ...values });
  }

  function reason({ tariff }, found, { seconds }) {
    const word = `${found.status === "cannot" ? "cannot" : "missing"}-${found.reason}`;
    const counted = ["capacity", "between"].includes(found.reason) && tariff.included;
    const included = tariff.included ? held(tariff.included) : "";
    const needed = found.needed ? figures(found.needed) : "";
    return t(counted ? `${word}-${tariff.unit}` : word, { included, needed, seconds });
  }

  /** The same sum with the runs that fail, where their share is on record; nothing where the use has its own share. */
  function failures(offer, use) {
    if (use.failed) return "";
    if (!offer.failed) return carried.failed ? words["failed-unknown"] : "";
    const found = cost(offer.tariff, { ...use, failed: offer.failed });
    const share = percent(offer.failed);
    if (!found.total) return t("failed-not", { share, reason: reason(offer, found, use) });
    return t("failed-total", { share, result: monthly(printed(offer, found), offer.currency) });
  }

  function line({ offer, found }, use) {
    const { total } = found;
    const { fee, rate } = offer.tariff;
    const share = (count) => times(total, ONE.div(fraction(count)));
    const one = (count) => (total?.high.n ? moneyText(share(count), offer.currency, fee, rate) : "–");
    return {
      id: offer.id,
      done: found.status === "done",
      total: total ? monthly(printed(offer, found), offer.currency) : "",
      "per-clip": one(use.clips),
      "per-second": one(use.clips * use.seconds),
      working: working(offer, found),
      reason: total ? "" : reason(offer, found, use),
      cuts: found.pieces.cmp(ONE) ? t("cuts", { limit: figure(offer.tariff.limit), n: found.pieces }) : "",
      failures: total ? failures(offer, use) : "",
    };
  }

  /** The computed ones first, cheapest first; sums that no rate brings to the site's first currency last. */
  function workOut(use) {
    const found = offers.map((offer) => {
      const sum = cost(offer.tariff, { ...use, failed: sharing(use) });
      const rate = factor(offer.currency, currency);
      const shown = printed(offer, sum);
      return { offer, found: sum, amount: sum.total && rate && times(sum.total, rate), shown: shown && rate && times(shown, rate), apart: !rate };
    });
    const place = ({ found: { status }, apart }) => (status === "done" ? 0 : 2) + apart;
    return found.sort((a, b) => place(a) - place(b) || (a.amount?.low ?? ZERO).cmp(b.amount?.low ?? ZERO));
  }

  function answer(lines) {
    const costs = lines.filter(({ shown }) => shown);
    if (!costs.length) return words["cheapest-none"];
    const bar = costs.map(({ shown }) => shown.high).reduce((a, b) => (b.cmp(a) < 0 ? b : a));
    const best = costs.filter(({ shown }) => shown.low.cmp(bar) <= 0).map(({ offer, found }) =>
      t("cheapest-named", { offer: offer.name, cost: monthly(printed(offer, found), offer.currency) }));
    return t(best.length === 1 ? "cheapest-one" : "cheapest-several", { offers: listed(best, signs) });
  }

  // Where two cost the same

  /** One decimal, and three significant digits at least. */
  const roundedPoint = ({ low, high }) => {
    const [first, last] = [low, high].map((end) => roundedTo(end, Math.max(1, end.significant)));
    return { low: first, high: last };
  };
  const amount = (place, seconds) => t("clips-of", { n: figures(roundedPoint(place)), seconds });
  const chart = chartPresenter({ currency, signs, words, t, figure, moneyText, factor, amount });

  /** Offers with their curves over usable clips. */
  function drawn({ seconds, failed }) {
    const share = failed ? ONE.sub(failed.div(HUNDRED)) : ONE;
    return offers.map((offer) => ({ ...offer, curves: curves(offer.tariff, seconds)?.map((curve) => kept(curve, share)) }));
  }

  function even(found, seconds) {
    const { less, more } = found;
    const place = amount(found.at, seconds);
    return {
      a: less.name,
      b: more.name,
      notes: [less.note, more.note],
      working: division(found, seconds, place),
      proof: proof(found, seconds),
      below: t("breakeven-below", { result: place, offer: less.name }),
      above: t("breakeven-above", { result: place, offer: more.name }),
      unsure: found.unsure.length ? t("breakeven-unsure", { offers: listed(found.unsure.map(({ name }) => name), signs) }) : "",
      contested: less.contested ?? more.contested,
    };
  }

  const moreOf = ({ more, rate }) => more.curves.map((curve) => priced(curve, rate));

  /** The division of a fee by a price, if that is the whole computation; else nothing, and the proof says it. */
  function division(found, seconds, result) {
    const { curves: [low, high], currency: unit } = found.less;
    if ([low, high].some(({ fee, kink }) => fee.n || kink?.n !== 0n) || moreOf(found).some(({ kink }) => kink)) return "";
    const each = at(fraction(seconds));
    const sum = worked((fee, rate) => over(fee, by(rate, each)), [found.cost, over({ low: low.slope, high: high.slope }, each)], roundedPoint);
    const [flat, rate] = sum.figures.map((figure) => inFull(figure, unit));
    return t("breakeven-working-clips", { flat, rate, seconds, sign: sum.sign, result });
  }

  /**
   * Both sides at the point, substituted back: they cost the same. A range is proved at its lower end, where the dearer
   * curve of the one meets the cheaper one of the other.
   */
  function proof(found, seconds) {
    const { less, more, at: { low: place } } = found;
    const sides = [less.curves[1], moreOf(found)[0]];
    const own = sides.filter((_, index) => [less, more][index].currency === less.currency);
    const cost = at(costAt(sides[1], place));
    const shown = rounded(cost, less.currency, ...own.map(({ fee }) => at(fee)));
    const exact = shown.low.cmp(cost.low) === 0 && roundedPoint(at(place)).low.cmp(place) === 0;
    const decimal = sides.every(({ fee, kink, slope }) => [fee, kink ?? ZERO, slope].every(({ decimals }) => decimals !== null));
    const [a, b] = sides.map((side) => sideOf(side, place, less.currency));
    const values = { at: amount(at(place), seconds), a, b, sign: exact && decimal ? "=" : "≈", cost: inFull(shown, less.currency) };
    return t("breakeven-proof", values);
  }

  function sideOf({ fee, kink, slope }, place, unit) {
    const base = moneyInFull(fee, unit, signs);
    if (!kink || place.cmp(kink) <= 0) return base;
    const rate = moneyInFull(slope, unit, signs);
    const values = { rate, at: figure(roundedPoint(at(place)).low), included: figure(kink) };
    const rest = t(kink.n ? "side-beyond" : "side-rate", values);
    return fee.n ? t("side-sum", { fee: base, rest }) : rest;
  }

  /** Everything that follows from a use. */
  function all(use) {
    const lines = workOut(use);
    const over = drawn(use);
    const found = breakEvens(over, factor);
    const share = use.failed && at(use.failed.div(HUNDRED));
    const usage = t("usage", use);
    return {
      usage: share ? t("usage-failed", { usage, share: percent(share) }) : usage,
      answer: answer(lines),
      lines: lines.map((item) => line(item, use)),
      rest: t("costs-rest", { n: lines.filter(({ found: { status } }) => status !== "done").length }),
      evens: found.map((point) => even(point, use.seconds)),
      count: t("breakevens-count", { n: found.length }),
      failed: share ? t("breakevens-failed", { share: percent(share), kept: figure(ONE.sub(share.low)) }) : "",
      chart: chart(over, found, use),
    };
  }

  return { all };
}
