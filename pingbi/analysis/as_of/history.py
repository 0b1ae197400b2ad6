"""What was known on a day: the site as it would have been, by the dates of its sources.

A source, a price and a rate have dates, and whatever cites one follows it. What has no date is dated by what it
mentions: it goes if that is unknown. Since its removal can remove others, this repeats until nothing more goes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from pingbi.analysis.as_of.in_force import period_dates
from pingbi.analysis.as_of.mentions import ProperNames, links_resolve, named_things, proper_names, referred, site_holds
from pingbi.analysis.as_of.remaining import (
    GONE,
    Facts,
    KnownThings,
    record_left,
    remaining,
    remaining_facts,
    remaining_values,
)
from pingbi.analysis.pairs import pairs_of
from pingbi.diagnostics.message import say
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.locale.text import Text, references
from pingbi.model.base import texts
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.editorial import Scenario
from pingbi.model.plans import Offering
from pingbi.model.resolve import entry_plans, records_of
from pingbi.model.site import Fact, Prose, Site
from pingbi.model.sources import Source
from pingbi.remember import remembered
from pingbi.site_structure import PAGE_PROSE


@remembered
def source_as_of(source: Source, day: dt.date) -> Source:
    """Return the source, without its reading date if that came later."""
    late = source.read is not None and source.read.earliest > day
    return source.model_copy(update={"read": None}) if late else source


References = frozenset[tuple[str, ...]]


def all_references(site: Site) -> Iterator[References]:
    """Yield what any text of a site refers to."""
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
def with_remaining_needs(
    scenario: Scenario, wanted: tuple[Datum, ...], known: KnownThings
) -> tuple[Scenario, tuple[Datum, ...]]:
    """Return a scenario with its remaining needs, and the values they ask for."""
    needs = [(remaining(need, known), asked) for need, asked in zip(scenario.needs, wanted, strict=True)]
    left = tuple(need for need, _ in needs if need is not GONE)
    changed = scenario if left == scenario.needs else scenario.model_copy(update={"needs": left})
    return changed, tuple(asked for need, asked in needs if need is not GONE)


def used_features(facts: Mapping[str, Facts], scenarios: Mapping[str, Scenario]) -> set[str]:
    """Return the features that any claim gives or any scenario uses."""
    used = {name for of in facts.values() for name, fact in of.items() if fact.claims or fact.used.state != "unknown"}
    for scenario in scenarios.values():
        used |= {*scenario.weights, *(need.feature for need in scenario.needs)}
    return used


@remembered
def remaining_catalogue(catalogue: Catalogue, known: KnownThings, used: frozenset[str]) -> Catalogue:
    """Return the features in use, with their groups and scales."""
    left = {name: remaining(feature, known) for name, feature in catalogue.features.items() if name in used}
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
def facts_within(facts: Facts, catalogue: Catalogue) -> Facts:
    """Return a product's facts on the remaining features."""
    return {name: fact for name, fact in facts.items() if name in catalogue.features}


def known_on(site: Site, day: dt.date) -> Site:
    """Return the site with only what was known on `day`. Raises ConfigurationError if that is nothing."""
    left = PastSites(site).on(day)
    if left.products:
        return left
    first = first_day(site)
    hint = say("the first day of which anything is known is {day}", day=str(first))
    raise ConfigurationError(
        say("nothing was known on {day}", day=str(day)), hint if first else say("no source speaks of any product")
    )


def days(site: Site) -> tuple[dt.date, ...]:
    """Return the days on which something became known, or a price began or ended, in order."""
    return tuple(sorted(set(_days(site))))


def first_day(site: Site) -> dt.date | None:
    """Return the first day on which any product was known."""
    past = PastSites(site)
    return next((day for day in days(site) if past.on(day).products), None)


def _days(site: Site) -> Iterator[dt.date]:
    yield from (source.published.earliest for source in site.sources.values())
    yield from (date.earliest for date in period_dates(site))


class PastSites:
    """Every past day of a site."""

    def __init__(self, site: Site) -> None:
        self.site, self._names = site, proper_names(named_things(site))
        self._referred = frozenset(parts for found in all_references(site) for parts in found)

    def on(self, day: dt.date) -> Site:
        """Return the site with only what was known on `day`. Before the first day it has no products."""
        known = {id_: source for id_, source in self.site.sources.items() if source.published.earliest <= day}
        sources = {id_: source_as_of(source, day) for id_, source in known.items()}
        left = replace(self.site, sources=sources)
        while (less := self._less(left, day)) != left:
            left = less
        return replace(left, prose=self._prose(left, self._known(left, day)))

    def _known(self, site: Site, day: dt.date) -> KnownThings:
        """Return what a state of the site holds; the same object as before if nothing changed."""
        held = frozenset(parts for parts in self._referred if site_holds(site, parts))
        sources, products, offers = frozenset(site.sources), frozenset(site.products), frozenset(site.offers)
        return _known(day, sources, products, offers, frozenset(site.catalogue.features), held, self._names)

    def _less(self, site: Site, day: dt.date) -> Site:
        """Return the site without records that mention what it no longer holds."""
        known = self._known(site, day)
        scenarios, needs = self._scenarios(site, known)
        products, plans = self._each(site.products, known), self._each(site.plans, known)
        facts = {id_: self._facts(site, id_, known, plans.get(id_)) for id_ in products}
        catalogue = remaining_catalogue(site.catalogue, known, frozenset(used_features(facts, scenarios)))
        facts = {id_: facts_within(of, catalogue) for id_, of in facts.items()}
        return replace(
            site,
            config=record_left(site.config, known),
            catalogue=catalogue,
            products={id_: remaining_values(product, facts[id_]) for id_, product in products.items()},
            facts=facts,
            plans=plans,
            offers=self._each(site.offers, known),
            comparisons=self._each(site.comparisons, known),
            tests=self._each(site.tests, known),
            scenarios=scenarios,
            needs=needs,
            guides=self._each(site.guides, known),
        )

    def _each(self, records: Mapping[str, Any], known: KnownThings) -> dict[str, Any]:
        left = {id_: record_left(record, known) for id_, record in records.items()}
        return {id_: record for id_, record in left.items() if record is not GONE}

    def _facts(self, site: Site, product: str, known: KnownThings, plans: Offering | None) -> Facts:
        return remaining_facts(site.facts[product], site.catalogue.features, known, entry_plans(plans))

    def _scenarios(self, site: Site, known: KnownThings) -> tuple[dict[str, Scenario], dict[str, tuple[Datum, ...]]]:
        """Return the scenarios with their needs, and the values these ask for."""
        left = self._each(site.scenarios, known)
        kept = {id_: with_remaining_needs(scenario, site.needs[id_], known) for id_, scenario in left.items()}
        return {id_: scenario for id_, (scenario, _) in kept.items()}, {id_: needs for id_, (_, needs) in kept.items()}

    def _prose(self, site: Site, known: KnownThings) -> dict[tuple[str, str, str], Prose]:
        """Return the prose of what remains; prose that mentions or links to anything else goes in all languages."""
        pairs = {pair.id for pair in pairs_of(site)}
        texts_by_owner: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for (folder, id_, locale), prose in site.prose.items():
            if folder == PAGE_PROSE or id_ in records_of(site, folder):
                texts_by_owner.setdefault((folder, id_), []).append((locale, prose.text))
        stays = {
            owner
            for owner, texts in texts_by_owner.items()
            if known.allows(Text(tuple(texts)), False) and all(links_resolve(site, words, pairs) for _, words in texts)
        }
        return {key: prose for key, prose in site.prose.items() if key[:2] in stays}


@remembered
def _known(
    day: dt.date,
    sources: frozenset[str],
    products: frozenset[str],
    offers: frozenset[str],
    features: frozenset[str],
    held: frozenset[tuple[str, ...]],
    names: ProperNames,
) -> KnownThings:
    """Return the same object for equal knowledge: the results for each record are remembered by its identity."""
    return KnownThings(day, sources, products, offers, features, held, names)
