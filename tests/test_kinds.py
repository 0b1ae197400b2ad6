"""A kind of feature is one class that reads values, places them and says them; no other module lists the kinds."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from inspect import isabstract
from typing import Any

import pytest

from pingbi.analysis.scores import rated_on
from pingbi.analysis.winners import judge, span_of
from pingbi.locale.figures import PartialDate, read_date
from pingbi.locale.formats import day
from pingbi.model.catalogue import Feature
from pingbi.model.data import UNKNOWN, Datum, NotApplicable, State, Unknown
from pingbi.model.editorial import NEED_FORMS
from pingbi.model.kinds import KINDS, register
from pingbi.model.kinds.kind import Declared, FeatureKind, FeatureSpec, Order, Scales, Schema, Span, ValueContext
from pingbi.model.plans import Offering
from pingbi.model.site import Site
from pingbi.schema.explanations import keys
from tests.support.commands import HOME
from tests.support.presenters import presenter_of
from tests.support.samples import PLANS, files_of, reported, site_of
from tests.test_architecture import FILES

NAMES = "{good: {zh-TW: 好, en: Good}, fine: {zh-TW: 優, en: Fine}, best: {zh-TW: 最好, en: Best}}"
EXTRA = {
    "number": "unit: {zh-TW: 種, en: styles}",
    "rating": "scale: quality",
    "choice": f"options: {NAMES}",
    "set": f"options: {NAMES}",
}


@dataclass(frozen=True)
class Case:
    """A value as it is written, in words, and as the ends of its span; () where it is on no axis."""

    written: str
    en: str
    zh: str
    axis: tuple[Fraction | int | None, ...]


CASES = {
    "yes-no": Case("false", "No", "無", (0, 0)),
    "number": Case("8-12", "8–12 styles", "8–12 種", (8, 12)),
    "percent": Case("~5%", "about 5%", "約 5%", (5, 5)),
    "duration": Case("3 min+", "at least 3 min", "至少 3 分鐘", (180, None)),
    "resolution": Case("1080p-4K", "1080p–4K", "1080p–4K", (1080, 2160)),
    "rate": Case("30 fps", "30 fps", "30 fps", (30, 30)),
    "rating": Case("fine", "Fine", "優", (1, 1)),
    "choice": Case("best", "Best", "最好", (1, 1)),
    "set": Case("[best, good]", "Good and Best", "好、最好", (2, 2)),
    "text": Case("{zh-TW: 見說明, en: See the note}", "See the note", "見說明", ()),
    "price": Case("plan base", "NT$199/month", "NT$199／月", (199, 199)),
}
EVERY_KIND = pytest.mark.parametrize("kind", list(KINDS))


def site_with(*kinds: str, values: str = "", direction: str = "higher", more: str = "") -> Site:
    """A site of one product, with one feature of each kind, called as its kind is."""
    features = "".join(
        f"  {kind}: {{group: all, name: {{zh-TW: 題, en: Topic}}, asks: {{zh-TW: 問, en: Asks}}, kind: {kind},"
        f" direction: {direction}{''.join(f', {part}' for part in (EXTRA.get(kind), more) if part)}}}\n"
        for kind in kinds
    )
    catalogue = f"scales: {{quality: {NAMES}}}\ngroups: {{all: {{zh-TW: 組, en: Group}}}}\nfeatures:\n{features}"
    plans = PLANS.format(currency="TWD", price="{monthly: 199}")
    return site_of({"a": values}, features=catalogue, plans__a=plans)


@cache
def site_of_cases() -> Site:
    return site_with(*CASES, values=", ".join(f"{kind}: {case.written}" for kind, case in CASES.items()))


def said(site: Site, kind: str, language: str = "en") -> str:
    return presenter_of(site, language).used("a", kind)


@EVERY_KIND
def test_a_value_is_read_and_said_in_each_language_and_lies_on_its_axis(kind: str) -> None:
    case, site = CASES[kind], site_of_cases()
    assert said(site, kind) == case.en
    assert said(site, kind, "zh-TW") == case.zh
    span = span_of(site, site.facts["a"][kind])
    assert ((span.low, span.high) if span else ()) == case.axis


@EVERY_KIND
def test_of_every_kind_a_value_can_be_absent(kind: str) -> None:
    site = site_with(kind, values=f"{kind}: unknown")
    assert (said(site, kind), span_of(site, site.facts["a"][kind])) == ("Unknown", None)
    site = site_with(kind, values=f"{kind}: n/a")
    assert (said(site, kind), span_of(site, site.facts["a"][kind])) == ("Not applicable", None)


@pytest.mark.parametrize(
    ("kind", "ends"),
    [("yes-no", ("No", "Yes")), ("rating", ("Good", "Best")), ("set", ("0 of 3", "3 of 3"))],
)
def test_a_fixed_axis_says_its_ends(kind: str, ends: tuple[str, str]) -> None:
    site = site_of_cases()
    feature = site.catalogue.features[kind]
    fixed = feature.kind.fixed_ends(feature, site.catalogue.scales)
    assert fixed is not None
    assert tuple(feature.kind.say_end(end, feature, presenter_of(site, "en").context()) for end in fixed) == ends


@pytest.mark.parametrize(
    ("kind", "end"),
    [("duration", "3 min"), ("percent", "5%"), ("resolution", "1080p"), ("price", "NT$199/month"), ("choice", "1")],
)
def test_an_axis_without_fixed_ends_says_them_as_the_values_do(kind: str, end: str) -> None:
    site = site_of_cases()
    feature, fact = site.catalogue.features[kind], site.facts["a"][kind]
    span = span_of(site, fact)
    assert feature.kind.fixed_ends(feature, site.catalogue.scales) is None
    assert span is not None and span.low is not None
    context = presenter_of(site, "en").context("a")
    assert feature.kind.say_own_end(span.low, fact.used, span, feature, context) == end


@pytest.mark.parametrize(
    ("kind", "tie"),
    [
        ("yes-no", "the same answer"),
        ("rating", "the same level"),
        ("set", "the same items"),
        ("number", "up to 30 styles apart"),
        ("duration", "up to 30 s apart"),
        ("resolution", "up to 30 apart"),
        ("price", "up to NT$30 apart"),
    ],
)
def test_a_tolerance_is_said_in_the_unit_of_the_kind(kind: str, tie: str) -> None:
    feature = site_with(kind, more="tolerance: 30").catalogue.features[kind]
    assert feature.kind.say_tie(feature, "TWD", presenter_of(site_of_cases(), "en").t) == tie


def test_a_price_without_a_known_currency_still_says_its_tolerance() -> None:
    feature = site_with("price", more="tolerance: 30").catalogue.features["price"]
    assert feature.kind.say_tie(feature, "", presenter_of(site_of_cases(), "en").t) == "up to 30 apart"


def test_options_compare_by_what_they_hold_and_not_by_their_number() -> None:
    kind, spans = KINDS["set"], (Span(None, None), Span(None, None))
    feature, scales = site_of_cases().catalogue.features["set"], site_of_cases().catalogue.scales
    fewer, more, other = (kind.read(ids, feature, scales, ()) for ids in (["good"], ["good", "fine"], ["best"]))
    assert kind.compare(more, fewer, spans, Fraction(0)) == Order.ABOVE
    assert kind.compare(fewer, more, spans, Fraction(0)) == Order.BELOW
    assert kind.compare(more, other, spans, Fraction(0)) == Order.APART


@pytest.mark.parametrize(
    ("kind", "form", "wanted", "met"),
    [
        ("yes-no", "is", False, True),
        ("number", "at_least", 8, True),
        ("number", "at_least", 9, None),
        ("number", "at_most", 7, False),
        ("duration", "at_most", "2 min", False),
        ("duration", "at_least", "4 min", None),
        ("rating", "at_least", "good", True),
        ("rating", "at_least", "best", False),
        ("set", "has", ["best"], True),
        ("set", "has", ["fine"], False),
        ("price", "is", "plan other", False),
    ],
)
def test_a_need_is_met_missed_or_open(kind: str, form: str, wanted: Any, met: bool | None) -> None:
    site = site_of_cases()
    feature = site.catalogue.features[kind]
    asked = feature.kind.read(wanted, feature, site.catalogue.scales, ())
    assert form in feature.kind.need_forms
    assert feature.kind.meets(form, asked, site.facts["a"][kind].used) is met


def test_a_need_of_one_is_a_number_and_not_a_yes() -> None:
    site = site_of_cases()
    number, yes_no = site.catalogue.features["number"], site.catalogue.features["yes-no"]
    assert number.kind.need_key("is", number.kind.read(1, number, {}, ())) == "need-is"
    assert yes_no.kind.need_key("is", yes_no.kind.read(True, yes_no, {}, ())) == "need-yes"


# The table


def test_the_cases_above_are_of_every_kind() -> None:
    assert list(CASES) == list(KINDS)


@EVERY_KIND
def test_a_kind_has_all_its_parts(kind: str) -> None:
    """The abstract ones are there, or it could not be made; these are the others that editors meet."""
    whole = KINDS[kind]
    assert not isabstract(type(whole)) and whole.name == kind
    assert "is" in whole.need_forms and set(whole.need_forms) <= set(NEED_FORMS)
    assert set(whole.requires) <= set(Feature.model_fields)
    assert whole.schema(Declared({"x": "X"}, {"x": "X"}, {"x": "X"}))
    assert set(keys()["Feature"]["kind"]["words"][kind]) == {"zh-TW", "en"}
    assert f"\n| `{kind}` |" in (HOME / "docs/content-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.requires])
def test_a_kind_asks_for_the_keys_that_it_requires(kind: str) -> None:
    features = f"groups: {{all: X}}\nfeatures:\n  x: {{group: all, name: X, asks: X, kind: {kind}}}\n"
    features = features.replace(" X", " {zh-TW: 題, en: X}")
    assert ("content/features.yaml", "key-missing") in reported(files_of({"a": ""}, features=features))


def test_two_kinds_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="two kinds"):
        register(KINDS["price"])


# No other module knows the kinds

OWN = "pingbi.model.kinds"
FEW = 2
"""So many words that are names of kinds can be in one list by chance: 'text', 'price'."""


def outside() -> Iterator[tuple[str, ast.AST]]:
    """Every piece of the code of all other modules."""
    for module, path in FILES.items():
        if not module.startswith(OWN):
            yield from ((module, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def listed(node: ast.AST) -> Sequence[ast.AST]:
    """What is in a list, is a key of a mapping, or is shown apart in a ladder."""
    match node:
        case ast.Tuple() | ast.List() | ast.Set():
            return node.elts
        case ast.Dict():
            return [key for key in node.keys if key]
        case ast.Match():
            return [part for case in node.cases for part in ast.walk(case.pattern)]
    return ()


def test_no_other_module_lists_the_kinds() -> None:
    for module, node in outside():
        named = {part.value for part in listed(node) if isinstance(part, ast.Constant)} & set(KINDS)
        assert len(named) <= FEW, f"{module} lists {named}"


def test_no_other_module_asks_which_kind_a_feature_is() -> None:
    for module, node in outside():
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "kind":
            words = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
            assert words.isdisjoint(KINDS), f"{module}:{node.lineno}"


def test_no_other_module_imports_a_kind_or_its_data() -> None:
    own = {type(kind).__name__ for kind in KINDS.values()}
    own |= {data.__name__ for data in Datum.__subclasses__() if data not in (Unknown, NotApplicable)}
    for module, node in outside():
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
            assert own.isdisjoint(name.name for name in node.names), f"{module}:{node.lineno}"


# A new kind is one class


@dataclass(frozen=True)
class Day(Datum):
    date: PartialDate
    state = State.KNOWN


class DateKind(FeatureKind[Day]):
    """A date; the axis counts days, and higher is later."""

    name = "date"
    need_forms = ("is", "at_least", "at_most")

    def _read(self, written: Any, feature: FeatureSpec, scales: Scales, locales: Sequence[str]) -> Day:
        return Day(read_date(written))

    def schema(self, declared: Declared) -> Schema:
        return {"type": "string", "format": "partial-date"}

    def _span(self, datum: Day, plans: Offering | None) -> Span:
        low, high = (Fraction(end.toordinal()) for end in (datum.date.earliest, datum.date.latest))
        return Span(low, high)

    def _say(self, datum: Day, feature: FeatureSpec, context: ValueContext) -> str:
        return day(datum.date, context.t)


def test_a_new_kind_is_read_said_compared_and_scored_without_a_change_elsewhere() -> None:
    register(DateKind())
    try:
        site = site_with("date", values="date: 2026-02-05")
    finally:
        del KINDS["date"]
    assert (said(site, "date"), said(site, "date", "zh-TW")) == ("February 5, 2026", "2026 年 2 月 5 日")
    feature, fact = site.catalogue.features["date"], site.facts["a"]["date"]
    earlier = type(fact)("b", "date", (), feature.kind.read("2025-11", feature, {}, ()))
    assert judge(site, feature, fact, earlier).winner == "a"
    assert rated_on(site, "date")["a"].known
    assert feature.kind.meets("at_least", earlier.used, fact.used) is True
    assert judge(site, feature, fact, type(fact)("b", "date", (), UNKNOWN)).why == "unknown"
