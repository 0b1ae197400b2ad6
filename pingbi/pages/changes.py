"""The page of changes: prices, events and sources by date, and what each day changed in the conclusions."""

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


def conclusion_lines(presenter: Presenter, day: Conclusions) -> tuple[Rich, ...]:
    """Return every changed conclusion, then one line each for the new and the unchanged ones."""
    if day.first:
        return ()
    return tuple(_lines(presenter, day)) or ((presenter.t("log-quiet"),),)


def _lines(presenter: Presenter, day: Conclusions) -> Iterator[Rich]:
    for before, now in day.changed:
        yield _changed(presenter, before, now)
    for pair in day.pairs:
        yield _pair(presenter, pair)
    for point in day.points:
        if _points(presenter, point.before) != _points(presenter, point.now):  # what looks alike has not moved
            yield _point(presenter, point)
    for new in day.new_pairs:
        yield filled_text(
            presenter, "conclusion-new-pair", {"pair": _pair_link(presenter, new), "tally": _tally(presenter, new)}
        )
    for key, answers in (("conclusion-came", day.came), ("conclusion-stayed", day.stayed)):
        if answers:
            yield filled_text(presenter, key, {"list": _picks(presenter, answers)}, len(answers))


def filled_text(presenter: Presenter, key: str, parts: Mapping[str, Part], n: int = 1) -> Rich:
    """Return the interface's text for `key`, with parts that can contain links."""
    words = presenter.t(key, n=n, **{name: f"\0{name}\0" for name in parts})
    rich: list[str | Link] = []
    for index, piece in enumerate(words.split("\0")):
        part = parts[piece] if index % 2 else piece
        rich += part if isinstance(part, tuple) else (part,)
    return tuple(piece for piece in rich if piece)


def _joined(presenter: Presenter, items: Iterable[Rich]) -> Rich:
    rich: list[str | Link] = []
    for item in items:
        rich += [presenter.t("and"), *item] if rich else item
    return tuple(rich)


def _changed(presenter: Presenter, before: ScenarioAnswer, now: ScenarioAnswer) -> Rich:
    parts: dict[str, Part] = {
        "scenario": _scenario(presenter, now.scenario),
        "before": _leading(presenter, before),
        "now": _leading(presenter, now),
        "pick": presenter.product(now.pick).name,
    }
    return filled_text(presenter, "conclusion-changed", parts)


def _scenario(presenter: Presenter, id_: str) -> Link:
    return Link(presenter.site.scenarios[id_].name[presenter.locale], presenter.to.to("scenario", id_))


def _leading(presenter: Presenter, answer: ScenarioAnswer) -> str:
    key = ("none", "one")[len(answer.leaders)] if len(answer.leaders) < 2 else "several"
    return presenter.t(f"log-lead-{key}", products=presenter.names(answer.leaders))


def _picks(presenter: Presenter, answers: Iterable[ScenarioAnswer]) -> Rich:
    """Return scenarios with their picks."""
    return _joined(
        presenter, (filled_text(presenter, "with-condition", _pick(presenter, answer)) for answer in answers)
    )


def _pick(presenter: Presenter, answer: ScenarioAnswer) -> dict[str, Part]:
    return {"value": _scenario(presenter, answer.scenario), "when": presenter.product(answer.pick).name}


def _pair(presenter: Presenter, change: PairChange) -> Rich:
    parts: dict[str, Part] = {
        "pair": _pair_link(presenter, change.now),
        "rows": _joined(presenter, (_row(presenter, *row) for row in change.rows)),
    }
    if _counted(change.before.count) == _counted(change.now.count):
        return filled_text(presenter, "conclusion-rows", parts)
    tallies: dict[str, Part] = {"before": _tally(presenter, change.before), "now": _tally(presenter, change.now)}
    return filled_text(presenter, "conclusion-tally", {**parts, **tallies})


def _pair_link(presenter: Presenter, pair: ProductPair) -> Link:
    names = {"a": presenter.product(pair.a).name, "b": presenter.product(pair.b).name}
    return Link(presenter.t("pair-title", **names), presenter.to.to("compare", pair.id))


def _tally(presenter: Presenter, pair: ProductPair) -> str:
    count, a, b = pair.count, presenter.product(pair.a).name, presenter.product(pair.b).name
    return presenter.t("log-tally", a=a, b=b, p=count.a, q=count.b, ties=count.ties, open=count.undecided)


def _counted(count: QuestionCount) -> tuple[int, ...]:
    return count.a, count.b, count.ties, count.undecided


def _row(presenter: Presenter, feature: str, before: Outcome | None, now: Outcome) -> Rich:
    ref = presenter.feature(feature)
    parts: dict[str, Part] = {
        "feature": Link(ref.name, ref.url),
        "before": _result(presenter, before),
        "now": _result(presenter, now),
    }
    return filled_text(presenter, "log-row", parts)


def _result(presenter: Presenter, outcome: Outcome | None) -> str:
    if outcome is None:
        return presenter.t("unknown")
    if outcome.result == WIN:
        return presenter.product(outcome.winner).name
    return presenter.t("tie" if outcome.result == TIE else "no-result")


def _point(presenter: Presenter, change: PointChange) -> Rich:
    key = "moved" if change.before and change.now else "came" if change.now else "went"
    parts: dict[str, Part] = {"a": _offer(presenter, change.a), "b": _offer(presenter, change.b)}
    points: dict[str, Part] = {"before": _points(presenter, change.before), "now": _points(presenter, change.now)}
    return filled_text(presenter, f"conclusion-point-{key}", {**parts, **points})


def _offer(presenter: Presenter, offer: Offer) -> Link:
    ref = presenter.offer(offer)
    return Link(ref.name, ref.url)


def _points(presenter: Presenter, points: Iterable[BreakEven]) -> str:
    return presenter.t("and").join(break_even_amount(presenter, point) for point in points)


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
    t = inputs.presenter.t
    return PageMeta(t("title-changes"), t("describe-changes")), changes_view(inputs.presenter, inputs.analysis.log)


def change_days(presenter: Presenter, log: tuple[Conclusions, ...]) -> tuple[ChangeDay, ...]:
    """Return every day on which something is dated, newest first."""
    by_date: dict[PartialDate, list[ChangeLine]] = {}
    for date, line in (*_sources(presenter), *_prices(presenter), *_events(presenter)):
        by_date.setdefault(date, []).append(line)
    texts = _placed(presenter, log, by_date)
    days = [_day(presenter, date, by_date.get(date, []), texts.get(date, ())) for date in {**by_date, **texts}]
    return tuple(sorted(days, key=lambda day: (day.date.since, day.date.iso), reverse=True))


def latest(days: tuple[ChangeDay, ...], most: int) -> tuple[ChangeDay, ...]:
    """Return the newest days, with at most `most` lines together."""
    found: list[ChangeDay] = []
    for day in days:
        room = most - sum(len(other.lines) for other in found)
        if room > 0:
            found.append(replace(day, lines=day.lines[:room]))
    return tuple(found)


def _day(presenter: Presenter, date: PartialDate, lines: list[ChangeLine], conclusions: tuple[Rich, ...]) -> ChangeDay:
    ordered = sorted(lines, key=lambda line: KINDS.index(line.kind))
    return ChangeDay(presenter.day(date), tuple(ordered), conclusions)


def _placed(
    presenter: Presenter, log: tuple[Conclusions, ...], by_date: dict[PartialDate, list[ChangeLine]]
) -> dict[PartialDate, tuple[Rich, ...]]:
    """Return the conclusions of each day; the date keeps the precision in which the content gives it."""
    written = {date.earliest: date for date, lines in by_date.items() if any(line.kind in KNOWN for line in lines)}
    found = {}
    for day in log:
        date = written.get(day.day) or PartialDate(day.day.year, day.day.month, day.day.day)
        lines = conclusion_lines(presenter, day)
        if lines:
            found[date] = lines
    return found


def _sources(presenter: Presenter) -> Dated:
    for id_, source in presenter.site.sources.items():
        if id_ != EDITORS:
            title = presenter.t("source-title", title=source.title[presenter.locale])
            link = Link(title, presenter.to.to("sources", fragment=id_))
            yield source.published, ChangeLine("source", (presenter.t("source-appeared"), link), None)


def _prices(presenter: Presenter) -> Dated:
    for offer in offers(presenter.site):
        ref = presenter.offer(offer)
        link = Link(_sold(presenter, ref), ref.url)
        prices = offer.plan.prices
        for before, price, after in zip((None, *prices), prices, (*prices[1:], None), strict=False):
            if price.from_:
                yield (
                    price.from_,
                    ChangeLine("price", (link, _began(presenter, offer, before, price)), presenter.cite(price)),
                )
            if price.to and not (after and after.from_ and after.from_.earliest == price.to.earliest):
                words = presenter.t("price-ended", price=presenter.price(price, offer.currency))
                yield price.to, ChangeLine("price", (link, words), presenter.cite(price))


def _sold(presenter: Presenter, ref: OfferRef) -> str:
    """Return a plan with its product, and the seller if that is not the vendor."""
    plan = presenter.t("offer-name", product=ref.product.name, plan=ref.plan)
    return presenter.t("sold-by", plan=plan, seller=ref.seller) if ref.reseller else plan


def _began(presenter: Presenter, offer: Offer, before: Price | None, price: Price) -> str:
    amount = presenter.price(price, offer.currency)
    if before is None or before.to:
        return presenter.t("price-first", price=amount)
    return presenter.t("price-changed", old=presenter.price(before, offer.currency), price=amount)


def _events(presenter: Presenter) -> Dated:
    for id_, product in presenter.site.products.items():
        ref = presenter.product(id_)
        for event in product.history:
            text = _led_by_product(Link(ref.name, ref.url), presenter.rich(event.text), presenter.t("colon"))
            yield event.date, ChangeLine("release", text, presenter.cite(event))


def _led_by_product(product: Link, text: Rich, colon: str) -> Rich:
    """Link the product's name if a sentence begins with it; otherwise put the name first."""
    first = text[0] if text else ""
    if isinstance(first, str) and first.startswith(product.text):
        return (product, first.removeprefix(product.text), *text[1:])
    return text if isinstance(first, Link) and first.text == product.text else (product, colon, *text)


def changes_view(presenter: Presenter, log: tuple[Conclusions, ...]) -> ChangesView:
    return ChangesView(change_days(presenter, log), prose(presenter, "pages", "changes"))
