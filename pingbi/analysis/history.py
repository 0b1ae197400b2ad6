"""What was known on a day: the site as it would have been, by the dates on which its sources spoke.

A source, a price and a rate have dates; whatever cites one follows it. What has no date of its own is dated by what it
speaks of: it goes if that is not known. As its going may take others along, this is repeated until nothing more goes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pingbi.analysis.facts_then import facts_left, values_left
from pingbi.analysis.naming import Names, holds, ids, leads, proper_names
from pingbi.analysis.pairs import pairs_of
from pingbi.analysis.pruning import GONE, Known, left_of
from pingbi.failures import ConfigurationError
from pingbi.locales import Text
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.editorial import Scenario
from pingbi.model.site import Fact, Prose, Site
from pingbi.model.sources import Source
from pingbi.references import references
from pingbi.wording import say

Facts = Mapping[str, Mapping[str, Fact]]
Spoken = tuple[frozenset[tuple[str, ...]], frozenset[frozenset[str]]]
"""The references in a text, and the bearers of each name in it, in all languages together."""


def known_on(site: Site, day: dt.date) -> Site:
    """The site with only what was known on `day`. Raises ConfigurationError where that is nothing."""
    left = Past(site).on(day)
    if left.products:
        return left
    first = first_day(site)
    hint = say("the first day of which anything is known is {day}", day=str(first))
    raise ConfigurationError(
        say("nothing was known on {day}", day=str(day)), hint if first else say("no source speaks of any product")
    )


def days(site: Site) -> tuple[dt.date, ...]:
    """The days on which something became known, or a price began or ended, in order."""
    return tuple(sorted(set(_days(site))))


def first_day(site: Site) -> dt.date | None:
    """The first day on which any product was known."""
    past = Past(site)
    return next((day for day in days(site) if past.on(day).products), None)


def _days(site: Site) -> Iterator[dt.date]:
    yield from (source.published.earliest for source in site.sources.values())
    yield from (rate.date.earliest for rate in site.config.rates)
    for offering in (*site.plans.values(), *site.offers.values()):
        for price in (price for plan in offering.plans.values() for price in plan.prices):
            yield from (date.earliest for date in (price.from_, price.to) if date)


def _as_of(source: Source, day: dt.date) -> Source:
    """The source, without the day on which it was read if that came later."""
    return source if source.read is None or source.read.earliest <= day else source.model_copy(update={"read": None})


class Past:
    """Every past day of a site. What its texts speak of is looked up once for all of them."""

    def __init__(self, site: Site) -> None:
        self.site, self._names = site, proper_names(site)
        self._spoken: dict[Text, Spoken] = {}

    def on(self, day: dt.date) -> Site:
        """The site with only what was known on `day`; before the first of all days it has no products."""
        known = {id_: source for id_, source in self.site.sources.items() if source.published.earliest <= day}
        left = replace(self.site, sources={id_: _as_of(source, day) for id_, source in known.items()})
        while (less := self._less(left, day)) != left:
            left = less
        return replace(left, prose=self._prose(left))

    def _less(self, site: Site, day: dt.date) -> Site:
        """The site without what speaks of anything that is no longer in it."""
        known = Known(
            day, site.sources, lambda kind: ids(site, kind), lambda text, cited: self._allowed(site, text, cited)
        )
        scenarios, needs = _scenarios(site, known)
        products, plans = _each(site.products, known), _each(site.plans, known)
        facts = facts_left(site, known, products, plans)
        catalogue = _catalogue(site.catalogue, known, facts, scenarios)
        facts = {
            id_: {name: fact for name, fact in of.items() if name in catalogue.features} for id_, of in facts.items()
        }
        return replace(
            site,
            config=left_of(site.config, known),
            catalogue=catalogue,
            products={id_: values_left(product, facts[id_]) for id_, product in products.items()},
            facts=facts,
            plans=plans,
            offers=_each(site.offers, known),
            comparisons=_each(site.comparisons, known),
            tests=_each(site.tests, known),
            scenarios=scenarios,
            needs=needs,
            guides=_each(site.guides, known),
        )

    def _allowed(self, site: Site, text: Text, cited: bool) -> bool:
        """Whether a text can stand: all that it refers to is there and, unless a source says it, all that it names."""
        if text not in self._spoken:
            self._spoken[text] = _spoken(text, self._names)
        referred, named = self._spoken[text]
        return all(holds(site, parts) for parts in referred) and (
            cited or all(any(id_ in site.products or id_ in site.offers for id_ in bearers) for bearers in named)
        )

    def _prose(self, site: Site) -> dict[tuple[str, str, str], Prose]:
        """The reviews of what is left; one that speaks of, or links to, anything else goes in all languages."""
        pairs = {pair.id for pair in pairs_of(site)}
        told: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for (folder, id_, locale), prose in site.prose.items():
            if folder == "pages" or id_ in ids(site, folder):
                told.setdefault((folder, id_), []).append((locale, prose.text))
        stays = {
            owner
            for owner, texts in told.items()
            if self._allowed(site, Text(tuple(texts)), False) and all(leads(site, words, pairs) for _, words in texts)
        }
        return {key: prose for key, prose in site.prose.items() if key[:2] in stays}


def _spoken(text: Text, names: Names) -> Spoken:
    referred = frozenset(reference.parts for _, words in text for reference in references(words))
    return referred, frozenset(bearers for _, words in text for bearers in names.named(words))


def _each(records: Mapping[str, Any], known: Known) -> dict[str, Any]:
    left = {id_: left_of(record, known) for id_, record in records.items()}
    return {id_: record for id_, record in left.items() if record is not GONE}


def _scenarios(site: Site, known: Known) -> tuple[dict[str, Scenario], dict[str, tuple[Datum, ...]]]:
    """The scenarios with their needs, and what these ask for."""
    scenarios, wanted = {}, {}
    for id_, scenario in _each(site.scenarios, known).items():
        needs = [(left_of(need, known), asked) for need, asked in zip(scenario.needs, site.needs[id_], strict=True)]
        kept = tuple(need for need, _ in needs if need is not GONE)
        scenarios[id_] = scenario if kept == scenario.needs else scenario.model_copy(update={"needs": kept})
        wanted[id_] = tuple(asked for need, asked in needs if need is not GONE)
    return scenarios, wanted


def _catalogue(catalogue: Catalogue, known: Known, facts: Facts, scenarios: Mapping[str, Scenario]) -> Catalogue:
    """The features that somebody has spoken of or that a scenario goes by, in their groups and on their scales."""
    used = {name for of in facts.values() for name, fact in of.items() if fact.claims or fact.used.state != "unknown"}
    for scenario in scenarios.values():
        used |= {*scenario.weights, *(need.feature for need in scenario.needs)}
    features = {name: feature for name, feature in _each(catalogue.features, known).items() if name in used}
    groups, scales = ({getattr(feature, of) for feature in features.values()} for of in ("group", "scale"))
    return catalogue.model_copy(
        update={
            "features": features,
            "groups": {id_: name for id_, name in catalogue.groups.items() if id_ in groups},
            "scales": {id_: levels for id_, levels in catalogue.scales.items() if id_ in scales},
        }
    )
