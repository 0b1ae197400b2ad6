"""What a usage costs under a plan: exact, ranges carried; a missing input is named and no figure appears."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from pingbi.analysis.spans import Span, current
from pingbi.model.data import Measure
from pingbi.model.editorial import Usage
from pingbi.model.plans import Offering, Plan
from pingbi.model.quantities import Quantity
from pingbi.model.site import Site

DAYS = 30
DONE, CANNOT, UNKNOWN = "done", "cannot", "unknown"


@dataclass(frozen=True)
class Range:
    """An exact range of a figure; low == high where it is one number."""

    low: Fraction
    high: Fraction

    def times(self, factor: Fraction) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def over(self, other: "Range") -> "Range":
        """Every quotient of the two: the smallest by the largest, the largest by the smallest."""
        return Range(self.low / other.high, self.high / other.low)

    def by(self, other: "Range") -> "Range":
        return Range(self.low * other.low, self.high * other.high)


@dataclass(frozen=True)
class Offer:
    """One plan of one seller: the vendor, or a reseller's offer (`offer` is then its id)."""

    product: str
    offer: str
    plan_id: str
    plan: Plan
    offering: Offering

    @property
    def currency(self) -> str:
        return self.offering.currency


@dataclass(frozen=True)
class Cost:
    """The cost of a usage. `status`: done, cannot, unknown; `reason` is then a word, with `figures` for it.

    `total` is per month in the offer's currency; `pieces` is how many clips make one of the wanted length.
    """

    offer: Offer
    status: str
    reason: str = ""
    shape: str = ""
    total: Range | None = None
    clips: int = 0
    pieces: int = 1
    limit: Fraction | None = None
    capacity: Span | None = None
    needed: int = 0
    seconds: int = 0


def offers(site: Site) -> Iterator[Offer]:
    """Every plan of every vendor, then of every reseller."""
    for product in site.products:
        if product in site.plans:
            yield from _of(site.plans[product], product, "")
        for id_, offering in site.offers.items():
            if offering.product == product:
                yield from _of(offering, product, id_)


def _of(offering: Offering, product: str, offer: str) -> Iterator[Offer]:
    for plan_id, plan in offering.plans.items():
        yield Offer(product, offer, plan_id, plan, offering)


def cost(site: Site, offer: Offer, usage: Usage) -> Cost:
    """What `usage` costs a month under `offer`."""
    limit = _limit(site, offer)
    if not limit:
        return Cost(offer, UNKNOWN, "limit", seconds=usage.seconds_per_clip)
    pieces = ceil(Fraction(usage.seconds_per_clip) / limit)
    clips, needed = usage.clips_per_month, usage.clips_per_month * pieces
    base = Cost(offer, DONE, clips=clips, pieces=pieces, limit=limit, needed=needed, seconds=usage.seconds_per_clip)
    amounts = current(offer.plan).amounts
    seconds = Fraction(usage.clips_per_month * usage.seconds_per_clip)
    if any(quantity.low is None or quantity.high is None for quantity in amounts.values()):
        return _with(base, status=UNKNOWN, reason="price")
    if "per_second" in amounts:
        return _with(base, shape="per_second", total=_range(amounts["per_second"]).times(seconds))
    if "per_clip" in amounts:
        return _with(base, shape="per_clip", total=_range(amounts["per_clip"]).times(Fraction(needed)))
    if "monthly" in amounts or "yearly" in amounts:
        return _flat(base, _month(amounts))
    return _with(base, status=UNKNOWN, reason="capacity")


def _flat(base: Cost, price: Range) -> Cost:
    """A flat fee does if what it includes is enough."""
    includes = base.offer.plan.includes
    if includes.unlimited:
        return _with(base, shape="unlimited", total=price)
    if includes.credits_per_month or includes.credits_per_day:
        return _with(base, status=UNKNOWN, reason="credits")
    capacity = clips_included(base.offer.plan)
    if capacity is None:
        return _with(base, status=UNKNOWN, reason="capacity")
    if capacity.low is not None and base.needed <= capacity.low:
        return _with(base, shape="flat", total=price, capacity=capacity)
    if capacity.high is not None and base.needed > capacity.high:
        return _with(base, status=CANNOT, reason="capacity", capacity=capacity)
    return _with(base, status=UNKNOWN, reason="between", capacity=capacity)


def _with(base: Cost, **changes: object) -> Cost:
    return replace(base, **changes)  # type: ignore[arg-type]


def _limit(site: Site, offer: Offer) -> Fraction | None:
    """The longest clip: the plan's own, or the product's value in use."""
    own = offer.plan.includes.max_duration
    if own is not None:
        return own.base()[1] or own.base()[0]
    feature = site.catalogue.with_role("clip-length")
    used = site.facts[offer.product][feature].used if feature else None
    return used.quantity.base()[1] if isinstance(used, Measure) else None


def _month(amounts: dict[str, Quantity]) -> Range:
    if "monthly" in amounts:
        return _range(amounts["monthly"])
    return _range(amounts["yearly"]).times(Fraction(1, 12))


def _range(quantity: Quantity) -> Range:
    """Both ends of a quantity; an open one is no figure to compute with."""
    if quantity.low is None or quantity.high is None:
        raise ValueError("an open end")
    return Range(quantity.low, quantity.high)


def _closed(*quantities: Quantity | None) -> bool:
    return all(quantity and quantity.low is not None and quantity.high is not None for quantity in quantities)


def clips_included(plan: Plan) -> Span | None:
    """Clips a month that a plan includes, if it counts them; a day's count holds on every day of the month."""
    monthly, daily = plan.includes.clips_per_month, plan.includes.clips_per_day
    if monthly:
        return Span(monthly.low, monthly.high)
    if daily:
        return Span(_times(daily.low), _times(daily.high))
    return None


def _times(end: Fraction | None) -> Fraction | None:
    return None if end is None else end * DAYS


def credits_a_clip(offering: Offering) -> tuple[Quantity, Quantity, Range] | None:
    """(credits, clips, credits a clip), from a plan that gives both for the same period."""
    for plan in offering.plans.values():
        for period in ("day", "month"):
            credits = getattr(plan.includes, f"credits_per_{period}")
            clips = getattr(plan.includes, f"clips_per_{period}")
            if _closed(credits, clips):
                return credits, clips, _range(credits).over(_range(clips))
    return None


@dataclass(frozen=True)
class UnitCost:
    """A price brought to a unit: `of` is clip, credit or second; with the figures of its working."""

    of: str
    value: Range
    price: Range
    divisor: Range
    per: Range | None = None


def unit_costs(offer: Offer) -> Iterator[UnitCost]:
    """A plan's price per clip, credit and second, as far as the plan tells."""
    amounts, includes = current(offer.plan).amounts, offer.plan.includes
    second, month = amounts.get("per_second"), amounts.get("monthly")
    if second and _closed(second):
        yield UnitCost("second", _range(second), _range(second), Range(Fraction(1), Fraction(1)))
    if month and month.low and _closed(month):
        yield from _of_fee(_range(month), offer, includes.clips_per_month, includes.credits_per_month)


def _of_fee(price: Range, offer: Offer, clips: Quantity | None, credits: Quantity | None) -> Iterator[UnitCost]:
    if clips and _closed(clips):
        yield UnitCost("clip", price.over(_range(clips)), price, _range(clips))
    if credits and _closed(credits):
        a_credit = price.over(_range(credits))
        yield UnitCost("credit", a_credit, price, _range(credits))
        per = credits_a_clip(offer.offering)
        if per and not clips:
            yield UnitCost("clip", a_credit.by(per[2]), price, _range(credits), per[2])


def failed_share(site: Site, product: str) -> Range | None:
    """The share of runs that fail and are run again (0 to 1), if it is known."""
    feature = site.catalogue.with_role("failed-share")
    used = site.facts[product][feature].used if feature else None
    if not isinstance(used, Measure) or used.quantity.low is None or used.quantity.high is None:
        return None
    if used.quantity.high >= 100:
        return None  # where every run may fail, nothing can be said of a usable clip
    return Range(used.quantity.low / 100, used.quantity.high / 100)


def with_failures(value: Range, share: Range) -> Range:
    """The cost of a usable clip where a share of the runs fails."""
    return Range(value.low / (1 - share.low), value.high / (1 - share.high))


@dataclass(frozen=True)
class BreakEven:
    """Seconds a month at which a flat fee and a price per second cost the same."""

    flat: Offer
    rate: Offer
    fee: Fraction
    price: Fraction

    @property
    def seconds(self) -> Fraction:
        return self.fee / self.price


def break_evens(site: Site, products: tuple[str, ...]) -> Iterator[BreakEven]:
    """Every paid flat plan of `products` against every price per second among them, in the same currency."""
    known = [offer for offer in offers(site) if offer.product in products]
    for rate in known:
        per_second = current(rate.plan).amounts.get("per_second")
        for flat in known:
            fee = current(flat.plan).amounts.get("monthly")
            if per_second and per_second.low and fee and fee.low and flat.currency == rate.currency:
                yield BreakEven(flat, rate, fee.low, per_second.low)
