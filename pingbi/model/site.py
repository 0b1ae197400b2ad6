"""The whole comparison as one frozen value: the input of all stages after loading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Annotated, Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.core import Locale as CldrLocale
from babel.core import UnknownLocaleError
from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from pingbi.diagnostics.message import quote_value, say, suggestion
from pingbi.diagnostics.problem import finding
from pingbi.locale.text import Locale, Text, read_text, same
from pingbi.model.base import Id, Record, TextLine, as_list
from pingbi.model.catalogue import Catalogue
from pingbi.model.data import Datum
from pingbi.model.editorial import Comparison, Guide, HandsOnTest, Scenario
from pingbi.model.fields import Count, Date, Title, Url
from pingbi.model.plans import Currency, Offering
from pingbi.model.products import Claim, Product, Ruling
from pingbi.model.quantities import Amount
from pingbi.model.sources import Cited, Source
from pingbi.project import is_site_address


def _language(value: Any) -> str:
    """Require a language with CLDR data for numbers and dates."""
    if not isinstance(value, str) or not is_language(value):
        hint = say("write its code like en, ja or zh-TW")
        message = say("'{value}' is not a language that can be written here", value=quote_value(value))
        raise finding("language", message, hint, (quote_value(value),))
    return value


def is_language(value: str) -> bool:
    return _LANGUAGE.match(value) is not None and _is_known(value)


@cache
def _is_known(code: str) -> bool:
    try:
        CldrLocale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\Z")
Language = Annotated[str, BeforeValidator(_language)]
LEAST_LANGUAGES = 2


UTC = "UTC"


def _time_zone(value: Any) -> str:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        near = suggestion(str(value), available_timezones())
    message = say("'{value}' is no time zone", value=quote_value(value))
    hint = near or say("write its IANA name, for instance Asia/Taipei or UTC")
    raise finding("time-zone", message, hint, (quote_value(value),))


TimeZone = Annotated[str, BeforeValidator(_time_zone), WithJsonSchema({"type": "string"})]


class LocaleEntry(Record):
    """A language's part of the addresses, and its name in itself."""

    path: Id
    name: TextLine


class Staleness(Record):
    """After how many days prices and other facts count as old."""

    prices: Count = 90
    facts: Count = 365


class ExchangeRate(Cited):
    """One unit of `from` was worth `rate` of `to` on `date`. Only such rates compare two currencies."""

    from_: Annotated[Currency, Field(alias="from")]
    to: Currency
    rate: Amount
    date: Date

    @model_validator(mode="after")
    def _usable(self) -> "ExchangeRate":
        if self.from_ == self.to:
            message = say("a rate is between two currencies")
            raise finding("rate-same", message, say("write two different ones"), at=("to",))
        if not self.rate.exact or self.rate.low == 0:
            message = say("a rate is one number above zero")
            raise finding("rate-form", message, say("write it like 31.5"), at=("rate",))
        return self


class Principle(Record):
    """One rule of the method, in plain words."""

    title: Title
    text: Text


class Acknowledgement(Record):
    """A warning that the editors accept. `path` and `naming` narrow it down within its file."""

    code: TextLine
    file: TextLine
    path: TextLine | None = None
    """A part of the file's data: `plans.base.prices`."""
    naming: TextLine | None = None
    """What the warning is about: the figure, the word."""
    because: Text


def _address(value: Any) -> str:
    if not isinstance(value, str) or not is_site_address(value):
        message = say("'{value}' is no address that a site can have", value=quote_value(value))
        hint = say("write the whole address, for instance https://example.org/reviews/")
        raise finding("url-form", message, hint, (quote_value(value),))
    return value.rstrip("/") + "/"


BaseUrl = Annotated[
    str,
    BeforeValidator(_address),
    WithJsonSchema({"type": "string", "pattern": r"^https?://[^?# ]+$", "format": "address"}),
]


def _path_names(locale: str) -> Iterator[str]:
    """Yield names for the path of a language, the most natural first."""
    yield from (locale.lower(), locale.partition("-")[0].lower())
    yield from (f"{locale.lower()}-{number}" for number in count(2))


class SiteConfig(Record):
    """site.yaml: the site's name, languages and address."""

    title: Title
    subject: Title
    description: Text
    base_url: BaseUrl
    locales: dict[Language, LocaleEntry] = Field(min_length=LEAST_LANGUAGES)
    rates: Annotated[tuple[ExchangeRate, ...], BeforeValidator(as_list)] = ()
    time_zone: TimeZone = UTC
    """Where the site's day begins, by its IANA name."""
    stale_after_days: Staleness = Staleness()
    repository: Url = None
    advice: Annotated[Text | None, BeforeValidator(read_text)]
    """The site's advice; None as of a day before it could be given."""
    principles: Annotated[tuple[Principle, ...], BeforeValidator(as_list)] = ()
    acknowledged: Annotated[tuple[Acknowledgement, ...], BeforeValidator(as_list)] = ()

    @model_validator(mode="after")
    def _paths_apart(self) -> "SiteConfig":
        """Refuse two languages with one path: their pages would overwrite one another."""
        seen: dict[str, str] = {}
        for locale, entry in self.locales.items():
            other = seen.setdefault(entry.path, locale)
            if other != locale:
                taken = {entry.path for entry in self.locales.values()}
                free = next(name for name in _path_names(locale) if name not in taken)
                hint = say("choose another, for instance '{path}'", path=free)
                message = say("{other} has the path '{path}', too", other=other, path=entry.path)
                raise finding("duplicate-path", message, hint, (other, entry.path), at=("locales", locale, "path"))
        return self

    @property
    def languages(self) -> tuple[Locale, ...]:
        return tuple(Locale(id_, entry.path, entry.name) for id_, entry in self.locales.items())


def bare_config(locales: Sequence[str]) -> SiteConfig:
    """Return a stand-in for a faulty site.yaml: only its languages, so that other files can be checked."""
    blank = same("", locales)
    entries = {locale: LocaleEntry(path=locale.lower(), name=locale) for locale in locales}
    return SiteConfig.model_construct(
        title=blank, subject=blank, description=blank, base_url="", locales=entries, advice=blank, principles=()
    )


@dataclass(frozen=True)
class ReadClaim:
    """A claim whose value was read by its feature's kind."""

    datum: Datum
    source_claim: Claim


@dataclass(frozen=True)
class Judged:
    """A ruling with the values it judged and the one it uses, as read by the feature's kind."""

    ruling: Ruling
    values: tuple[Datum, ...]
    use: Datum


@dataclass(frozen=True)
class Fact:
    """One feature of one product: its claims, the ruling on them, and the value in use."""

    product: str
    feature: str
    claims: tuple[ReadClaim, ...]
    used: Datum
    ruling: Ruling | None = None
    earlier: tuple[Judged, ...] = ()
    """Rulings that later claims reopened; they hold for earlier days."""

    @property
    def disputed(self) -> bool:
        """Whether sources disagree: the claims give more than one value, and a ruling decides."""
        return self.ruling is not None


@dataclass(frozen=True)
class Prose:
    """One Markdown file: its path and text."""

    file: str
    text: str


class ComparisonData(Protocol):
    """What products are compared by. A site has it, too; what asks for this alone depends on nothing else of a site."""

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def rates(self) -> tuple[ExchangeRate, ...]: ...

    @property
    def facts(self) -> Mapping[str, Mapping[str, Fact]]: ...

    @property
    def plans(self) -> Mapping[str, Offering]: ...


@dataclass(frozen=True)
class ComparedProducts:
    """What some products are compared by, and nothing else."""

    catalogue: Catalogue
    rates: tuple[ExchangeRate, ...]
    facts: Mapping[str, Mapping[str, Fact]]
    plans: Mapping[str, Offering]


@dataclass(frozen=True)
class Site:
    """Everything in the content. Keys are ids; mappings keep the order of the files."""

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
    """The value that each need of each scenario asks for, read by its feature's kind."""
    guides: Mapping[str, Guide]
    prose: Mapping[tuple[str, str, str], Prose]
    """Reviews by (folder, id, locale)."""

    @property
    def rates(self) -> tuple[ExchangeRate, ...]:
        return self.config.rates
