"""The page of all products: what each is, what the editors say of it, its price."""

from dataclasses import dataclass

from pingbi.analysis.pairs import ProductPair
from pingbi.analysis.scores import ScenarioResult
from pingbi.analysis.winners import features_compared, outcome
from pingbi.locale.formats import day
from pingbi.model.products import Event, Product
from pingbi.pages.compare import pair_ref
from pingbi.pages.parts import structured_data as jsonld
from pingbi.pages.parts.cells import EvidenceCollector, grouped, own_row, pair_row
from pingbi.pages.parts.components import (
    Cell,
    DisputeView,
    Evidence,
    FeatureRef,
    Group,
    Link,
    PairRef,
    PointView,
    ProductRef,
    Rich,
    Row,
)
from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.offer_views import PlanView, offer_plans, starting_price, vendor_plans
from pingbi.pages.parts.presenter import Presenter, dispute_views, prose
from pingbi.pages.parts.score_views import score_line


@dataclass(frozen=True)
class ProductCard:
    ref: ProductRef
    summary: Rich
    verdict: Rich
    price: str
    coverage: str
    released: str


@dataclass(frozen=True)
class ProductListView:
    products: tuple[ProductCard, ...]
    prose: str


def products_page(inputs: PageInputs) -> tuple[PageMeta, ProductListView]:
    teller = inputs.teller
    words = teller.t("describe-products", products=teller.names(tuple(teller.site.products)))
    return PageMeta(teller.t("title-products"), words), product_list(teller)


def product_list(teller: Presenter) -> ProductListView:
    cards = tuple(_card(teller, id_, product) for id_, product in teller.site.products.items())
    return ProductListView(cards, prose(teller, "pages", "products"))


def _card(teller: Presenter, id_: str, product: Product) -> ProductCard:
    released = [event for event in product.history if event.event == "released"]
    return ProductCard(
        ref=teller.product(id_),
        summary=teller.rich(product.summary),
        verdict=teller.rich(product.verdict),
        price=starting_price(EvidenceCollector(teller), id_).values[0],
        coverage=coverage(teller, id_),
        released=day(released[-1].date, teller.t) if released else "",
    )


@dataclass(frozen=True)
class RankLine:
    """A product's result in a scenario. `text` is its score interval, or the need it fails."""

    scenario: Link
    picked: bool
    text: str


@dataclass(frozen=True)
class ProductView:
    ref: ProductRef
    predecessor: ProductRef | None
    successors: tuple[ProductRef, ...]
    summary: Rich
    verdict: Rich
    good_for: tuple[Rich, ...]
    not_for: tuple[Rich, ...]
    price: Cell
    history: tuple[PointView, ...]
    strengths: tuple[PointView, ...]
    weaknesses: tuple[PointView, ...]
    notes: tuple[PointView, ...]
    plans: tuple[PlanView, ...]
    offers: tuple[PlanView, ...]
    provides: tuple[tuple[str, tuple[PointView, ...]], ...]
    groups: tuple[Group, ...]
    ranks: tuple[RankLine, ...]
    changed: tuple[Row, ...]
    changed_from: ProductRef | None
    pairs: tuple[PairRef, ...]
    disputes: tuple[DisputeView, ...]
    gaps: tuple[FeatureRef, ...]
    coverage: str
    guides: tuple[Link, ...]
    prose: str
    evidence: tuple[Evidence, ...]


def product_page(inputs: PageInputs, id_: str, record: Product) -> tuple[PageMeta, ProductView]:
    teller, analysis = inputs.teller, inputs.analysis
    name = record.name[teller.locale]
    words = teller.t("describe-product", product=name)
    meta = PageMeta(name, words, f"products/{id_}.yaml", (jsonld.product(teller, id_),))
    return meta, product_view(teller, id_, analysis.pairs, dict(analysis.scenarios))


def product_view(
    teller: Presenter, id_: str, pairs: tuple[ProductPair, ...], findings: dict[str, ScenarioResult]
) -> ProductView:
    site, product, notebook = teller.site, teller.site.products[id_], EvidenceCollector(teller)
    price = starting_price(notebook, id_)
    plans, offers = vendor_plans(notebook, id_), offer_plans(notebook, id_)
    known = [name for name, fact in site.facts[id_].items() if fact.used.state != "unknown" or fact.claims]
    rows = {name: own_row(notebook, name, id_) for name in known}
    changed = _changed(notebook, product.predecessor, id_)
    return ProductView(
        ref=teller.product(id_),
        predecessor=teller.product(product.predecessor) if product.predecessor else None,
        successors=tuple(teller.product(other) for other, later in site.products.items() if later.predecessor == id_),
        summary=teller.rich(product.summary),
        verdict=teller.rich(product.verdict),
        good_for=tuple(teller.rich(text) for text in product.good_for),
        not_for=tuple(teller.rich(text) for text in product.not_for),
        price=price,
        history=tuple(_event(teller, event) for event in product.history),
        strengths=teller.points(product.strengths),
        weaknesses=teller.points(product.weaknesses),
        notes=teller.points(product.notes),
        plans=plans,
        offers=offers,
        provides=provides(teller, id_),
        groups=grouped(teller, rows),
        ranks=tuple(_rank(teller, scenario, id_, found) for scenario, found in findings.items()),
        changed=changed,
        changed_from=teller.product(product.predecessor) if product.predecessor and changed else None,
        pairs=tuple(pair_ref(teller, pair) for pair in pairs if id_ in (pair.a, pair.b)),
        disputes=dispute_views(teller, product.disputes),
        gaps=tuple(teller.feature(name) for name in site.facts[id_] if name not in known),
        coverage=coverage(teller, id_),
        guides=tuple(
            Link(guide.title[teller.locale], teller.to.to("guide", guide_id))
            for guide_id, guide in site.guides.items()
            if id_ in guide.products
        ),
        prose=prose(teller, "products", id_),
        evidence=notebook.evidence,
    )


def coverage(teller: Presenter, product: str) -> str:
    facts = teller.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    return teller.t("coverage", known=known, total=len(facts))


def _event(teller: Presenter, event: Event) -> PointView:
    return PointView(teller.rich(event.text), teller.cite(event), date=day(event.date, teller.t))


def provides(teller: Presenter, product: str = "") -> tuple[tuple[str, tuple[PointView, ...]], ...]:
    """Return what only other sellers provide, by seller; never credited to the product."""
    return tuple(
        (offering.seller.name[teller.locale], teller.points(offering.provides))
        for offering in teller.site.offers.values()
        if offering.seller and offering.provides and product in ("", offering.product)
    )


def _changed(notebook: EvidenceCollector, predecessor: str | None, id_: str) -> tuple[Row, ...]:
    """Return the features on which both generations have a value and the values differ."""
    site = notebook.teller.site
    if predecessor is None:
        return ()
    found = []
    for name in features_compared(site, predecessor, id_):
        before, after = site.facts[predecessor][name].used, site.facts[id_][name].used
        if before != after and "unknown" not in (before.state, after.state):
            found.append(pair_row(notebook, name, predecessor, id_, outcome(site, name, predecessor, id_, None)))
    return tuple(found)


def _rank(teller: Presenter, scenario: str, product: str, findings: ScenarioResult) -> RankLine:
    record = teller.site.scenarios[scenario]
    score = next(score for score in findings.scores if score.product == product)
    link = Link(record.name[teller.locale], teller.to.to("scenario", scenario))
    return RankLine(link, record.pick == product, score_line(teller, scenario, score))
