"""Where two offers cost the same, told with the working, the proof, and the conflict that it rests on."""

from collections.abc import Iterable
from fractions import Fraction

from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.curves import Curve, curves
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.tariffs import tariff
from pingbi.formats import format_money_range, format_number_range, listed, money, number
from pingbi.model.site import Fact, Site
from pingbi.pages.notebook import Notebook
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import BreakEvenView, Link, Rich
from pingbi.remember import remembered

PLACES = 1


def break_even_views(
    notebook: Notebook, products: Iterable[str], seconds: int | None = None
) -> tuple[BreakEvenView, ...]:
    """Every break-even point between the offers of these products: over clips of `seconds`, or over seconds."""
    site, chosen = notebook.teller.site, tuple(products)
    compared = priced(site, (offer for offer in offers(site) if offer.product in chosen))
    return tuple(break_even_view(notebook, even) for even in break_evens(site, compared, seconds))


def break_even_view(notebook: Notebook, even: BreakEven) -> BreakEvenView:
    teller, at = notebook.teller, break_even_amount(notebook.teller, even)
    less, more = (notebook.offer(offer) for offer in (even.less, even.more))
    return BreakEvenView(
        a=less,
        b=more,
        working=_working(teller, even, at),
        proof=_proof(teller, even, at),
        below=teller.t("breakeven-below", result=at, offer=less.name),
        above=teller.t("breakeven-above", result=at, offer=more.name),
        unsure=_unsure(teller, even),
        contested=contested(teller, even.less) or contested(teller, even.more),
    )


def break_even_amount(teller: Teller, even: BreakEven) -> str:
    """A break-even point as an amount: so many seconds, or so many clips of a length."""
    figure = format_number_range(even.at, teller.locale, PLACES)
    if even.seconds is None:
        return teller.t("unit-s", value=figure)
    return teller.t("clips-of", n=figure, seconds=even.seconds)


def _working(teller: Teller, even: BreakEven, at: str) -> str:
    """A fee divided by a price, where it is no more than that; else nothing: the proof then says it all."""
    less, more = _curve(teller, even, even.less), _curve(teller, even, even.more)
    if less.fee or less.kink != 0 or more.kink is not None:
        return ""
    fee, rate = _cost(teller, even), _money(teller, even, _per_second(even, less.slope))
    if even.seconds is None:
        return teller.t("breakeven-working", flat=fee, rate=rate, result=at)
    return teller.t("breakeven-working-clips", flat=fee, rate=rate, seconds=even.seconds, result=at)


def _per_second(even: BreakEven, slope: Fraction) -> Fraction:
    return slope if even.seconds is None else slope / even.seconds


def _proof(teller: Teller, even: BreakEven, at: str) -> str:
    """Both sides at the point, put back in: they cost the same."""
    sides = [_side(teller, even, offer) for offer in (even.less, even.more)]
    sign = "=" if all(_is_shown(end) for end in (even.at.low, even.at.high)) else "≈"
    return teller.t("breakeven-proof", at=at, a=sides[0], b=sides[1], sign=sign, cost=_cost(teller, even))


def _is_shown(value: Fraction) -> bool:
    """Whether a point is written as exactly as it is."""
    return (value * Fraction(10**PLACES)).denominator == 1


def _side(teller: Teller, even: BreakEven, offer: Offer) -> str:
    curve = _curve(teller, even, offer)
    if curve.kink is None or even.at.low <= curve.kink:
        return _money(teller, even, curve.fee)
    rate, at = _money(teller, even, curve.slope), number(even.at.low, teller.locale, PLACES)
    if curve.kink == 0:
        beyond = teller.t("side-rate", rate=rate, at=at)
    else:
        beyond = teller.t("side-beyond", rate=rate, at=at, included=number(curve.kink, teller.locale, PLACES))
    return beyond if not curve.fee else teller.t("side-sum", fee=_money(teller, even, curve.fee), rest=beyond)


def _curve(teller: Teller, even: BreakEven, offer: Offer) -> Curve:
    both = curves(tariff(teller.site, offer), even.seconds)
    assert both is not None, "a break-even point lies on two curves"
    return both[0] if offer is even.less else both[0].times(even.exchange.factor)


def _cost(teller: Teller, even: BreakEven) -> str:
    return format_money_range(even.cost, even.less.currency, teller.locale)


def _money(teller: Teller, even: BreakEven, value: Fraction) -> str:
    return money(value, even.less.currency, teller.locale)


def _unsure(teller: Teller, even: BreakEven) -> str:
    """Whose fee may not reach that far; '' where it is known of both."""
    names = [teller.offer(offer).name for offer in even.unsure]
    return teller.t("breakeven-unsure", offers=listed(names, teller.locale)) if names else ""


def contested(teller: Teller, offer: Offer) -> Rich:
    """The conflict about a starting price that names this plan, with the way to its ruling."""
    for fact in () if offer.offer else _disputed(teller.site).get(offer.product, ()):
        if offer.plan_id in [claim.datum.plan_id for claim in fact.claims]:
            return _conflict_text(teller, fact)
    return ()


@remembered
def _disputed(site: Site) -> dict[str, tuple[Fact, ...]]:
    """The facts of each product on which sources disagree."""
    return {id_: tuple(fact for fact in facts.values() if fact.disputed) for id_, facts in site.facts.items()}


def _conflict_text(teller: Teller, fact: Fact) -> Rich:
    feature = teller.site.catalogue.features[fact.feature]
    claimed = dict.fromkeys(teller.value(claim.datum, feature, fact.product) for claim in fact.claims)
    words = teller.t(
        "breakeven-contested",
        product=teller.product(fact.product).name,
        feature=feature.name[teller.locale],
        claims=listed(list(claimed), teller.locale),
        used=teller.used(fact.product, fact.feature),
    )
    link = teller.to.to("feature", fact.feature, evidence_id(fact.product, fact.feature))
    return (words, Link(teller.t("see-ruling"), link))
