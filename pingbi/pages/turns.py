"""At which price the answer of a scenario would change, told: the nearest points, where they are near enough."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pingbi.analysis.price_flips import PriceFlip, price_flips
from pingbi.analysis.scenarios import Findings
from pingbi.formats import money
from pingbi.pages.teller import Teller
from pingbi.pages.views import Link, Rich

FACTOR = 5
"""A price that is more than so many times dearer or cheaper than today's is no advice."""


def price_flip_texts(teller: Teller, id_: str, findings: Findings) -> Iterator[Rich]:
    """For each product, the nearest price below today's and the nearest above at which others would lead."""
    for flip in _nearest(price_flips(teller.site, id_, findings)):
        feature, product = teller.feature(flip.feature), teller.product(flip.product)
        price = Link(teller.t("fact-of", product=product.name, feature=feature.name), feature.url)
        yield (price, _flip_text(teller, flip))


def _nearest(found: Iterable[PriceFlip]) -> Iterator[PriceFlip]:
    for _, group in groupby(found, key=lambda flip: (flip.feature, flip.product)):
        flips = list(group)
        yield from [flip for flip in flips if flip.price / FACTOR <= flip.at < flip.price][-1:]
        yield from [flip for flip in flips if flip.price <= flip.at <= flip.price * FACTOR][:1]


def _flip_text(teller: Teller, flip: PriceFlip) -> str:
    up = flip.at >= flip.price
    leaders = flip.above if up else flip.below
    key = f"flip-price-{'above' if up else 'below'}-{'one' if len(leaders) == 1 else 'several'}"
    at, price = (money(value, flip.currency, teller.locale, 2) for value in (flip.at, flip.price))
    return teller.t(key, price=price, at=at, leaders=teller.names(leaders))
