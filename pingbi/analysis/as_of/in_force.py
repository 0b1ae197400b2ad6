"""What holds on a day: the prices and rates of that day, and which plans are sold."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from pingbi.locale.figures import PartialDate
from pingbi.model.catalogue import Catalogue
from pingbi.model.plans import Offering, Plan
from pingbi.model.resolve import EntryPlans, default_datum, entry_plans
from pingbi.model.site import Fact, Site, SiteConfig
from pingbi.remember import remembered

Moment = dt.date | dt.datetime
"""A day as it is, or an instant (with a time zone) whose day depends on where one is."""


def day_of(moment: Moment, time_zone: str) -> dt.date:
    """Return the day of a moment in a time zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date() if isinstance(moment, dt.datetime) else moment


def in_force(site: Site, day: dt.date) -> Site:
    """Return the site with the prices and rates of `day`, and the facts that follow from the plans sold then."""
    plans = {id_: offering_on(offering, day) for id_, offering in site.plans.items()}
    return replace(
        site,
        config=_config_on(site.config, day),
        plans=plans,
        offers={id_: offering_on(offering, day) for id_, offering in site.offers.items()},
        facts={id_: _facts_on(facts, site.catalogue, plans.get(id_)) for id_, facts in site.facts.items()},
    )


@remembered
def offering_on(offering: Offering, day: dt.date) -> Offering:
    """Return an offering whose plans have their prices up to `day`, and those that are announced."""
    plans = {id_: _plan_on(plan, day) for id_, plan in offering.plans.items()}
    return offering.model_copy(update={"plans": plans})


def _plan_on(plan: Plan, day: dt.date) -> Plan:
    begun = [price for price in plan.prices if price.from_ is None or price.from_.earliest <= day]
    coming = plan.prices[len(begun) :]
    end = begun[-1].to if begun else None
    if end is not None and end.earliest > day:
        begun[-1] = begun[-1].model_copy(update={"to": None})
        follows = any(price.from_ is not None and price.from_.earliest == end.earliest for price in coming)
        return plan.on_a_day(tuple(begun), coming, None if follows else end)
    return plan.on_a_day(tuple(begun), coming)


@remembered
def _config_on(config: SiteConfig, day: dt.date) -> SiteConfig:
    rates = tuple(rate for rate in config.rates if rate.date.earliest <= day)
    return config if rates == config.rates else config.model_copy(update={"rates": rates})


def _facts_on(facts: Mapping[str, Fact], catalogue: Catalogue, plans: Offering | None) -> Mapping[str, Fact]:
    sold = tuple(id_ for id_, plan in plans.plans.items() if plan.sold) if plans else ()
    return _with_sold_plans(facts, catalogue, entry_plans(plans), sold)


@remembered
def _with_sold_plans(
    facts: Mapping[str, Fact], catalogue: Catalogue, plans: EntryPlans, sold: tuple[str, ...]
) -> Mapping[str, Fact]:
    """Return the facts; a value that names a plan which is not sold gives way to the default of its feature."""
    changed = {}
    for name, fact in facts.items():
        feature = catalogue.features[name]
        if feature.kind.priced and (not fact.claims or fact.used.plan_id not in sold):
            changed[name] = replace(fact, used=default_datum(feature, plans))
    return {**facts, **changed} if any(facts[name] != fact for name, fact in changed.items()) else facts


def next_change(site: Site, day: dt.date) -> dt.date | None:
    """Return the next day after `day` on which a price or rate begins or ends; None if no date lies ahead."""
    return min((date.earliest for date in period_dates(site) if date.earliest > day), default=None)


def period_dates(site: Site) -> Iterator[PartialDate]:
    """Yield every date on which a price or rate begins or ends."""
    yield from (rate.date for rate in site.config.rates)
    for offering in (*site.plans.values(), *site.offers.values()):
        for price in (price for plan in offering.plans.values() for price in plan.prices):
            yield from (date for date in (price.from_, price.to) if date is not None)
