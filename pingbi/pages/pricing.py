"""The pricing page: the calculator with its data for the browser, break-even points, and every plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from pingbi.analysis.costs import (
    DAYS,
    DONE,
    Tariff,
    WorkedCost,
    comparable_total,
    failed_share,
    tariff,
    use_of,
    worked_costs,
)
from pingbi.analysis.fits import meeting_offers
from pingbi.analysis.offers import Offer, exchange, offers
from pingbi.locale.figures import Range
from pingbi.locale.formats import listed, signs
from pingbi.model.editorial import Usage
from pingbi.model.plans import Offering
from pingbi.model.site import Site
from pingbi.pages.charts.cost_charts import CostChart, cost_chart
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.components import Evidence, Link, PointView, Rich
from pingbi.pages.parts.cost_views import (
    BreakEvenView,
    UsageView,
    assumed_text,
    break_even_views,
    contested,
    monthly_cost,
    sums_view,
    usage_text,
    usage_view,
)
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.offer_views import PlanView, all_plans, cheapest
from pingbi.pages.parts.presenter import Presenter, plain, prose
from pingbi.pages.parts.structured_data import embedded_json
from pingbi.pages.product import provides

UNITS = ("clip", "second")
Ends = str | list[str | None] | None
WORDS = (
    *("usage", "usage-failed", "cost-month", "cuts", "failed-total", "failed-not", "failed-unknown"),
    *("at-most", "at-least", "unit-s", "clips-of", "costs-rest", "copied", "copy-yourself", "evidence-of"),
    *(f"{word}-{unit}" for word in ("cannot-capacity", "missing-between") for unit in UNITS),
    *(f"missing-{word}" for word in ("capacity", "credits", "price", "limit", "mixed", "ended", "coming")),
    *(f"working-{word}-{unit}" for word in ("flat", "rate", "beyond") for unit in UNITS),
    *("working-unlimited", "working-assumed", "cheapest-one", "cheapest-several", "cheapest-none", "cheapest-named"),
    *("breakeven-working-clips", "breakeven-proof", "breakeven-below", "breakeven-above", "breakeven-unsure"),
    *("side-rate", "side-beyond", "side-sum", "breakevens-failed", "breakevens-count"),
    *("axis-clips", "axis-cost", "chart-clips", "chart-rings", "chart-bands", "chart-stops", "chart-dots"),
    *("chart-use", "chart-above", "chart-above-meets", "chart-meets", "chart-outside"),
)
"""Texts that the script uses; each is in the templates' strings."""


@dataclass(frozen=True)
class Preset:
    """A scenario's usage that the calculator offers: in words, with its cheapest offer, and as numbers."""

    scenario: Link
    usage: str
    answer: str
    clips: int
    seconds: int


@dataclass(frozen=True)
class CalculatorView:
    """A usage worked out under every offer. `carried` is what the page's script needs to work out another one."""

    usage: UsageView
    answer: str
    rest: str
    chart: CostChart
    """Without shapes if no two offers cost the same."""
    breakevens: tuple[BreakEvenView, ...]
    count: str
    presets: tuple[Preset, ...]
    carried: Markup


def calculator_view(collector: EvidenceCollector) -> CalculatorView | None:
    """Return the first scenario's usage, worked out; None if no scenario has one."""
    presenter, known = collector.presenter, tuple(offers(collector.presenter.site))
    presets = tuple(_presets(presenter))
    if not presets or not known:
        return None
    usage = next(scenario.usage for scenario in presenter.site.scenarios.values() if scenario.usage)
    found = break_even_views(collector, presenter.site.products, usage.seconds_per_clip)
    worked = usage_view(collector, usage)
    return CalculatorView(
        usage=worked,
        answer=answer(presenter, worked_costs(presenter.site, use_of(usage))),
        rest=presenter.t("costs-rest", n=sum(line.status != DONE for line in worked.lines)),
        chart=cost_chart(collector, known, usage.seconds_per_clip, usage.clips_per_month),
        breakevens=found,
        count=presenter.t("breakevens-count", n=len(found)),
        presets=presets,
        carried=calculator_data(collector, usage, known),
    )


def _presets(presenter: Presenter) -> Iterable[Preset]:
    for id_, scenario in presenter.site.scenarios.items():
        if scenario.usage:
            meeting = meeting_offers(presenter.site, id_)
            best = cheapest_of(presenter, worked_costs(presenter.site, use_of(scenario.usage), meeting))
            yield Preset(
                scenario=Link(scenario.name[presenter.locale], presenter.to.to("scenario", id_)),
                usage=usage_text(presenter, scenario.usage),
                answer=listed(best, presenter.locale) if best else presenter.t("cheapest-none"),
                clips=scenario.usage.clips_per_month,
                seconds=scenario.usage.seconds_per_clip,
            )


def answer(presenter: Presenter, costs: Iterable[WorkedCost]) -> str:
    """Return the cheapest computable offer in a sentence; several if their ranges overlap or are equal."""
    best = cheapest_of(presenter, costs)
    key = "none" if not best else "one" if len(best) == 1 else "several"
    return presenter.t(f"cheapest-{key}", offers=listed(best, presenter.locale))


def cheapest_of(presenter: Presenter, costs: Iterable[WorkedCost]) -> list[str]:
    """Return the offers that no other surely beats, each with its cost; currencies without a rate are left out."""
    totals = [(item, total) for item in costs if (total := comparable_total(presenter.site, item))]
    bar = min((total.high for _, total in totals), default=Fraction(0))
    return [
        presenter.t("cheapest-named", offer=presenter.offer(item.offer).name, cost=monthly_cost(presenter, item))
        for item, total in totals
        if total.low <= bar
    ]


# What the page carries


def calculator_data(collector: EvidenceCollector, usage: Usage, known: tuple[Offer, ...]) -> Markup:
    """Return everything that static/js/calculator.js needs to work out any usage, as JSON;

    figures are exact fractions.
    """
    presenter = collector.presenter
    currencies = list(dict.fromkeys(offer.currency for offer in known))
    return embedded_json(
        {
            "clips": usage.clips_per_month,
            "seconds": usage.seconds_per_clip,
            "offers": [_offer(collector, offer) for offer in known],
            "rates": _rates(presenter.site, currencies),
            "failed": bool(presenter.site.catalogue.with_role("failed-share")),
            "signs": signs(presenter.locale, currencies),
            "words": {key: presenter.t(key) for key in WORDS},
        }
    )


def _offer(collector: EvidenceCollector, offer: Offer) -> dict[str, object]:
    presenter, share = collector.presenter, failed_share(collector.presenter.site, offer.product)
    ref, (words, link) = collector.offer(offer), contested(presenter, offer) or ("", None)
    terms = tariff(presenter.site, offer)
    return {
        "id": ref.id,
        "name": ref.name,
        "color": ref.color,
        "currency": ref.currency,
        "price": presenter.price(offer.price, offer.currency),
        "tariff": carried_tariff(terms),
        "failed": _pair(share),
        "note": ref.evidence,
        "assumed": assumed_text(presenter, terms),
        "contested": [words, link.text, link.url] if isinstance(link, Link) else None,
    }


def carried_tariff(terms: Tariff) -> dict[str, object]:
    """Return a tariff as JSON data: ranges as two fractions or one; what is unlimited or unknown is null."""
    included = terms.included
    return {
        "fee": _pair(terms.fee),
        "unit": terms.unit,
        "included": included and _ends(_text(included.sure), _text(included.most)),
        "rate": _pair(terms.rate),
        "limit": _text(terms.limit),
        "missing": terms.missing,
    }


def _pair(value: Range | None) -> Ends:
    return _ends(str(value.low), str(value.high)) if value else None


def _ends(low: str | None, high: str | None) -> Ends:
    return low if low == high and low is not None else [low, high]


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _rates(site: Site, currencies: list[str]) -> dict[str, str]:
    """Return what one unit of each currency is worth in each other, where the site has a rate: 'USD TWD': '63/2'."""
    pairs = [(one, other, exchange(site, one, other)) for one in currencies for other in currencies]
    return {f"{one} {other}": str(rate.factor) for one, other, rate in pairs if rate}


@dataclass(frozen=True)
class PricingView:
    lead: Rich
    plans: tuple[PlanView, ...]
    calculator: CalculatorView | None
    """None if no scenario has a usage."""
    sums: tuple[tuple[PointView, UsageView], ...]
    """Computations that sources make, each repeated."""
    breakevens: tuple[BreakEvenView, ...]
    assumptions: tuple[str, ...]
    provides: tuple[tuple[str, tuple[PointView, ...]], ...]
    prose: str
    evidence: tuple[Evidence, ...]


def pricing_page(inputs: PageInputs) -> tuple[PageMeta, PricingView]:
    presenter = inputs.presenter
    words = presenter.t("describe-pricing", answer=plain(cheapest(presenter)))
    return PageMeta(presenter.t("title-pricing"), words), pricing_view(presenter)


def pricing_view(presenter: Presenter) -> PricingView:
    site, collector = presenter.site, EvidenceCollector(presenter)
    return PricingView(
        lead=_lead(presenter),
        calculator=calculator_view(collector),
        plans=all_plans(collector),
        sums=tuple(sums_view(collector)),
        breakevens=break_even_views(collector, site.products),
        assumptions=tuple(_assumptions(presenter)),
        provides=provides(presenter),
        prose=prose(presenter, "pages", "pricing"),
        evidence=collector.evidence,
    )


def _lead(presenter: Presenter) -> Rich:
    """Return the page's description, with the cheapest offers as links to their prices."""
    before, _, after = presenter.t("describe-pricing").partition("{answer}")
    return tuple(part for part in (before, *cheapest(presenter), after) if part)


def _assumptions(presenter: Presenter) -> Iterator[str]:
    """Yield the assumptions of the computations on this site."""
    site = presenter.site
    if any(scenario.usage for scenario in site.scenarios.values()):
        yield presenter.t("assume-month", days=DAYS)
    if site.catalogue.with_role("failed-share"):
        yield presenter.t("assume-failed")
    if site.offers:
        yield presenter.t("assume-seller")
    yield from _taxes(presenter, [*site.plans.values(), *site.offers.values()])


def _taxes(presenter: Presenter, offerings: Sequence[Offering]) -> Iterator[str]:
    """Yield which prices include tax, which do not, and which do not say."""
    said = {tax: [offering for offering in offerings if offering.tax == tax] for tax in ("included", "excluded")}
    for tax, some in said.items():
        if some and len(some) == len(offerings):
            yield presenter.t(f"assume-tax-{tax}-all")
        elif some:
            yield presenter.t(
                f"assume-tax-{tax}", offers=listed([_sold(presenter, one) for one in some], presenter.locale)
            )
    unsaid = len(offerings) - sum(map(len, said.values()))
    if unsaid:
        yield presenter.t("assume-tax" if unsaid == len(offerings) else "assume-tax-rest")


def _sold(presenter: Presenter, offering: Offering) -> str:
    name = presenter.product(offering.product).name
    seller = offering.seller.name[presenter.locale] if offering.seller else ""
    return presenter.t("offer-name", product=name, plan=seller) if seller else name
