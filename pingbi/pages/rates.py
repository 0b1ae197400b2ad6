"""Exchange rates, told wherever money of two currencies is compared."""

from collections.abc import Iterable
from fractions import Fraction

from pingbi.analysis.offers import Offer
from pingbi.analysis.rates import exchange
from pingbi.formats import day, money
from pingbi.model.site import ExchangeRate
from pingbi.pages.teller import Teller
from pingbi.pages.views import PointView


def rate_view(teller: Teller, rate: ExchangeRate) -> PointView:
    """A rate in a sentence, with its date and its source."""
    return PointView((rate_words(teller, rate),), teller.cite(rate))


def rate_words(teller: Teller, rate: ExchangeRate) -> str:
    """'Converted at US$1 = NT$31.5 (1 November 2026)'."""
    one = money(Fraction(1), rate.from_, teller.locale)
    worth = money(rate.rate.low or Fraction(1), rate.to, teller.locale, 4)
    return teller.t("rate", one=one, worth=worth, date=day(rate.date, teller.t))


def rates_used(teller: Teller, known: Iterable[Offer]) -> tuple[PointView, ...]:
    """The rates by which these offers are compared; none where all ask one currency."""
    currencies = list(dict.fromkeys(offer.currency for offer in known))
    found = [exchange(teller.site, currency, currencies[0]) for currency in currencies[1:]]
    return tuple(rate_view(teller, used.rate) for used in found if used and used.rate)
