"""A product is one version of something; its values carry claims, and rulings where these disagree."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from pingbi.diagnostics.message import say, suggestion
from pingbi.diagnostics.problem import finding
from pingbi.locale.text import Text
from pingbi.model.base import Id, Record, TextLine, as_list, check_line
from pingbi.model.fields import Count, Date, Draftable, Name, TextList, one_of
from pingbi.model.sources import Cited, Point

EVENTS = ("announced", "released", "updated")
COLORS = 8


def _plans(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list | tuple) else [value]
    for index, name in enumerate(names):
        check_line(name, (index,) if isinstance(value, list) else ())
    if not names:
        raise finding("type", say("a list of plans is empty"), say("name a plan, or remove the key"))
    return tuple(names)


_PLANS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
Plans = Annotated[tuple[str, ...], BeforeValidator(_plans), WithJsonSchema(_PLANS)]


class Conditions(Record):
    """Conditions of a claim. Claims under different conditions do not contradict each other."""

    plan: Plans = ()
    """The vendor's plans for which the claim holds, one or several; () for all."""
    region: Text | None = None
    case: Text | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.plan or self.region or self.case)


class Claim(Cited):
    """One source's statement of a value. `value` is as in the file; the feature's kind decides how it is read."""

    value: Any
    as_of: Date | None = None
    when: Conditions = Conditions()
    note: Text | None = None
    quote: TextLine | None = None
    """The source's exact words, which must contain the value's figures. For editors: no page prints them."""


class Ruling(Record):
    """Which of the disagreeing values is used, and why; it holds only for the values it judged."""

    judged: tuple[Any, ...]
    use: Any
    because: Text

    @model_validator(mode="before")
    @classmethod
    def _list(cls, written: Any) -> Any:
        if isinstance(written, dict) and isinstance(written.get("judged"), list):
            return {**written, "judged": tuple(written["judged"])}
        return written


class Value(Record):
    """One feature's value: its claims, and the ruling on them."""

    claims: tuple[Claim, ...] = Field(min_length=1)
    ruling: Ruling | None = None
    earlier_rulings: Annotated[tuple[Ruling, ...], BeforeValidator(as_list)] = ()
    """Rulings on fewer claims, from before the newest claims."""

    @model_validator(mode="before")
    @classmethod
    def _from_shorthand(cls, written: Any, info: ValidationInfo) -> Any:
        """Normalise short forms:

        `15 s` and `{value: 15 s, at: …}` are one claim; a text in its languages is a value, too.
        """
        locales = set((info.context or {}).get("locales", []))
        if isinstance(written, dict) and written and not locales.issuperset(written):
            if "claims" in written:
                return {**written, "claims": _tuple(written["claims"])}
            if "value" in written:
                return {"claims": (written,)}
            for key in written:
                near = suggestion(str(key), ("value", "claims"))
                if near:
                    message = say("'{key}' is not known here", key=key)
                    raise finding("key-unknown", message, near, (key,), at=(key,), key=True)
            raise finding("key-missing", say("this value has neither 'value' nor 'claims'"), say("add 'value: …'"))
        return {"claims": ({"value": written},)}


def _tuple(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        raise finding("type", say("'claims' is a list"), say("begin each claim with '- '"), at=("claims",))
    return tuple(value)


def _points(value: Any) -> Any:
    if not isinstance(value, list):
        hint = say("begin each with '- {{text: {{zh-TW: …, en: …}}}}'")
        raise finding("type", say("a list of points is expected here"), hint)
    return tuple(value)


Points = Annotated[tuple[Point, ...], BeforeValidator(_points)]


class Event(Point):
    """Something that happened to the product on a date."""

    date: Date
    event: Annotated[str, one_of(EVENTS, say("kind of event"))]


class Dispute(Record):
    """A contradiction that is not about one feature's value: both sides and the ruling."""

    about: Text
    claims: Points = Field(min_length=2)
    ruling: Text


Disputes = Annotated[tuple[Dispute, ...], BeforeValidator(_points)]


def _version(value: Any) -> str:
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _color(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= COLORS:
        hint = say("choose 1 to {most}; each product its own", most=COLORS)
        raise finding("color", say("a colour is a whole number from 1 to {most}", most=COLORS), hint)
    return value


def _values(value: Any) -> Any:
    if not isinstance(value, dict):
        raise finding("type", say("'values' is a mapping"), say("write 'feature: value' lines"))
    return value


def _host(value: Any) -> str:
    line = check_line(value)
    if not _HOST.match(line):
        hint = say("write the host's name alone, in small letters: example.com")
        raise finding("url-form", say("'{host}' is not the name of a host", host=line), hint, (line,))
    return line


_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\Z")
Host = Annotated[str, BeforeValidator(_host)]


Version = Annotated[TextLine, BeforeValidator(_version), WithJsonSchema({"type": ["string", "number"]})]
Color = Annotated[
    int | None, BeforeValidator(_color), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": COLORS})
]


class Product(Draftable):
    """One version of one product."""

    name: Name
    vendor: Name | None = None
    family: Id | None = None
    version: Version | None = None
    predecessor: str | None = None
    hosts: Annotated[tuple[Host, ...], BeforeValidator(as_list)] = ()
    """The vendor's own hosts: a source of kind `vendor` must be published on one of them."""
    order: Count | None = None
    """The product's place among all; without one it follows those that have one, by its colour, then its id."""
    color: Color = None
    """The product's colour on the whole site; without one its family's, or none."""
    source: str | None = None
    at: str | None = None
    summary: Text
    verdict: Text
    good_for: TextList = ()
    not_for: TextList = ()
    history: Annotated[tuple[Event, ...], BeforeValidator(_points)] = ()
    strengths: Points = ()
    weaknesses: Points = ()
    notes: Points = ()
    values: Annotated[dict[str, Value], BeforeValidator(_values)] = Field(default_factory=dict)
    disputes: Disputes = ()
