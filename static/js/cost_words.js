// What follows from a use, in the words and figures of the page's language: the very sentences of pingbi/pages/parts/cost_views.py,
// break_evens.py and calculator.py. Nothing here knows of a page.
import { chartPresenter } from "./chart_words.js";
import { at, cost, readRange, readTariff, times } from "./costs.js";
import { breakEvens, curves, kept, priced } from "./curves.js";
import { fill, listed, moneyRange, number, ranged, spanned } from "./format.js";
import { fraction, ONE, ZERO } from "./fraction.js";

const TEN = fraction(10);
const HUNDRED = fraction(100);

function readOffer(carried) {
  return { ...carried, tariff: readTariff(carried.tariff), failed: readRange(carried.failed) };
}

/** Makes what tells of offers, from what their page carries. A use is {clips, seconds, failed}; failed may be null. */
export function presenter(carried) {
  const { rates, signs, words } = carried;
  const offers = carried.offers.map(readOffer);
  const { currency } = offers[0];

  // Figures

  const t = (key, values) => fill(words[key], values);
  const figure = (value, places) => number(value, signs, places);
  const figures = ({ low, high }, places) => ranged(figure(low, places), figure(high, places));
  const percent = (share) => `${figures(times(share, HUNDRED))}%`;
  const moneyText = ({ low, high }, unit) => moneyRange(low, high, unit, signs);
  const monthly = (total, unit) => t("cost-month", { amount: moneyText(total, unit) });
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
    const [total, needed] = [moneyText(found.total, unit), figures(found.needed)];
    const { fee, included, rate } = tariff;
    if (!rate) {
      const key = included.sure === null ? "working-unlimited" : `working-flat-${tariff.unit}`;
      return t(key, { price, included: held(included), needed });
    }
    const each = moneyText(rate, unit);
    if (!fee.high.n && included.most && !included.most.n) {
      return t(`working-rate-${tariff.unit}`, { rate: each, needed, result: total });
    }
    const beyond = figures(found.beyond);
    const values = { fee: moneyText(fee, unit), rate: each, beyond, included: held(included), result: total };
    return t(`working-beyond-${tariff.unit}`, values);
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
    return t("failed-total", { share, result: monthly(found.total, offer.currency) });
  }

  function line({ offer, found }, use) {
    const { total } = found;
    const one = (count) => (total?.high.n ? moneyText(times(total, ONE.div(fraction(count))), offer.currency) : "–");
    return {
      id: offer.id,
      done: found.status === "done",
      total: total ? monthly(total, offer.currency) : "",
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
      return { offer, found: sum, amount: sum.total && rate && times(sum.total, rate), apart: !rate };
    });
    const place = ({ found: { status }, apart }) => (status === "done" ? 0 : 2) + apart;
    return found.sort((a, b) => place(a) - place(b) || (a.amount?.low ?? ZERO).cmp(b.amount?.low ?? ZERO));
  }

  function answer(worked) {
    const costs = worked.filter(({ amount }) => amount);
    if (!costs.length) return words["cheapest-none"];
    const bar = costs.map(({ amount }) => amount.high).reduce((a, b) => (b.cmp(a) < 0 ? b : a));
    const best = costs.filter(({ amount }) => amount.low.cmp(bar) <= 0).map(({ offer, found }) =>
      t("cheapest-named", { offer: offer.name, cost: monthly(found.total, offer.currency) }));
    return t(best.length === 1 ? "cheapest-one" : "cheapest-several", { offers: listed(best, signs) });
  }

  // Where two cost the same

  /** Whether a point is written as exactly as it is. */
  const isShown = ({ low, high }) => [low, high].every((end) => end.mul(TEN).d === 1n);
  const amount = (place, seconds) => t("clips-of", { n: figures(place, 1), seconds });
  const chart = chartPresenter({ currency, signs, words, t, figure, moneyText, monthly, factor, amount });

  /** Offers with their curves over usable clips. */
  function drawn({ seconds, failed }) {
    const share = failed ? ONE.sub(failed.div(HUNDRED)) : ONE;
    return offers.map((offer) => ({ ...offer, curves: curves(offer.tariff, seconds)?.map((curve) => kept(curve, share)) }));
  }

  function even(found, seconds) {
    const { less, more } = found;
    const unit = less.currency;
    const [one, other] = [less.curves[0], priced(more.curves[0], found.rate)];
    const place = amount(found.at, seconds);
    const side = (curve) => sideOf(curve, found.at.low, unit);
    const flat = moneyText(found.cost, unit);
    return {
      a: less.name,
      b: more.name,
      notes: [less.note, more.note],
      working: one.fee.n || one.kink?.n !== 0n || other.kink ? "" : t("breakeven-working-clips", {
        flat, rate: moneyText(at(one.slope.div(fraction(seconds))), unit), seconds, result: place,
      }),
      proof: t("breakeven-proof", { at: place, a: side(one), b: side(other), sign: signOf(found.at), cost: flat }),
      below: t("breakeven-below", { result: place, offer: less.name }),
      above: t("breakeven-above", { result: place, offer: more.name }),
      unsure: found.unsure.length ? t("breakeven-unsure", { offers: listed(found.unsure.map(({ name }) => name), signs) }) : "",
      contested: less.contested ?? more.contested,
    };
  }

  /** Whether a point is written as exactly as it is, or rounded. */
  function signOf({ low, high }) {
    return [low, high].every((end) => 10n % end.d === 0n) ? "=" : "≈";
  }

  function sideOf({ fee, kink, slope }, place, unit) {
    const amount = moneyText(at(fee), unit);
    if (!kink || place.cmp(kink) <= 0) return amount;
    const rate = moneyText(at(slope), unit);
    const values = { rate, at: figure(place, 1), included: figure(kink, 1) };
    const rest = t(kink.n ? "side-beyond" : "side-rate", values);
    return fee.n ? t("side-sum", { fee: amount, rest }) : rest;
  }

  /** Everything that follows from a use. */
  function all(use) {
    const worked = workOut(use);
    const over = drawn(use);
    const found = breakEvens(over, factor);
    const share = use.failed && at(use.failed.div(HUNDRED));
    const usage = t("usage", use);
    return {
      usage: share ? t("usage-failed", { usage, share: percent(share) }) : usage,
      answer: answer(worked),
      lines: worked.map((item) => line(item, use)),
      rest: t("costs-rest", { n: worked.filter(({ found: { status } }) => status !== "done").length }),
      evens: found.map((point) => even(point, use.seconds)),
      count: t("breakevens-count", { n: found.length }),
      failed: share ? t("breakevens-failed", { share: percent(share), kept: figure(ONE.sub(share.low)) }) : "",
      chart: chart(over, found, use),
    };
  }

  return { all };
}
