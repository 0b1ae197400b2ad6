"""The pricing page: what a usage costs, where offers meet, and every plan with its price in common units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pingbi.analysis.tariffs import DAYS
from pingbi.formats import listed
from pingbi.model.plans import Offering
from pingbi.pages.break_evens import break_even_views
from pingbi.pages.calculator import CalculatorView, calculator_view
from pingbi.pages.costs import sums_view
from pingbi.pages.notebook import Notebook
from pingbi.pages.offers import all_plans, cheapest
from pingbi.pages.page import PageInputs, PageMeta
from pingbi.pages.product import provides
from pingbi.pages.teller import Teller, plain
from pingbi.pages.texts import prose
from pingbi.pages.views import BreakEvenView, Evidence, PlanView, PointView, Rich, UsageView


@dataclass(frozen=True)
class PricingView:
    lead: Rich
    plans: tuple[PlanView, ...]
    calculator: CalculatorView | None
    """None where no scenario has a use."""
    sums: tuple[tuple[PointView, UsageView], ...]
    """Sums that sources make, each worked out again."""
    breakevens: tuple[BreakEvenView, ...]
    assumptions: tuple[str, ...]
    provides: tuple[tuple[str, tuple[PointView, ...]], ...]
    prose: str
    evidence: tuple[Evidence, ...]


def page(inputs: PageInputs) -> tuple[PageMeta, PricingView]:
    teller = inputs.teller
    words = teller.t("describe-pricing", answer=plain(cheapest(teller)))
    return PageMeta(teller.t("title-pricing"), words), pricing_view(teller)


def pricing_view(teller: Teller) -> PricingView:
    site, notebook = teller.site, Notebook(teller)
    return PricingView(
        lead=_lead(teller),
        calculator=calculator_view(notebook),
        plans=all_plans(notebook),
        sums=tuple(sums_view(notebook)),
        breakevens=break_even_views(notebook, site.products),
        assumptions=tuple(_assumptions(teller)),
        provides=provides(teller),
        prose=prose(teller, "pages", "pricing"),
        evidence=notebook.evidence,
    )


def _lead(teller: Teller) -> Rich:
    """The page's description, with the cheapest offers as links to their prices."""
    before, _, after = teller.t("describe-pricing").partition("{answer}")
    return tuple(part for part in (before, *cheapest(teller), after) if part)


def _assumptions(teller: Teller) -> Iterator[str]:
    """What the sums take for granted, as far as this site has such sums."""
    site = teller.site
    if any(scenario.usage for scenario in site.scenarios.values()):
        yield teller.t("assume-month", days=DAYS)
    if site.catalogue.with_role("failed-share"):
        yield teller.t("assume-failed")
    if site.offers:
        yield teller.t("assume-seller")
    yield from _taxes(teller, [*site.plans.values(), *site.offers.values()])


def _taxes(teller: Teller, offerings: Sequence[Offering]) -> Iterator[str]:
    """Which prices include tax, which do not, and of which nobody says so."""
    said = {tax: [offering for offering in offerings if offering.tax == tax] for tax in ("included", "excluded")}
    for tax, some in said.items():
        if some and len(some) == len(offerings):
            yield teller.t(f"assume-tax-{tax}-all")
        elif some:
            yield teller.t(f"assume-tax-{tax}", offers=listed([_sold(teller, one) for one in some], teller.locale))
    unsaid = len(offerings) - sum(map(len, said.values()))
    if unsaid:
        yield teller.t("assume-tax" if unsaid == len(offerings) else "assume-tax-rest")


def _sold(teller: Teller, offering: Offering) -> str:
    name = teller.product(offering.product).name
    seller = offering.seller.name[teller.locale] if offering.seller else ""
    return teller.t("offer-name", product=name, plan=seller) if seller else name
