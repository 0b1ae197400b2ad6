"""What changed: a dated list computed from prices, events and sources; newest first."""

from collections.abc import Iterator
from itertools import pairwise

from pingbi.analysis.costs import offers
from pingbi.dates import PartialDate
from pingbi.formats import day
from pingbi.model.sources import EDITORS
from pingbi.pages.offers import seller
from pingbi.pages.teller import Teller
from pingbi.pages.views import ChangeLine, Cite, Link, Rich


def change_lines(teller: Teller) -> tuple[ChangeLine, ...]:
    """Every dated change, newest first."""
    dated = [*_prices(teller), *_events(teller), *_sources(teller)]
    dated.sort(key=lambda item: item[0].earliest, reverse=True)
    return tuple(line for _, line in dated)


Dated = Iterator[tuple[PartialDate, ChangeLine]]


def _line(
    teller: Teller, date: PartialDate, kind: str, text: Rich, cite: Cite | None
) -> tuple[PartialDate, ChangeLine]:
    return date, ChangeLine(day(date, teller.t), date.iso(), kind, text, cite)


def _prices(teller: Teller) -> Dated:
    for offer in offers(teller.site):
        prices = offer.plan.prices
        place = teller.product(offer.product).name
        who = seller(teller, offer.offering) if offer.offering.seller else ""
        plan = teller.t("offer-name", product=place, plan=teller.plan_name(offer.plan))
        name = teller.t("sold-by", plan=plan, seller=who) if who else plan
        link = Link(name, teller.to.to("pricing"))
        first = prices[0]
        text: Rich = (link, teller.t("price-first", price=teller.price(first, offer.currency)))
        if first.from_:
            yield _line(teller, first.from_, "price", text, teller.cite(first))
        for old, new in pairwise(prices):
            words = teller.t(
                "price-changed", old=teller.price(old, offer.currency), price=teller.price(new, offer.currency)
            )
            if new.from_:
                yield _line(teller, new.from_, "price", (link, words), teller.cite(new))


def _events(teller: Teller) -> Dated:
    for id_, product in teller.site.products.items():
        ref = teller.product(id_)
        for event in product.history:
            text = _told_of(Link(ref.name, ref.url), teller.rich(event.text), teller.t("colon"))
            yield _line(teller, event.date, "release", text, teller.cite(event))


def _told_of(product: Link, text: Rich, colon: str) -> Rich:
    """A sentence that begins with the product's name is linked there; any other gets the name before it."""
    first = text[0] if text else ""
    if isinstance(first, str) and first.startswith(product.text):
        return (product, first.removeprefix(product.text), *text[1:])
    return text if isinstance(first, Link) and first.text == product.text else (product, colon, *text)


def _sources(teller: Teller) -> Dated:
    for id_, source in teller.site.sources.items():
        if id_ != EDITORS:
            title = teller.t("source-title", title=source.title[teller.locale])
            link = Link(title, teller.to.to("sources", fragment=id_))
            yield _line(teller, source.published, "source", (teller.t("source-appeared"), link), None)
