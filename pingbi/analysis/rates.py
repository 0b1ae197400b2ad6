"""Money of one currency in another: only through a dated rate of the site, never by guess."""

from dataclasses import dataclass
from fractions import Fraction

from pingbi.model.kinds.axis import Span
from pingbi.model.site import ComparisonData, ExchangeRate


@dataclass(frozen=True)
class Exchange:
    """One unit of the first currency is `factor` of the second; `rate` is the site's word for it (None: the same)."""

    factor: Fraction
    rate: ExchangeRate | None = None

    def span(self, value: Span, currency: str) -> Span:
        if self.rate is None:
            return value
        low, high = (None if end is None else end * self.factor for end in (value.low, value.high))
        return Span(low, high, currency)


SAME = Exchange(Fraction(1))


def exchange(site: ComparisonData, currency: str, into: str) -> Exchange | None:
    """How to bring `currency` to `into`: by the newest rate between the two, in either direction; None without one."""
    return rate_between(site.rates, currency, into)


def rate_between(rates: tuple[ExchangeRate, ...], currency: str, into: str) -> Exchange | None:
    """The same, where there is no more of a site than its rates."""
    if currency == into:
        return SAME
    found = [rate for rate in rates if {rate.from_, rate.to} == {currency, into}]
    if not found:
        return None
    newest = max(found, key=lambda rate: rate.date)
    value = newest.rate.low or Fraction(1)
    return Exchange(value if newest.from_ == currency else 1 / value, newest)
