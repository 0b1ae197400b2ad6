"""What changed: prices, events and sources by their dates, newest first, and what each day did to the conclusions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pingbi.analysis.conclusions import Conclusions
from pingbi.analysis.offers import Offer, offers
from pingbi.dates import PartialDate
from pingbi.model.plans import Price
from pingbi.model.sources import EDITORS
from pingbi.pages.conclusions import conclusion_lines
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.teller import Teller
from pingbi.pages.texts import prose
from pingbi.pages.views import ChangeDay, ChangeLine, Link, OfferRef, Rich

KINDS = ("source", "price", "release")
"""In the order in which they are told on a day: a source comes before what it says."""
KNOWN = {"source", "price"}
"""The kinds by which something becomes known."""

Dated = Iterator[tuple[PartialDate, ChangeLine]]


@dataclass(frozen=True)
class ChangesView:
    changes: tuple[ChangeDay, ...]
    prose: str


def page(inputs: PageInputs) -> tuple[PageMeta, ChangesView]:
    t = inputs.teller.t
    return PageMeta(t("title-changes"), t("describe-changes")), changes_view(inputs.teller, inputs.analysis.log)


def change_days(teller: Teller, log: tuple[Conclusions, ...]) -> tuple[ChangeDay, ...]:
    """Every day on which anything is dated, newest first."""
    by_date: dict[PartialDate, list[ChangeLine]] = {}
    for date, line in (*_sources(teller), *_prices(teller), *_events(teller)):
        by_date.setdefault(date, []).append(line)
    told = _placed(teller, log, by_date)
    days = [_day(teller, date, by_date.get(date, []), told.get(date, ())) for date in {**by_date, **told}]
    return tuple(sorted(days, key=lambda day: (day.date.since, day.date.iso), reverse=True))


def latest(days: tuple[ChangeDay, ...], most: int) -> tuple[ChangeDay, ...]:
    """The newest days, with at most so many lines together."""
    found: list[ChangeDay] = []
    for day in days:
        room = most - sum(len(other.lines) for other in found)
        if room > 0:
            found.append(replace(day, lines=day.lines[:room]))
    return tuple(found)


def _day(teller: Teller, date: PartialDate, lines: list[ChangeLine], told: tuple[Rich, ...]) -> ChangeDay:
    ordered = sorted(lines, key=lambda line: KINDS.index(line.kind))
    return ChangeDay(teller.day(date), tuple(ordered), told)


def _placed(
    teller: Teller, log: tuple[Conclusions, ...], by_date: dict[PartialDate, list[ChangeLine]]
) -> dict[PartialDate, tuple[Rich, ...]]:
    """The conclusions of each day, by the date as it is written where something became known on it."""
    written = {date.earliest: date for date, lines in by_date.items() if any(line.kind in KNOWN for line in lines)}
    found = {}
    for day in log:
        date = written.get(day.day) or PartialDate(day.day.year, day.day.month, day.day.day)
        lines = conclusion_lines(teller, day)
        if lines:
            found[date] = lines
    return found


def _sources(teller: Teller) -> Dated:
    for id_, source in teller.site.sources.items():
        if id_ != EDITORS:
            title = teller.t("source-title", title=source.title[teller.locale])
            link = Link(title, teller.to.to("sources", fragment=id_))
            yield source.published, ChangeLine("source", (teller.t("source-appeared"), link), None)


def _prices(teller: Teller) -> Dated:
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


def _sold(teller: Teller, ref: OfferRef) -> str:
    """A plan with its product, and the seller where that is not the vendor."""
    plan = teller.t("offer-name", product=ref.product.name, plan=ref.plan)
    return teller.t("sold-by", plan=plan, seller=ref.seller) if ref.reseller else plan


def _began(teller: Teller, offer: Offer, before: Price | None, price: Price) -> str:
    told = teller.price(price, offer.currency)
    if before is None or before.to:
        return teller.t("price-first", price=told)
    return teller.t("price-changed", old=teller.price(before, offer.currency), price=told)


def _events(teller: Teller) -> Dated:
    for id_, product in teller.site.products.items():
        ref = teller.product(id_)
        for event in product.history:
            text = _told_of(Link(ref.name, ref.url), teller.rich(event.text), teller.t("colon"))
            yield event.date, ChangeLine("release", text, teller.cite(event))


def _told_of(product: Link, text: Rich, colon: str) -> Rich:
    """A sentence that begins with the product's name is linked there; any other gets the name before it."""
    first = text[0] if text else ""
    if isinstance(first, str) and first.startswith(product.text):
        return (product, first.removeprefix(product.text), *text[1:])
    return text if isinstance(first, Link) and first.text == product.text else (product, colon, *text)


def changes_view(teller: Teller, log: tuple[Conclusions, ...]) -> ChangesView:
    return ChangesView(change_days(teller, log), prose(teller, "pages", "changes"))
