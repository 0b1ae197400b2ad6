"""Rules across files: whatever names something must name something that exists."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingbi.memo import FORGETFUL, Memo
from pingbi.model.editorial import TIE, UNDECIDED, Question
from pingbi.model.site import Site
from pingbi.model.sources import EDITORS, Cited, Point, Source
from pingbi.model.walk import Path, walk
from pingbi.problems import Place, Problem, choices, suggestion
from pingbi.reading.layout import RECORDS
from pingbi.reading.text_bytes import LEFTOVER
from pingbi.wording import Said, say, written

WHAT: Mapping[str, Said] = {
    "products": say("product"),
    "features": say("feature"),
    "sources": say("source"),
    "comparisons": say("comparison"),
    "tests": say("test"),
    "scenarios": say("scenario"),
    "guides": say("guide"),
    "pages": say("page"),
}
"""What one of each kind is called."""
TAKEN = ("test", "scenario", "guide", "feature", "source")
"""First words of references, which no offer can have as its id."""


@dataclass(frozen=True)
class Content:
    """What the rules look at: the site, and every id that is declared, even where its file has other faults."""

    site: Site
    declared: Mapping[str, Collection[str]]
    memo: Memo = FORGETFUL
    broken: frozenset[str] = frozenset()
    """Files with faults in their YAML itself, and missing ones: what they declare is not surely known."""

    def declares(self, kind: str, name: str) -> bool:
        """Whether there is such an id, or cannot be known."""
        return name in self.declared[kind] or f"content/{kind}.yaml" in self.broken

    def records(self) -> Iterator[tuple[str, Any]]:
        """Every record with the file it comes from."""
        for folder in RECORDS:
            for id_, record in getattr(self.site, folder).items():
                yield f"content/{folder}/{id_}.yaml", record


def dangling(place: Place, what: Said, name: str, known: Collection[str]) -> Problem:
    """The problem of naming something that is not there, with the nearest that is."""
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    return Problem(place, "reference-dangling", say("there is no {what} '{name}'", what=what, name=name), hint)


def citations(content: Content) -> Iterator[Problem]:
    """Every citation names a source and a place in it."""
    known = None if "content/sources.yaml" in content.broken else tuple(content.declared["sources"])
    sources = content.site.sources
    for file, record in (*content.records(), ("content/site.yaml", content.site.config)):
        yield from content.memo(_citations_in, file, record, known, sources)


def _cited(record: Any) -> list[tuple[Path, Cited]]:
    """Everything below a record that rests on a source, with its path."""
    found = ((path, item) for path, item in walk(record) if isinstance(item, Cited))
    return [(path, item) for path, item in found if not _concluded(item) and not LEFTOVER.fullmatch(item.source)]


def _concluded(cited: Cited) -> bool:
    """Whether it is the editors' own conclusion, which is text."""
    return cited.source == EDITORS and isinstance(cited, Point | Question)


def _citations_in(
    file: str, record: Any, known: tuple[str, ...] | None, sources: Mapping[str, Source]
) -> list[Problem]:
    """What is wrong with a record's citations, among the sources that there are (`known`: None where nobody knows).

    What the file's top says for all is told there, once.
    """
    found = [
        problem
        for path, cited in _cited(record)
        for problem in _citation(_Cites(Place(file, path), cited), known, sources)
    ]
    top = getattr(record, "source", None), getattr(record, "at", None)
    if isinstance(top[0], str) and not isinstance(record, Cited):
        default = Cited.model_construct({"source", "at"}, source=top[0], at=top[1] or "")
        found += _named_by(_Cites(Place(file), default), known, sources) if known is not None else ()
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Cites:
    """Something that rests on a source, and where it stands; `source` and `at` may stand at the file's top instead."""

    place: Place
    cited: Cited

    def below(self, key: str) -> Place:
        given = key in self.cited.model_fields_set
        return Place(self.place.file, (*self.place.path, key) if given else (key,))


def _citation(one: _Cites, known: tuple[str, ...] | None, sources: Mapping[str, Source]) -> Iterator[Problem]:
    if one.cited.source == EDITORS:
        hint = say("name the source; a test of your own is a source of kind own-test")
        yield Problem(one.below("source"), "source-missing", say("the editors' word is no source of this"), hint)
    elif known is not None:
        yield from _named_by(one, known, sources)
        if one.cited.source in sources and not one.cited.at:
            sections = tuple(sources[one.cited.source].sections)
            hint = say("add 'at: …', one of: {known}", known=sections)
            message = say("where in '{source}' does this stand?", source=one.cited.source)
            yield Problem(one.place, "place-missing", message, hint)


def _named_by(one: _Cites, known: tuple[str, ...], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A problem where the source that is named does not exist, or has no such place."""
    source, at = one.cited.source, one.cited.at
    if source not in known:
        yield dangling(one.below("source"), WHAT["sources"], source, known)
    elif source in sources and at and at not in sources[source].sections:
        yield dangling(one.below("at"), say("place in '{source}':", source=source), at, sources[source].sections)


def catalogue(content: Content) -> Iterator[Problem]:
    """Features lie in a declared group and rate on a declared scale."""
    file, declared = "content/features.yaml", content.site.catalogue
    for name, feature in () if file in content.broken else declared.features.items():
        if feature.group not in content.declared["groups"]:
            yield dangling(Place(file, ("features", name, "group")), say("group"), feature.group, declared.groups)
        if feature.scale and feature.scale not in content.declared["scales"]:
            yield dangling(Place(file, ("features", name, "scale")), say("scale"), feature.scale, declared.scales)


def names(content: Content) -> Iterator[Problem]:
    """Every product, feature and plan that a record names exists."""
    for place, kind, name in _named(content):
        if not content.declares(kind, name):
            yield dangling(place, WHAT[kind], name, content.declared[kind])


Named = Iterator[tuple[Place, str, str]]


def _named(content: Content) -> Named:
    site = content.site
    for id_, product in site.products.items():
        if product.predecessor:
            yield Place(f"content/products/{id_}.yaml", ("predecessor",)), "products", product.predecessor
    for id_ in site.plans:
        yield Place(f"content/plans/{id_}.yaml"), "products", id_
    for id_, offer in site.offers.items():
        yield Place(f"content/offers/{id_}.yaml", ("product",)), "products", offer.product
    for id_, comparison in site.comparisons.items():
        yield from _named_in_comparison(f"content/comparisons/{id_}.yaml", comparison)
    for id_, test in site.tests.items():
        for product_id in test.results:
            yield Place(f"content/tests/{id_}.yaml", ("results", product_id), True), "products", product_id
    for id_, scenario in site.scenarios.items():
        yield from _named_in_scenario(f"content/scenarios/{id_}.yaml", scenario)
    for id_, guide in site.guides.items():
        yield from _named_in_guide(f"content/guides/{id_}.yaml", guide)


def _named_in_comparison(file: str, comparison: Any) -> Named:
    for index, product in enumerate(comparison.products):
        yield Place(file, ("products", index)), "products", product
    for product in comparison.choose:
        yield Place(file, ("choose", product), True), "products", product
    for feature in comparison.verdicts:
        yield Place(file, ("verdicts", feature), True), "features", feature
    for feature in comparison.trophies.winners if comparison.trophies else ():
        yield Place(file, ("trophies", "winners", feature), True), "features", feature


def _named_in_scenario(file: str, scenario: Any) -> Named:
    for index, need in enumerate(scenario.needs):
        yield Place(file, ("needs", index, "feature")), "features", need.feature
    for feature in scenario.weights:
        yield Place(file, ("weights", feature), True), "features", feature
    yield Place(file, ("pick",)), "products", scenario.pick
    if scenario.runner_up:
        yield Place(file, ("runner_up", "product")), "products", scenario.runner_up.product
    for index, saying in enumerate(scenario.says):
        if saying.pick:
            yield Place(file, ("says", index, "pick")), "products", saying.pick


def _named_in_guide(file: str, guide: Any) -> Named:
    for index, product in enumerate(guide.products):
        yield Place(file, ("products", index)), "products", product
    for index, entry in enumerate(guide.then_and_since):
        yield Place(file, ("then_and_since", index, "product")), "products", entry.product


def winners(content: Content) -> Iterator[Problem]:
    """A winner is one of the products compared, or a tie."""
    for id_, test in content.site.tests.items():
        if test.winner in content.declared["products"] and not _all_there(content, test.results):
            continue  # which of the results was meant to be the winner's is told by their own problems
        yield from _winner(Place(f"content/tests/{id_}.yaml", ("winner",)), test.winner, [*test.results, TIE])
    for id_, comparison in content.site.comparisons.items():
        file, known = f"content/comparisons/{id_}.yaml", [*comparison.products, TIE]
        for feature, verdict in comparison.verdicts.items():
            yield from _winner(Place(file, ("verdicts", feature, "winner")), verdict.winner, [*known, UNDECIDED])
        for feature, winner in (comparison.trophies.winners if comparison.trophies else {}).items():
            yield from _winner(Place(file, ("trophies", "winners", feature)), winner, known)


def _winner(place: Place, winner: str, known: list[str]) -> Iterator[Problem]:
    if winner not in known:
        message = say("'{name}' cannot win here", name=written(winner))
        yield Problem(place, "winner-unknown", message, choices(winner, known))


def _all_there(content: Content, products: Collection[str]) -> bool:
    return all(content.declares("products", product) for product in products)


def chosen(content: Content) -> Iterator[Problem]:
    """When to choose a product is told of the two that are compared."""
    for id_, comparison in content.site.comparisons.items():
        for product in comparison.choose:
            known = _all_there(content, (product, *comparison.products))
            if known and product not in comparison.products:
                place = Place(f"content/comparisons/{id_}.yaml", ("choose", product), True)
                message = say("'{name}' is not compared here", name=product)
                yield Problem(place, "choice", message, choices(product, comparison.products))


def pairs(content: Content) -> Iterator[Problem]:
    """A comparison's file is named after its products, and each pair is written once."""
    seen: dict[frozenset[str], str] = {}
    for id_, comparison in content.site.comparisons.items():
        place = Place(f"content/comparisons/{id_}.yaml", ("products",))
        expected = "-vs-".join(comparison.products)
        if id_ != expected and _all_there(content, comparison.products):
            message = say("the file of this comparison is named '{name}'", name=id_)
            yield Problem(place, "file-name", message, say("rename it to {name}", name=f"{expected}.yaml"))
        other = seen.setdefault(frozenset(comparison.products), id_)
        if other != id_:
            message = say("{other} compares the same two", other=other)
            yield Problem(place, "duplicate-pair", message, say("keep one of the two files"))


def weights(content: Content) -> Iterator[Problem]:
    """Only a feature with a better side can be weighed."""
    features = content.site.catalogue.features
    for id_, scenario in content.site.scenarios.items():
        for name in scenario.weights:
            if name in features and features[name].direction == "none":
                place = Place(f"content/scenarios/{id_}.yaml", ("weights", name), True)
                hint = say("weigh another feature, or give this one a direction in content/features.yaml")
                message = say("'{name}' has no better side, so it cannot be weighed", name=name)
                yield Problem(place, "weight-direction", message, hint)


def colors(content: Content) -> Iterator[Problem]:
    """Each product has a colour of its own (as far as there are enough)."""
    used = Counter(product.color for product in content.site.products.values())
    for id_, product in content.site.products.items():
        if used[product.color] > 1 and len(content.site.products) <= 8:
            place = Place(f"content/products/{id_}.yaml", ("color",))
            message = say("colour {color} is another product's, too", color=product.color)
            yield Problem(place, "color", message, say("choose a free one, 1 to 8"))


def lineage(content: Content) -> Iterator[Problem]:
    """Nothing is its own predecessor, however far back."""
    products = content.site.products
    for id_ in products:
        path = [id_]
        while (before := products[path[-1]].predecessor) in products and before not in path:
            path.append(str(before))
        if before == id_:
            place = Place(f"content/products/{id_}.yaml", ("predecessor",))
            way = " → ".join([*path, id_])
            message = say("predecessors go round in a circle: {way}", way=way)
            yield Problem(place, "reference-cycle", message, say("remove one of them"))


def offer_names(content: Content) -> Iterator[Problem]:
    """References name an offer by its id alone, so that id is nobody else's."""
    for id_ in content.site.offers:
        if id_ in content.declared["products"] or id_ in TAKEN:
            place = Place(f"content/offers/{id_}.yaml")
            hint = say("rename the file, for instance SELLER.yaml")
            also = () if id_ in TAKEN else (Place(f"content/products/{id_}.yaml"),)
            message = say("the offer '{id}' is named like something else", id=id_)
            yield Problem(place, "duplicate-id", message, hint, also=also)


RULES: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    citations, lineage, offer_names, catalogue, names, winners, chosen, pairs, weights, colors,
)  # fmt: skip
