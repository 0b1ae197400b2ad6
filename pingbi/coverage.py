"""How complete a comparison is: facts per product, and texts that changed in one language only."""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pingbi.analysis.analyse import dated_values
from pingbi.content.paragraphs import corresponding
from pingbi.diagnostics.message import Message, say
from pingbi.diagnostics.problem import MachineError, Place, Problem
from pingbi.diagnostics.report import width
from pingbi.diagnostics.translations import in_language
from pingbi.model.base import texts
from pingbi.model.data import State
from pingbi.model.site import Fact, Site
from pingbi.publish.disk import REAL
from pingbi.site_structure import RECORD_FOLDERS


@dataclass(frozen=True)
class TranslationUnit:
    """One statement: for each language the hash of its words, and its place."""

    hashes: Mapping[str, str]
    places: Mapping[str, Place]


def hash_of(words: str) -> str:
    """Return the hash of words, whatever their line breaks."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def translation_units(site: Site) -> Iterator[TranslationUnit]:
    """Return all statements of a site, without names that are the same in every language."""
    for file, record in _records(site):
        for path, text in texts(record):
            if len({words for _, words in text}) > 1:
                yield TranslationUnit(
                    {locale: hash_of(words) for locale, words in text},
                    {locale: Place(file, (*path, locale)) for locale, _ in text},
                )
    for folder, id_ in dict.fromkeys(key[:2] for key in site.prose):
        yield from _of_prose(site, folder, id_)


def _of_prose(site: Site, folder: str, id_: str) -> Iterator[TranslationUnit]:
    found = {locale: site.prose.get((folder, id_, locale)) for locale in site.config.locales}
    given = {locale: prose for locale, prose in found.items() if prose}
    for row in corresponding({locale: prose.text for locale, prose in given.items()}):
        yield TranslationUnit(
            {locale: hash_of(paragraph.text) for locale, paragraph in row.items()},
            {locale: Place(given[locale].file, line=paragraph.line, column=1) for locale, paragraph in row.items()},
        )


def _records(site: Site) -> Iterator[tuple[str, Any]]:
    yield "content/site.yaml", site.config
    yield "content/sources.yaml", dict(site.sources)
    yield "content/features.yaml", site.catalogue
    for folder in RECORD_FOLDERS:
        for id_, record in getattr(site, folder).items():
            yield f"content/{folder}/{id_}.yaml", record


FILE = "content/.translations"
HEAD = "# Texts whose languages were found to say the same, by hash. Renewed by: pingbi check --coverage --accept"
AcceptedRow = tuple[str, ...]


@dataclass(frozen=True)
class AcceptedTexts:
    """The accepted statements: for each, the hash of its words in each of `locales`."""

    locales: tuple[str, ...] = ()
    rows: frozenset[AcceptedRow] = frozenset()


@dataclass(frozen=True)
class Compared:
    """`behind`: a problem for each text whose counterpart has changed. `new`: neither language was accepted."""

    in_step: int
    new: int
    behind: tuple[Problem, ...]


def read_record(text: str) -> AcceptedTexts:
    """Read the record; an empty one if there is none. Lines that are no row of it are skipped."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return AcceptedTexts()
    locales = tuple(lines[0])
    return AcceptedTexts(locales, frozenset(tuple(line) for line in lines[1:] if len(line) == len(locales)))


def record_text(units: Iterable[TranslationUnit], locales: Sequence[str]) -> str:
    """Return the record of these statements, one per line in the order of their hashes, so that distant edits merge."""
    rows = {tuple(unit.hashes[locale] for locale in locales) for unit in units if set(locales) <= unit.hashes.keys()}
    return "\n".join([HEAD, " ".join(locales), *(" ".join(row) for row in sorted(rows))]) + "\n"


def compare(units: Iterable[TranslationUnit], record: AcceptedTexts) -> Compared:
    """Compare each statement with the record, by its words alone: its place and key do not matter."""
    known = {locale: {row[at] for row in record.rows} for at, locale in enumerate(record.locales)}
    in_step = new = 0
    behind: list[Problem] = []
    for unit in units:
        shared = [locale for locale in record.locales if locale in unit.hashes]
        kept = [locale for locale in shared if unit.hashes[locale] in known[locale]]
        if kept == shared and _accepted(unit, record):
            in_step += 1
        elif kept and len(kept) < len(shared):
            behind += _behind(unit, kept, [locale for locale in shared if locale not in kept])
        else:
            new += 1
    return Compared(in_step, new, tuple(behind))


def _accepted(unit: TranslationUnit, record: AcceptedTexts) -> bool:
    return tuple(unit.hashes.get(locale, "") for locale in record.locales) in record.rows


def _behind(unit: TranslationUnit, kept: Sequence[str], changed: Sequence[str]) -> list[Problem]:
    hint = say("see whether it still says the same; then: check --coverage --accept")
    also = tuple(unit.places[locale] for locale in changed)
    return [
        Problem(
            unit.places[locale],
            "translation-behind",
            say("the text in {changed} has changed, and the one in {locale} has not", changed=changed, locale=locale),
            hint,
            "warning",
            also,
            about=(*changed, locale),
        )
        for locale in kept
    ]


def accepted(root: Path) -> AcceptedTexts:
    """The record of the site at `root`; an empty one where it has none."""
    return read_record(_text(root / FILE))


def accept(root: Path, statements: Sequence[TranslationUnit], locales: Sequence[str]) -> None:
    """Record the statements as they are now. Raises MachineError where the file cannot be written."""
    text = record_text(statements, locales)
    try:
        if _text(root / FILE) != text:
            REAL.replace(root / FILE, text.encode())
    except OSError as wrong:
        message = say("{name} cannot be written: {reason}", name=FILE, reason=wrong.strerror)
        raise MachineError(message, say("look at the folder's permissions and the space on the disk")) from wrong


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


KNOWN = (State.KNOWN, State.BOUNDED, State.NO)


@dataclass(frozen=True)
class FactCounts:
    """One product's features by state; `stale` and `disputed` ones count as known, too."""

    product: str
    known: int
    partly: int
    unknown: int
    not_applicable: int
    stale: int
    disputed: int


def count_facts(site: Site, today: dt.date) -> tuple[FactCounts, ...]:
    """Count for each product, in the site's order. A value is stale if it is older on `today` than site.yaml allows."""
    return tuple(_count(site, id_, today) for id_ in site.products)


def _count(site: Site, id_: str, today: dt.date) -> FactCounts:
    facts = tuple(site.facts[id_].values())
    states = [fact.used.state for fact in facts]
    return FactCounts(
        product=id_,
        known=sum(state in KNOWN for state in states),
        partly=states.count(State.PARTLY),
        unknown=states.count(State.UNKNOWN),
        not_applicable=states.count(State.NOT_APPLICABLE),
        stale=_stale(site, facts, today),
        disputed=sum(fact.disputed for fact in facts),
    )


def _stale(site: Site, facts: tuple[Fact, ...], today: dt.date) -> int:
    limit = site.config.stale_after_days.facts
    known = [fact for fact in facts if fact.used.state not in (State.UNKNOWN, State.NOT_APPLICABLE)]
    return sum((today - date.earliest).days > limit for date, _ in dated_values(site, known))


COLUMNS = {
    "product": say("product"),
    "known": say("known"),
    "partly": say("partly"),
    "unknown": say("unknown"),
    "not_applicable": say("not applicable"),
    "stale": say("stale"),
    "disputed": say("disputed"),
}


def as_table(counted: Sequence[FactCounts], language: str) -> str:
    """Return one line per product, with right-aligned numbers, also beside wide characters."""
    rows = [[in_language(title, language) for title in COLUMNS.values()]]
    rows += [[str(value) for value in asdict(item).values()] for item in counted]
    widths = [max(width(row[at]) for row in rows) for at in range(len(COLUMNS))]
    return "".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [" " * (wide - width(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True)]
    return "  ".join([row[0] + " " * (widths[0] - width(row[0])), *cells]) + "\n"


def translations_line(compared: Compared) -> Message:
    """Return the state of the translations in a sentence."""
    return say(
        "texts: {in_step} in step, {behind} behind their counterpart, {new} not accepted yet",
        in_step=compared.in_step,
        behind=len(compared.behind),
        new=compared.new,
    )


def as_data(counted: Sequence[FactCounts], compared: Compared) -> dict[str, Any]:
    facts = {item.product: {key: value for key, value in asdict(item).items() if key != "product"} for item in counted}
    texts = {"in_step": compared.in_step, "behind": len(compared.behind), "new": compared.new}
    return {"facts": facts, "texts": texts}
