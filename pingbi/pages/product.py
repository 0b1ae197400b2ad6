"""Product pages (what it is, for whom, what it costs, every value with its evidence), and the list of all."""

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
    presenter = inputs.presenter
    words = presenter.t("describe-products", products=presenter.names(tuple(presenter.site.products)))
    return PageMeta(presenter.t("title-products"), words), product_list(presenter)


def product_list(presenter: Presenter) -> ProductListView:
    cards = tuple(_card(presenter, id_, product) for id_, product in presenter.site.products.items())
    return ProductListView(cards, prose(presenter, "pages", "products"))


def _card(presenter: Presenter, id_: str, product: Product) -> ProductCard:
    released = [event for event in product.history if event.event == "released"]
    return ProductCard(
        ref=presenter.product(id_),
        summary=presenter.rich(product.summary),
        verdict=presenter.rich(product.verdict),
        price=starting_price(EvidenceCollector(presenter), id_).values[0],
        coverage=coverage(presenter, id_),
        released=day(released[-1].date, presenter.t) if released else "",
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
    presenter, analysis = inputs.presenter, inputs.analysis
    name = record.name[presenter.locale]
    words = presenter.t("describe-product", product=name)
    meta = PageMeta(name, words, f"products/{id_}.yaml", (jsonld.product(presenter, id_),))
    return meta, product_view(presenter, id_, analysis.pairs, dict(analysis.scenarios))


def product_view(
    presenter: Presenter, id_: str, pairs: tuple[ProductPair, ...], findings: dict[str, ScenarioResult]
) -> ProductView:
    site, product, collector = presenter.site, presenter.site.products[id_], EvidenceCollector(presenter)
    price = starting_price(collector, id_)
    plans, offers = vendor_plans(collector, id_), offer_plans(collector, id_)
    known = [name for name, fact in site.facts[id_].items() if fact.used.state != "unknown" or fact.claims]
    rows = {name: own_row(collector, name, id_) for name in known}
    changed = _changed(collector, product.predecessor, id_)
    return ProductView(
        ref=presenter.product(id_),
        predecessor=presenter.product(product.predecessor) if product.predecessor else None,
        successors=tuple(
            presenter.product(other) for other, later in site.products.items() if later.predecessor == id_
        ),
        summary=presenter.rich(product.summary),
        verdict=presenter.rich(product.verdict),
        good_for=tuple(presenter.rich(text) for text in product.good_for),
        not_for=tuple(presenter.rich(text) for text in product.not_for),
        price=price,
        history=tuple(_event(presenter, event) for event in product.history),
        strengths=presenter.points(product.strengths),
        weaknesses=presenter.points(product.weaknesses),
        notes=presenter.points(product.notes),
        plans=plans,
        offers=offers,
        provides=provides(presenter, id_),
        groups=grouped(presenter, rows),
        ranks=tuple(_rank(presenter, scenario, id_, found) for scenario, found in findings.items()),
        changed=changed,
        changed_from=presenter.product(product.predecessor) if product.predecessor and changed else None,
        pairs=tuple(pair_ref(presenter, pair) for pair in pairs if id_ in (pair.a, pair.b)),
        disputes=dispute_views(presenter, product.disputes),
        gaps=tuple(presenter.feature(name) for name in site.facts[id_] if name not in known),
        coverage=coverage(presenter, id_),
        guides=_guides(presenter, id_),
        prose=prose(presenter, "products", id_),
        evidence=collector.evidence,
    )


def _guides(presenter: Presenter, product: str) -> tuple[Link, ...]:
    """Return links to the guides on a product."""
    guides = ((id_, guide) for id_, guide in presenter.site.guides.items() if product in guide.products)
    return tuple(Link(guide.title[presenter.locale], presenter.to.to("guide", id_)) for id_, guide in guides)


def coverage(presenter: Presenter, product: str) -> str:
    facts = presenter.site.facts[product].values()
    known = sum(fact.used.state != "unknown" for fact in facts)
    return presenter.t("coverage", known=known, total=len(facts))


def _event(presenter: Presenter, event: Event) -> PointView:
    return PointView(presenter.rich(event.text), presenter.cite(event), date=day(event.date, presenter.t))


def provides(presenter: Presenter, product: str = "") -> tuple[tuple[str, tuple[PointView, ...]], ...]:
    """Return what only other sellers provide, by seller; never credited to the product."""
    return tuple(
        (offering.seller.name[presenter.locale], presenter.points(offering.provides))
        for offering in presenter.site.offers.values()
        if offering.seller and offering.provides and product in ("", offering.product)
    )


def _changed(collector: EvidenceCollector, predecessor: str | None, id_: str) -> tuple[Row, ...]:
    """Return the features on which both generations have a value and the values differ."""
    site = collector.presenter.site
    if predecessor is None:
        return ()
    found = []
    for name in features_compared(site, predecessor, id_):
        before, after = site.facts[predecessor][name].used, site.facts[id_][name].used
        if before != after and "unknown" not in (before.state, after.state):
            found.append(pair_row(collector, name, predecessor, id_, outcome(site, name, predecessor, id_, None)))
    return tuple(found)


def _rank(presenter: Presenter, scenario: str, product: str, findings: ScenarioResult) -> RankLine:
    record = presenter.site.scenarios[scenario]
    score = next(score for score in findings.scores if score.product == product)
    link = Link(record.name[presenter.locale], presenter.to.to("scenario", scenario))
    return RankLine(link, record.pick == product, score_line(presenter, scenario, score))
