"""All that was read of a content folder, put together into one Site."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic_core import PydanticCustomError

from pingbi.findings import as_problem
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import UNKNOWN, Datum
from pingbi.model.editorial import Need, Scenario
from pingbi.model.in_use import sold
from pingbi.model.site import Fact, Prose, Site, SiteConfig, bare_config
from pingbi.model.sources import Source
from pingbi.problems import Place, Problem
from pingbi.reading.facts import read_facts
from pingbi.reading.layout import filed
from pingbi.reading.loading import FEATURES, Loading
from pingbi.reading.markdown_files import read_prose
from pingbi.reading.periods import with_periods, wrong_periods
from pingbi.remember import remembered
from pingbi.site_structure import PROSE_FOLDERS
from pingbi.wording import say


def assemble(
    state: Loading,
    config: SiteConfig | None,
    catalogue: Catalogue,
    sources: Mapping[str, Source],
    records: Mapping[str, dict[str, Any]],
) -> Site:
    """The site of all that could be read; what is wrong with the rest is in the state's problems."""
    plans, offers = (
        {id_: with_periods(offering, sources) for id_, offering in records[kind].items()}
        for kind in ("plans", "offers")
    )
    for kind in ("plans", "offers"):
        for id_, offering in records[kind].items():
            state.problems += wrong_periods(f"content/{kind}/{id_}.yaml", offering, sources)
    products = dict(sorted(records["products"].items(), key=lambda item: item[1].color))
    declared = None if FEATURES in state.broken else state.declared()["features"]
    facts: dict[str, Mapping[str, Fact]] = {}
    for id_, product in products.items():
        file = f"content/plans/{id_}.yaml"
        faulty = file in state.broken or (id_ not in plans and file in state.files)
        given = (id_, product, catalogue, tuple(state.locales), sold(plans.get(id_)), faulty, declared)
        facts[id_], problems = read_facts(*given)
        state.problems += problems
    return Site(
        config=config or bare_config(state.locales),
        sources=sources,
        catalogue=catalogue,
        products=products,
        facts=facts,
        plans=plans,
        offers=offers,
        comparisons=records["comparisons"],
        tests=records["tests"],
        scenarios=records["scenarios"],
        needs={id_: _needs(state, catalogue, id_, scenario) for id_, scenario in records["scenarios"].items()},
        guides=records["guides"],
        prose=_prose(state),
    )


def _needs(state: Loading, catalogue: Catalogue, id_: str, scenario: Scenario) -> tuple[Datum, ...]:
    found, problems = _needs_of(id_, scenario, catalogue, tuple(state.locales))
    state.problems += problems
    return found


@remembered
def _needs_of(
    id_: str, scenario: Scenario, catalogue: Catalogue, locales: tuple[str, ...]
) -> tuple[tuple[Datum, ...], list[Problem]]:
    """What the needs of a scenario ask for; one that cannot be read is reported and counts as unknown."""
    problems: list[Problem] = []
    found: list[Datum] = []
    for index, need in enumerate(scenario.needs):
        place = Place(f"content/scenarios/{id_}.yaml", ("needs", index, need.form[0]))
        asked = _asked(need, catalogue, locales, place)
        problems += [asked] if isinstance(asked, Problem) else []
        found.append(UNKNOWN if isinstance(asked, Problem) else asked)
    return tuple(found), problems


def _asked(need: Need, catalogue: Catalogue, locales: tuple[str, ...], place: Place) -> Datum | Problem:
    (form, written), feature = need.form, catalogue.features.get(need.feature)
    if feature is None:
        return UNKNOWN  # that there is no such feature is told where names are checked
    kind = feature.kind
    if form not in kind.need_forms:
        message = say("a need on a feature of kind '{kind}' has no '{form}'", kind=kind.name, form=form)
        hint = say("write one of: {known}", known=kind.need_forms)
        return Problem(replace(place, key=True), "need-form", message, hint, about=(kind.name, form))
    try:
        return kind.read(written, feature, catalogue.scales, locales)
    except PydanticCustomError as wrong:
        return as_problem(wrong, place)


def _prose(state: Loading) -> dict[tuple[str, str, str], Prose]:
    """Prose files by (folder, id, locale): `products/ID.zh-TW.md`."""
    found = {}
    for file in sorted(state.files):
        folder, stem, suffix = filed(file)
        if suffix == ".md" and folder in PROSE_FOLDERS:
            id_, _, locale = stem.partition(".")
            prose, problems = _prose_of(state.files[file], file)
            state.problems += problems
            if prose.text:
                found[folder, id_, locale] = prose
    return found


@remembered
def _prose_of(data: bytes, file: str) -> tuple[Prose, tuple[Problem, ...]]:
    """A prose file, and what is wrong with it."""
    text, problems = read_prose(data, file)
    return Prose(file, text), tuple(problems)
