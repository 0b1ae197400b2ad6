"""What a day changed in the conclusions, in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pingbi.analysis.analyse import Conclusions, PairChange, PointChange, ScenarioAnswer
from pingbi.analysis.curves import BreakEven
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.pairs import ProductPair, QuestionCount
from pingbi.analysis.winners import WIN, Outcome
from pingbi.locale.figures import PartialDate
from pingbi.model.editorial import TIE
from pingbi.model.plans import Price
from pingbi.model.sources import EDITORS
from pingbi.pages.parts.components import ChangeDay, ChangeLine, Link, OfferRef, Rich
from pingbi.pages.parts.cost_views import break_even_amount
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import Presenter, prose

Part = str | Link | Rich


def conclusion_lines(teller: Presenter, day: Conclusions) -> tuple[Rich, ...]:
    """Return every changed conclusion, then one line each for the new and the unchanged ones."""
    if day.first:
        return ()
    return tuple(_lines(teller, day)) or ((teller.t("log-quiet"),),)


def _lines(teller: Presenter, day: Conclusions) -> Iterator[Rich]:
    for before, now in day.changed:
        yield _changed(teller, before, now)
    for pair in day.pairs:
        yield _pair(teller, pair)
    for point in day.points:
        yield _point(teller, point)
    for new in day.new_pairs:
        yield filled_text(
            teller, "conclusion-new-pair", {"pair": _pair_link(teller, new), "tally": _tally(teller, new)}
        )
    for key, answers in (("conclusion-came", day.came), ("conclusion-stayed", day.stayed)):
        if answers:
            yield filled_text(teller, key, {"list": _picks(teller, answers)}, len(answers))


def filled_text(teller: Presenter, key: str, parts: Mapping[str, Part], n: int = 1) -> Rich:
    """Return the interface's text for `key`, with parts that can contain links."""
    words = teller.t(key, n=n, **{name: f"\0{name}\0" for name in parts})
    rich: list[str | Link] = []
    for index, piece in enumerate(words.split("\0")):
        part = parts[piece] if index % 2 else piece
        rich += part if isinstance(part, tuple) else (part,)
    return tuple(piece for piece in rich if piece)


def _joined(teller: Presenter, items: Iterable[Rich]) -> Rich:
    rich: list[str | Link] = []
    for item in items:
        rich += [teller.t("and"), *item] if rich else item
    return tuple(rich)


def _changed(teller: Presenter, before: ScenarioAnswer, now: ScenarioAnswer) -> Rich:
    parts: dict[str, Part] = {
        "scenario": _scenario(teller, now.scenario),
        "before": _leading(teller, before),
        "now": _leading(teller, now),
        "pick": teller.product(now.pick).name,
    }
    return filled_text(teller, "conclusion-changed", parts)


def _scenario(teller: Presenter, id_: str) -> Link:
    return Link(teller.site.scenarios[id_].name[teller.locale], teller.to.to("scenario", id_))


def _leading(teller: Presenter, answer: ScenarioAnswer) -> str:
    key = ("none", "one")[len(answer.leaders)] if len(answer.leaders) < 2 else "several"
    return teller.t(f"log-lead-{key}", products=teller.names(answer.leaders))


def _picks(teller: Presenter, answers: Iterable[ScenarioAnswer]) -> Rich:
    """Return scenarios with their picks."""
    return _joined(teller, (filled_text(teller, "with-condition", _pick(teller, answer)) for answer in answers))


def _pick(teller: Presenter, answer: ScenarioAnswer) -> dict[str, Part]:
    return {"value": _scenario(teller, answer.scenario), "when": teller.product(answer.pick).name}


def _pair(teller: Presenter, change: PairChange) -> Rich:
    parts: dict[str, Part] = {
        "pair": _pair_link(teller, change.now),
        "rows": _joined(teller, (_row(teller, *row) for row in change.rows)),
    }
    if _counted(change.before.count) == _counted(change.now.count):
        return filled_text(teller, "conclusion-rows", parts)
    tallies: dict[str, Part] = {"before": _tally(teller, change.before), "now": _tally(teller, change.now)}
    return filled_text(teller, "conclusion-tally", {**parts, **tallies})


def _pair_link(teller: Presenter, pair: ProductPair) -> Link:
    names = {"a": teller.product(pair.a).name, "b": teller.product(pair.b).name}
    return Link(teller.t("pair-title", **names), teller.to.to("compare", pair.id))


def _tally(teller: Presenter, pair: ProductPair) -> str:
    count, a, b = pair.count, teller.product(pair.a).name, teller.product(pair.b).name
    return teller.t("log-tally", a=a, b=b, p=count.a, q=count.b, ties=count.ties, open=count.undecided)


def _counted(count: QuestionCount) -> tuple[int, ...]:
    return count.a, count.b, count.ties, count.undecided


def _row(teller: Presenter, feature: str, before: Outcome | None, now: Outcome) -> Rich:
    ref = teller.feature(feature)
    parts: dict[str, Part] = {
        "feature": Link(ref.name, ref.url),
        "before": _result(teller, before),
        "now": _result(teller, now),
    }
    return filled_text(teller, "log-row", parts)


def _result(teller: Presenter, outcome: Outcome | None) -> str:
    if outcome is None:
        return teller.t("unknown")
    if outcome.result == WIN:
        return teller.product(outcome.winner).name
    return teller.t("tie" if outcome.result == TIE else "no-result")


def _point(teller: Presenter, change: PointChange) -> Rich:
    key = "moved" if change.before and change.now else "came" if change.now else "went"
    parts: dict[str, Part] = {"a": _offer(teller, change.a), "b": _offer(teller, change.b)}
    told: dict[str, Part] = {"before": _points(teller, change.before), "now": _points(teller, change.now)}
    return filled_text(teller, f"conclusion-point-{key}", {**parts, **told})


def _offer(teller: Presenter, offer: Offer) -> Link:
    ref = teller.offer(offer)
    return Link(ref.name, ref.url)


def _points(teller: Presenter, points: Iterable[BreakEven]) -> str:
    return teller.t("and").join(break_even_amount(teller, point) for point in points)


KINDS = ("source", "price", "release")
"""The order within a day: a source comes before what it says."""
KNOWN = {"source", "price"}
"""The kinds by which something becomes known."""

Dated = Iterator[tuple[PartialDate, ChangeLine]]


@dataclass(frozen=True)
class ChangesView:
    changes: tuple[ChangeDay, ...]
    prose: str


def changes_page(inputs: PageInputs) -> tuple[PageMeta, ChangesView]:
    t = inputs.teller.t
    return PageMeta(t("title-changes"), t("describe-changes")), changes_view(inputs.teller, inputs.analysis.log)


def change_days(teller: Presenter, log: tuple[Conclusions, ...]) -> tuple[ChangeDay, ...]:
    """Return every day on which something is dated, newest first."""
    by_date: dict[PartialDate, list[ChangeLine]] = {}
    for date, line in (*_sources(teller), *_prices(teller), *_events(teller)):
        by_date.setdefault(date, []).append(line)
    told = _placed(teller, log, by_date)
    days = [_day(teller, date, by_date.get(date, []), told.get(date, ())) for date in {**by_date, **told}]
    return tuple(sorted(days, key=lambda day: (day.date.since, day.date.iso), reverse=True))


def latest(days: tuple[ChangeDay, ...], most: int) -> tuple[ChangeDay, ...]:
    """Return the newest days, with at most `most` lines together."""
    found: list[ChangeDay] = []
    for day in days:
        room = most - sum(len(other.lines) for other in found)
        if room > 0:
            found.append(replace(day, lines=day.lines[:room]))
    return tuple(found)


def _day(teller: Presenter, date: PartialDate, lines: list[ChangeLine], told: tuple[Rich, ...]) -> ChangeDay:
    ordered = sorted(lines, key=lambda line: KINDS.index(line.kind))
    return ChangeDay(teller.day(date), tuple(ordered), told)


def _placed(
    teller: Presenter, log: tuple[Conclusions, ...], by_date: dict[PartialDate, list[ChangeLine]]
) -> dict[PartialDate, tuple[Rich, ...]]:
    """Return the conclusions of each day; the date keeps the precision in which the content gives it."""
    written = {date.earliest: date for date, lines in by_date.items() if any(line.kind in KNOWN for line in lines)}
    found = {}
    for day in log:
        date = written.get(day.day) or PartialDate(day.day.year, day.day.month, day.day.day)
        lines = conclusion_lines(teller, day)
        if lines:
            found[date] = lines
    return found


def _sources(teller: Presenter) -> Dated:
    for id_, source in teller.site.sources.items():
        if id_ != EDITORS:
            title = teller.t("source-title", title=source.title[teller.locale])
            link = Link(title, teller.to.to("sources", fragment=id_))
            yield source.published, ChangeLine("source", (teller.t("source-appeared"), link), None)


def _prices(teller: Presenter) -> Dated:
    for offer in offers(teller.site):
        ref = teller.offer(offer)
        link = Link(_sold(teller, ref), ref.url)
        prices = offer.plan.prices
        for before, price, after in zip((None, *prices), prices, (*prices[1:], None), strict=False):
            if price.from_:
                yield price.from_, ChangeLine("price", (link, _began(teller, offer, before, price)), teller.cite(price))
            if price.to and not (after and after.from_ and after.from_.earliest == price.to.earliest):
                words = teller.t("price-ended", price=teller.price(price, offer.currency))
                yield price.to, ChangeLine("price", (link, words), teller.cite(price))


def _sold(teller: Presenter, ref: OfferRef) -> str:
    """Return a plan with its product, and the seller if that is not the vendor."""
    plan = teller.t("offer-name", product=ref.product.name, plan=ref.plan)
    return teller.t("sold-by", plan=plan, seller=ref.seller) if ref.reseller else plan


def _began(teller: Presenter, offer: Offer, before: Price | None, price: Price) -> str:
    told = teller.price(price, offer.currency)
    if before is None or before.to:
        return teller.t("price-first", price=told)
    return teller.t("price-changed", old=teller.price(before, offer.currency), price=told)


def _events(teller: Presenter) -> Dated:
    for id_, product in teller.site.products.items():
        ref = teller.product(id_)
        for event in product.history:
            text = _told_of(Link(ref.name, ref.url), teller.rich(event.text), teller.t("colon"))
            yield event.date, ChangeLine("release", text, teller.cite(event))


def _told_of(product: Link, text: Rich, colon: str) -> Rich:
    """Link the product's name if a sentence begins with it; otherwise put the name first."""
    first = text[0] if text else ""
    if isinstance(first, str) and first.startswith(product.text):
        return (product, first.removeprefix(product.text), *text[1:])
    return text if isinstance(first, Link) and first.text == product.text else (product, colon, *text)


def changes_view(teller: Presenter, log: tuple[Conclusions, ...]) -> ChangesView:
    return ChangesView(change_days(teller, log), prose(teller, "pages", "changes"))
