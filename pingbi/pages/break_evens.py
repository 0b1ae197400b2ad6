"""Where two offers cost the same, told with the working, the proof, and the conflict that it rests on."""

from collections.abc import Iterable
from fractions import Fraction

from pingbi.analysis.break_evens import BreakEven, break_evens, priced
from pingbi.analysis.curves import Curve, curves
from pingbi.analysis.offers import Offer, offers
from pingbi.analysis.ranges import Range
from pingbi.analysis.tariffs import tariff
from pingbi.formats import listed, number
from pingbi.model.data import PlanPrice
from pingbi.model.site import Fact, Site
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import offer_name, told
from pingbi.pages.teller import Teller, evidence_id
from pingbi.pages.views import BreakEven as BreakEvenView
from pingbi.pages.views import Link, Rich
from pingbi.remember import remembered

PLACES = 1


def break_even_views(
    notebook: Notebook, products: Iterable[str], seconds: int | None = None
) -> tuple[BreakEvenView, ...]:
    """Every break-even point between the offers of these products: over clips of `seconds`, or over seconds."""
    site, chosen = notebook.teller.site, tuple(products)
    known = priced(site, (offer for offer in offers(site) if offer.product in chosen))
    return tuple(break_even_view(notebook, found) for found in break_evens(site, known, seconds))


def break_even_view(notebook: Notebook, found: BreakEven) -> BreakEvenView:
    teller = notebook.teller
    less, more = (offer_name(teller, offer) for offer in (found.less, found.more))
    at = amount(teller, found.at, found.seconds)
    return BreakEvenView(
        a=less,
        b=more,
        evidence=tuple(_note(notebook, offer) for offer in (found.less, found.more)),
        working=_working(teller, found, at),
        proof=_proof(teller, found),
        below=teller.t("breakeven-below", result=at, offer=less),
        above=teller.t("breakeven-above", result=at, offer=more),
        unsure=_unsure(teller, found),
        contested=_contested(teller, found),
    )


def _note(notebook: Notebook, offer: Offer) -> str:
    return notebook.plan_note(offer.offer or offer.product, offer.offering, offer.plan_id)


def amount(teller: Teller, value: Range, seconds: int | None) -> str:
    """A break-even point as an amount: so many seconds, or so many clips of a length."""
    low, high = number(value.low, teller.locale, PLACES), number(value.high, teller.locale, PLACES)
    figure = low if low == high else f"{low}–{high}"
    return teller.t("unit-s", value=figure) if seconds is None else teller.t("clips-of", n=figure, seconds=seconds)


def _working(teller: Teller, found: BreakEven, at: str) -> str:
    """A fee divided by a price, where it is no more than that; else nothing: the proof then says it all."""
    less, more = _curve(teller, found, found.less), _curve(teller, found, found.more)
    if less.fee or less.kink != 0 or more.kink is not None:
        return ""
    fee, rate = told(found.cost, found.less.currency, teller), _money(teller, found, _per_second(found, less.slope))
    if found.seconds is None:
        return teller.t("breakeven-working", flat=fee, rate=rate, result=at)
    return teller.t("breakeven-working-clips", flat=fee, rate=rate, seconds=found.seconds, result=at)


def _per_second(found: BreakEven, slope: Fraction) -> Fraction:
    return slope if found.seconds is None else slope / found.seconds


def _proof(teller: Teller, found: BreakEven) -> str:
    """Both sides at the point, put back in: they cost the same."""
    sides = [_side(teller, found, offer) for offer in (found.less, found.more)]
    same = told(found.cost, found.less.currency, teller)
    sign = "=" if all(_is_shown(end) for end in (found.at.low, found.at.high)) else "≈"
    at = amount(teller, found.at, found.seconds)
    return teller.t("breakeven-proof", at=at, a=sides[0], b=sides[1], sign=sign, cost=same)


def _is_shown(value: Fraction) -> bool:
    """Whether a point is told as exactly as it is."""
    return (value * Fraction(10**PLACES)).denominator == 1


def _side(teller: Teller, found: BreakEven, offer: Offer) -> str:
    curve = _curve(teller, found, offer)
    if curve.kink is None or found.at.low <= curve.kink:
        return _money(teller, found, curve.fee)
    rate, at = _money(teller, found, curve.slope), number(found.at.low, teller.locale, PLACES)
    if curve.kink == 0:
        product = teller.t("side-rate", rate=rate, at=at)
        return product if not curve.fee else teller.t("side-sum", fee=_money(teller, found, curve.fee), rest=product)
    beyond = teller.t("side-beyond", rate=rate, at=at, included=number(curve.kink, teller.locale, PLACES))
    return beyond if not curve.fee else teller.t("side-sum", fee=_money(teller, found, curve.fee), rest=beyond)


def _curve(teller: Teller, found: BreakEven, offer: Offer) -> Curve:
    both = curves(tariff(teller.site, offer), found.seconds)
    assert both is not None, "a break-even point lies on two curves"
    return both[0] if offer is found.less else both[0].times(found.exchange.factor)


def _money(teller: Teller, found: BreakEven, value: Fraction) -> str:
    return told(Range(value, value), found.less.currency, teller)


def _unsure(teller: Teller, found: BreakEven) -> str:
    if not found.unsure:
        return ""
    names = listed([offer_name(teller, offer) for offer in found.unsure], teller.locale)
    return teller.t("breakeven-unsure", offers=names)


def _contested(teller: Teller, found: BreakEven) -> Rich:
    """The conflict that one of the two prices rests on."""
    return contested(teller, found.less) or contested(teller, found.more)


def contested(teller: Teller, offer: Offer) -> Rich:
    """The conflict about a starting price that names this plan, with the way to its ruling."""
    for fact in () if offer.offer else _disputed(teller.site).get(offer.product, ()):
        if PlanPrice(offer.plan_id) in [claim.datum for claim in fact.claims]:
            return _told_conflict(teller, fact)
    return ()


@remembered
def _disputed(site: Site) -> dict[str, tuple[Fact, ...]]:
    """The facts of each product on which sources disagree."""
    return {id_: tuple(fact for fact in facts.values() if fact.disputed) for id_, facts in site.facts.items()}


def _told_conflict(teller: Teller, fact: Fact) -> Rich:
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
