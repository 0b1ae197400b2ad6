"""A parsed file against a record: every fault at the place where the editor wrote it."""

from typing import Any

import pytest
from pydantic import BaseModel

from pingbi.content.records import known_keys, path_in_file, validate
from pingbi.model.editorial import Guide, Scenario
from pingbi.model.plans import Offering
from pingbi.model.products import Product
from pingbi.model.site import SiteConfig

LOCALES = {"locales": ["zh-TW", "en"], "source": "sheet", "at": "all"}
TEXT = {"zh-TW": "甲", "en": "A"}
PLAN: dict[str, Any] = {"name": "Base", "prices": [{"monthly": 5}]}
PRODUCT: dict[str, Any] = {
    "name": "X", "vendor": "Y", "family": "x", "version": "1", "color": 1, "summary": TEXT, "verdict": TEXT,
}  # fmt: skip


def reported(data: Any, record: type[BaseModel], **context: str) -> list[tuple[tuple[Any, ...], bool, str]]:
    """Path, whether the key is meant, and code of every problem."""
    found, problems = validate(data, record, "x.yaml", LOCALES | context)
    assert (found is None) == bool(problems)
    assert all(problem.message and problem.hint for problem in problems)
    return [(problem.place.path, problem.place.key, problem.code) for problem in problems]


def offering(**more: Any) -> dict[str, Any]:
    given = {"product": "x", "seller": {"name": "S", "kind": "partner"}, "currency": "USD", "plans": {"base": PLAN}}
    return given | more


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (offering(), []),
        (offering(seller=None), [((), False, "key-missing")]),
        (offering(curency="USD"), [(("curency",), True, "key-unknown")]),
        (offering(currency="NTD"), [(("currency",), False, "currency")]),
        (offering(currency="usd"), [(("currency",), False, "currency")]),
        (offering(plans={}), [(("plans",), False, "type")]),
        (offering(plans=[PLAN]), [(("plans",), False, "type")]),
        (offering(plans={"No Good": PLAN}), [(("plans", "No Good"), True, "id-form")]),
        (offering(plans={"con": PLAN}), [(("plans", "con"), True, "slug-reserved")]),
        (offering(plans={"a": {"prices": PLAN["prices"]}}), [(("plans", "a"), False, "key-missing")]),
        (offering(plans={"a": PLAN | {"prices": {"monthly": 5}}}), [(("plans", "a", "prices"), False, "type")]),
    ],
)
def test_an_offering(data: Any, expected: Any) -> None:
    assert reported(data, Offering) == expected


@pytest.mark.parametrize(
    ("price", "path", "key", "code"),
    [
        ({"monthly": -1}, ("monthly",), False, "number-negative"),
        ({"monthly": True}, ("monthly",), False, "type"),
        ({"monthly": "free"}, ("monthly",), False, "type"),
        ({"monthly": "1,200"}, ("monthly",), False, "number-form"),
        ({"monthly": "5 USD"}, ("monthly",), False, "unit-unknown"),
        ({"mothly": 5}, ("mothly",), True, "key-unknown"),
        ({"free": False}, ("free",), False, "type"),
        ({"free": True, "monthly": 5}, (), False, "price-shape"),
        ({}, (), False, "price-shape"),
        (6.5, (), False, "type"),
        ({"monthly": 5, "from": "2026-02-30"}, ("from",), False, "date-bad"),
        ({"monthly": 5, "from": "01/02/2026"}, ("from",), False, "date-form"),
    ],
)
def test_a_price(price: Any, path: tuple[str, ...], key: bool, code: str) -> None:
    data = offering(plans={"base": {"name": "Base", "prices": [price]}})
    assert (("plans", "base", "prices", 0, *path), key, code) in reported(data, Offering)


def test_a_price_needs_a_source_from_somewhere() -> None:
    assert reported(offering(), Offering, source="") == [
        (("plans", "base", "prices", 0, "source"), False, "source-missing")
    ]


@pytest.mark.parametrize(
    ("value", "path", "code"),
    [
        ({"value": 5, "as_of": "yesterday"}, ("as_of",), "date-form"),
        ({"value": 5, "nota": TEXT}, ("nota",), "key-unknown"),
        ({"note": TEXT}, (), "key-missing"),
        ({"claims": []}, ("claims",), "type"),
        ({"claims": [{"value": 5, "nota": TEXT}]}, ("claims", 0, "nota"), "key-unknown"),
        ({"claims": [{"value": 5}], "ruling": {"judged": [5], "use": 5}}, ("ruling",), "key-missing"),
    ],
)
def test_a_value_in_either_form_is_blamed_where_it_is_written(value: Any, path: tuple[Any, ...], code: str) -> None:
    found = reported(PRODUCT | {"values": {"size": value}}, Product)
    assert [(place, name) for place, _, name in found] == [(("values", "size", *path), code)]


@pytest.mark.parametrize(
    ("color", "code"), [(0, "color"), (9, "color"), ("3", "color"), (True, "color"), (None, "color")]
)
def test_a_colour_is_one_of_eight(color: Any, code: str) -> None:
    assert reported(PRODUCT | {"color": color}, Product) == [(("color",), False, code)]


def test_a_text_lacking_a_language_is_all_that_is_reported() -> None:
    """What follows from it alone (a list too short without it) is not reported beside it."""
    lacking = {"zh-TW": "甲"}
    guide = {"title": TEXT, "asks": TEXT, "three": [TEXT, lacking, TEXT]}
    assert reported(guide, Guide) == [(("three", 1), False, "translation-missing")]


def test_several_faults_are_all_reported() -> None:
    data = PRODUCT | {"color": 0, "sumary": TEXT, "verdict": {"zh-TW": "甲"}}
    assert {code for _, _, code in reported(data, Product)} == {"color", "key-unknown", "translation-missing"}


@pytest.mark.parametrize("data", [None, [], "text", 5, True])
def test_a_file_that_is_no_mapping(data: Any) -> None:
    assert [code for _, _, code in reported(data, SiteConfig)] == ["type"]


def test_the_nearest_key_is_proposed() -> None:
    _, problems = validate(PRODUCT | {"sumary": TEXT}, Product, "x.yaml", LOCALES)
    assert "'summary'" in problems[0].hint


def test_a_look_alike_letter_is_described() -> None:
    _, problems = validate(PRODUCT | {"colоr": 2}, Product, "x.yaml", LOCALES)
    assert "U+043E" in problems[0].hint and "'color'" in problems[0].hint


@pytest.mark.parametrize(
    ("path", "some"),
    [
        ((), {"name", "for", "needs", "weights"}),
        (("needs", 0), {"feature", "is", "at_least", "because"}),
        (("says", 3), {"pick", "text", "source", "at"}),
        (("weights",), set()),
    ],
)
def test_known_keys_at_a_place(path: tuple[Any, ...], some: set[str]) -> None:
    found = set(known_keys(Scenario, path))
    assert some <= found and bool(some) == bool(found)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("15 s", ()),
        ({"value": "15 s"}, ("value",)),
        ({"claims": [{"value": "15 s"}]}, ("claims", 0, "value")),
    ],
)
def test_the_path_of_a_value_as_it_was_written(written: Any, path: tuple[Any, ...]) -> None:
    assert path_in_file({"size": written}, ("size", "claims", 0, "value")) == ("size", *path)
