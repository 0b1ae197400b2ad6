"""Values as written become data: each kind of feature takes its own forms, and says so of all others."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from pingbi.locale.text import Text
from pingbi.model.catalogue import Catalogue, Feature
from pingbi.model.data import UNKNOWN, Datum, NotApplicable, State
from pingbi.model.kinds import KINDS
from pingbi.model.kinds.choices import Level, Options, YesNoAnswer
from pingbi.model.kinds.measures import LINES, Measure, PlanPrice, Statement
from tests.support.laws import law

LOCALES = ["zh-TW", "en"]
NAME = Text((("zh-TW", "名"), ("en", "Name")))
CATALOGUE = Catalogue.model_validate(
    {"scales": {"quality": {"poor": NAME, "good": NAME, "best": NAME}}, "groups": {}, "features": {}},
    context={"locales": LOCALES},
)


def feature(kind: str) -> Feature:
    more: dict[str, Any] = {"rating": {"scale": "quality"}}.get(kind, {})
    options = {"options": {"a": NAME, "b": NAME, "c": NAME}} if kind in ("choice", "set") else {}
    written = {"group": "all", "name": NAME, "asks": NAME, "kind": kind, **more, **options}
    return Feature.model_validate(written, context={"locales": LOCALES})


def read(written: Any, kind: str) -> Datum:
    return KINDS[kind].read(written, feature(kind), CATALOGUE.scales, LOCALES)


def code(written: Any, kind: str) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        read(written, kind)
    assert caught.value.context is not None and caught.value.context["hint"]
    return str(caught.value.context["code"])


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_a_value_can_be_unknown_or_not_apply(kind: str) -> None:
    assert read("unknown", kind) == UNKNOWN
    assert read("n/a", kind) == NotApplicable()
    assert code(None, kind) == "value-empty"


@pytest.mark.parametrize(
    ("kind", "written", "datum"),
    [
        ("yes-no", True, YesNoAnswer("yes")),
        ("yes-no", False, YesNoAnswer("no")),
        ("yes-no", "partly", YesNoAnswer("partly")),
        ("rating", "poor", Level("poor", 0, 3)),
        ("rating", "best", Level("best", 2, 3)),
        ("choice", "b", Options(("b",))),
        ("set", ["c", "a"], Options(("a", "c"))),
        ("set", [], Options(())),
        ("text", {"zh-TW": " 甲 ", "en": "A"}, Statement(Text((("zh-TW", "甲"), ("en", "A"))))),
        ("price", "plan standard", PlanPrice("standard")),
    ],
)
def test_forms(kind: str, written: Any, datum: Datum) -> None:
    assert read(written, kind) == datum


@pytest.mark.parametrize(
    ("kind", "written", "ends"),
    [
        ("number", 50, ("50", "50")),
        ("number", "100+", ("100", None)),
        ("percent", "8-12%", ("8", "12")),
        ("duration", "3-8 min", ("180", "480")),
        ("rate", "30 fps", ("30", "30")),
        ("resolution", "1080p", ("1080", "1080")),
        ("resolution", "2K-4K", ("1440", "2160")),
    ],
)
def test_measures(kind: str, written: Any, ends: tuple[str, str | None]) -> None:
    datum = read(written, kind)
    assert isinstance(datum, Measure)
    assert datum.quantity.base() == tuple(None if end is None else Fraction(end) for end in ends)


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("yes-no", "yes", "type"),
        ("yes-no", 1, "type"),
        ("rating", "goood", "choice"),
        ("rating", 2, "choice"),
        ("choice", "d", "choice"),
        ("choice", ["a"], "choice"),
        ("set", "a", "type"),
        ("set", ["a", "x"], "choice"),
        ("resolution", "1081p", "resolution"),
        ("resolution", 1080, "resolution"),
        ("resolution", "4K-", "resolution"),
        ("duration", 15, "unit-unknown"),
        ("number", True, "type"),
        ("text", "just one language", "type"),
        ("text", {"zh-TW": "甲"}, "translation-missing"),
        ("text", {"zh-TW": "甲", "en": " "}, "translation-missing"),
        ("text", {"zh-TW": "甲", "en": "A", "fr": "A"}, "key-unknown"),
        ("text", {"zh-TW": "甲", "en": 5}, "type"),
        ("price", "6.99", "price-typed"),
        ("price", "plan ", "price-typed"),
    ],
)
def test_what_is_refused(kind: str, written: Any, expected: str) -> None:
    assert code(written, kind) == expected


@pytest.mark.parametrize(
    ("kind", "written", "state"),
    [
        ("yes-no", False, State.NO),
        ("yes-no", "partly", State.PARTLY),
        ("set", [], State.NO),
        ("number", "5", State.KNOWN),
        ("number", "5+", State.BOUNDED),
        ("number", "5-6", State.BOUNDED),
        ("number", "unknown", State.UNKNOWN),
        ("number", "n/a", State.NOT_APPLICABLE),
    ],
)
def test_missing_is_neither_zero_nor_no(kind: str, written: Any, state: State) -> None:
    assert read(written, kind).state is state


@law
@given(st.sampled_from(list(LINES)), st.sampled_from(list(LINES)))
def test_a_range_of_resolutions_has_its_ends_in_order(one: str, other: str) -> None:
    datum = read(f"{one}-{other}", "resolution")
    assert isinstance(datum, Measure)
    assert datum.quantity.base() == tuple(map(Fraction, sorted((LINES[one], LINES[other]))))


WRITTEN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*LOCALES, "x"]), inner, max_size=2),
    max_leaves=4,
)


@law
@given(st.sampled_from(list(KINDS)), WRITTEN)
def test_whatever_is_written_is_read_or_complained_of(kind: str, written: Any) -> None:
    try:
        read(written, kind)
    except PydanticCustomError as wrong:
        assert wrong.context is not None and {"code", "message", "hint"} <= wrong.context.keys()
