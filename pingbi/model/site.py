"""The whole comparison as one frozen value: what the stages after reading work on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from pingbi.faults import fault
from pingbi.locales import Locale, Text, same
from pingbi.model.base import Line, Record, as_list
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.editorial import Comparison, Count, Guide, HandsOnTest, Scenario
from pingbi.model.fields import Url
from pingbi.model.plans import Offering
from pingbi.model.products import Claim, Product, Ruling
from pingbi.model.sources import Source


class LocaleEntry(Record):
    """A language's part of the addresses, and its name in itself."""

    path: Line
    name: Line


class Staleness(Record):
    """After how many days prices and other facts are called old."""

    prices: Count = 90
    facts: Count = 365


class Principle(Record):
    """One rule of the method, in plain words."""

    title: Text
    text: Text


def _address(value: Any) -> str:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")) or any(c in value for c in "?# "):
        raise fault("url-form", "the site's address begins with https://", "for instance https://example.org/reviews/")
    return value.rstrip("/") + "/"


BaseUrl = Annotated[str, BeforeValidator(_address)]


class SiteConfig(Record):
    """site.yaml: the site's name, languages and address."""

    title: Text
    subject: Text
    description: Text
    base_url: BaseUrl
    locales: dict[str, LocaleEntry] = Field(min_length=2)
    stale_after_days: Staleness = Staleness()
    repository: Url = None
    advice: Text
    principles: Annotated[tuple[Principle, ...], BeforeValidator(as_list)] = ()

    @property
    def languages(self) -> tuple[Locale, ...]:
        return tuple(Locale(id_, entry.path, entry.name) for id_, entry in self.locales.items())


def bare_config(locales: Sequence[str]) -> SiteConfig:
    """A stand-in for a faulty site.yaml that knows the languages alone, so that all other files can be checked."""
    blank = same("", locales)
    entries = {locale: LocaleEntry(path=locale.lower(), name=locale) for locale in locales}
    return SiteConfig.model_construct(
        title=blank, subject=blank, description=blank, base_url="", locales=entries, advice=blank, principles=()
    )


@dataclass(frozen=True)
class ReadClaim:
    """A claim whose value has been read by its feature's kind."""

    datum: Datum
    written: Claim


@dataclass(frozen=True)
class Fact:
    """One feature of one product: its claims, the ruling on them, and the value that is used."""

    product: str
    feature: str
    claims: tuple[ReadClaim, ...]
    used: Datum
    ruling: Ruling | None = None

    @property
    def disputed(self) -> bool:
        """Whether sources disagree: there is more than one value among its claims, and a ruling on them."""
        return self.ruling is not None


@dataclass(frozen=True)
class Prose:
    """One Markdown file: where it lies and what it says."""

    file: str
    text: str


@dataclass(frozen=True)
class Site:
    """Everything that the content says. Keys are ids; mappings keep the order of the files."""

    config: SiteConfig
    sources: Mapping[str, Source]
    catalogue: Catalogue
    products: Mapping[str, Product]
    facts: Mapping[str, Mapping[str, Fact]]
    plans: Mapping[str, Offering]
    offers: Mapping[str, Offering]
    comparisons: Mapping[str, Comparison]
    tests: Mapping[str, HandsOnTest]
    scenarios: Mapping[str, Scenario]
    needs: Mapping[str, tuple[Datum, ...]]
    """What each scenario's needs ask for, read by their features' kinds."""
    guides: Mapping[str, Guide]
    prose: Mapping[tuple[str, str, str], Prose]
    """Reviews by (folder, id, locale)."""
