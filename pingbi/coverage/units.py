"""Everything that is written in several languages, piece by piece: texts of the data, paragraphs of the prose."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingbi.model.site import Site
from pingbi.model.walk import texts
from pingbi.problems import Place
from pingbi.reading.paragraphs import in_pairs
from pingbi.site_structure import RECORD_FOLDERS


@dataclass(frozen=True)
class Unit:
    """One statement: for each language the hash of its words, and where they stand."""

    hashes: Mapping[str, str]
    places: Mapping[str, Place]


def hash_of(words: str) -> str:
    """The same for the same words, however they are broken into lines."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def units(site: Site) -> Iterator[Unit]:
    """All statements of a site; names that are alike in every language need no translation and are left out."""
    for file, record in _records(site):
        for path, text in texts(record):
            if len({words for _, words in text}) > 1:
                yield Unit(
                    {locale: hash_of(words) for locale, words in text},
                    {locale: Place(file, (*path, locale)) for locale, _ in text},
                )
    for folder, id_ in dict.fromkeys(key[:2] for key in site.prose):
        yield from _of_prose(site, folder, id_)


def _of_prose(site: Site, folder: str, id_: str) -> Iterator[Unit]:
    found = {locale: site.prose.get((folder, id_, locale)) for locale in site.config.locales}
    given = {locale: prose for locale, prose in found.items() if prose}
    for row in in_pairs({locale: prose.text for locale, prose in given.items()}):
        yield Unit(
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
