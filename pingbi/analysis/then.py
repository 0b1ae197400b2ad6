"""Parts of a site as they were on a day: a source, a scenario, the catalogue; and what all texts refer to."""

import datetime as dt
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from pingbi.analysis.facts_then import Facts
from pingbi.analysis.naming import referred
from pingbi.analysis.pruning import GONE, Known, left_of
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.editorial import Scenario
from pingbi.model.site import Fact, Prose, Site
from pingbi.model.sources import Source
from pingbi.model.walk import texts
from pingbi.references import references
from pingbi.remember import remembered


@remembered
def as_of(source: Source, day: dt.date) -> Source:
    """The source, without the day on which it was read if that came later."""
    late = source.read is not None and source.read.earliest > day
    return source.model_copy(update={"read": None}) if late else source


References = frozenset[tuple[str, ...]]


def all_references(site: Site) -> Iterator[References]:
    """What is referred to in any text of a site."""
    folders = (site.products, site.plans, site.offers, site.comparisons, site.tests, site.scenarios, site.guides)
    yield from map(_in_record, (site.config, site.catalogue))
    yield from (_in_record(record) for folder in folders for record in folder.values())
    yield from (_in_fact(fact) for facts in site.facts.values() for fact in facts.values())
    yield from map(_in_prose, site.prose.values())


@remembered
def _in_record(record: BaseModel) -> References:
    return frozenset(parts for _, text in texts(record) for parts in referred(text))


@remembered
def _in_fact(fact: Fact) -> References:
    return frozenset(parts for claim in fact.claims for text in claim.datum.texts for parts in referred(text))


@remembered
def _in_prose(prose: Prose) -> References:
    return frozenset(reference.parts for reference in references(prose.text))


@remembered
def with_needs(scenario: Scenario, wanted: tuple[Datum, ...], known: Known) -> tuple[Scenario, tuple[Datum, ...]]:
    """A scenario with those of its needs that are left, and what these ask for."""
    needs = [(left_of(need, known), asked) for need, asked in zip(scenario.needs, wanted, strict=True)]
    left = tuple(need for need, _ in needs if need is not GONE)
    changed = scenario if left == scenario.needs else scenario.model_copy(update={"needs": left})
    return changed, tuple(asked for need, asked in needs if need is not GONE)


def used_features(facts: Mapping[str, Facts], scenarios: Mapping[str, Scenario]) -> set[str]:
    """The features that somebody has spoken of or that a scenario goes by."""
    used = {name for of in facts.values() for name, fact in of.items() if fact.claims or fact.used.state != "unknown"}
    for scenario in scenarios.values():
        used |= {*scenario.weights, *(need.feature for need in scenario.needs)}
    return used


@remembered
def catalogue_left(catalogue: Catalogue, known: Known, used: frozenset[str]) -> Catalogue:
    """The features in use, in their groups and on their scales."""
    left = {name: left_of(feature, known) for name, feature in catalogue.features.items() if name in used}
    features = {name: feature for name, feature in left.items() if feature is not GONE}
    groups, scales = ({getattr(feature, of) for feature in features.values()} for of in ("group", "scale"))
    return catalogue.model_copy(
        update={
            "features": features,
            "groups": {id_: name for id_, name in catalogue.groups.items() if id_ in groups},
            "scales": {id_: levels for id_, levels in catalogue.scales.items() if id_ in scales},
        }
    )


@remembered
def within(facts: Facts, catalogue: Catalogue) -> Facts:
    """A product's facts on the features that are left."""
    return {name: fact for name, fact in facts.items() if name in catalogue.features}
