"""Who wins a question follows from the values; what nobody knows never wins and never loses."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.analysis.analyse import analyse
from pingbi.analysis.winners import NONE, WIN, Outcome, judge, outcome, rank
from pingbi.locale.figures import Quantity
from pingbi.model.data import UNKNOWN, Datum, NotApplicable
from pingbi.model.editorial import TIE, UNDECIDED
from pingbi.model.kinds.choices import Level, Options, YesNoAnswer
from pingbi.model.kinds.measures import Measure, Statement
from pingbi.model.site import Fact, Site
from tests.support.laws import law
from tests.support.samples import PLANS, TEXT, files_of, mobile_site, problems_of, real_site, site_of

EMPTY = site_of({"a": "", "b": ""})


def judged(site: Site, name: str, one: Datum, other: Datum) -> Outcome:
    facts = (Fact("a", name, (), one), Fact("b", name, (), other))
    return judge(site, site.catalogue.features[name], *facts)


def shown(a: str, b: str, **more: str) -> str:
    """The outcome of `feature: value` for a and b, as 'a', 'b', or the result with its reason."""
    name = a.partition(":")[0] or b.partition(":")[0]
    found = outcome(site_of({"a": a, "b": b}, **more), name, "a", "b", None)
    return found.winner or f"{found.result} {found.why}".strip()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("length: 60 s", "length: 15 s", "a"),
        ("length: 1 min", "length: 60 s", "tie tie"),
        ("length: 59 s", "length: 1 min", "b"),
        ("wait: 3 min", "wait: 5-10 min", "a"),
        ("wait: 3-5 min", "wait: 5-10 min", "undecided overlap"),
        ("wait: 3-4 min", "wait: 5-10 min", "a"),
        ("wait: 5-10 min", "wait: 5-10 min", "tie tie"),
        ("length: 100 s+", "length: 60 s", "a"),
        ("length: 100 s+", "length: 120 s", "undecided overlap"),
        ("length: 100 s+", "length: 100 s+", "undecided overlap"),
        ("length: <=60 s", "length: 61 s", "b"),
        ("length: <=60 s", "length: 60 s", "undecided overlap"),
        ("size: 8", "size: 10", "tie within"),
        ("size: 8", "size: 11", "b"),
        ("size: 8-9", "size: 11-12", "undecided overlap"),
        ("size: 8-9", "size: 11.5-12", "b"),
        ("sound: true", "sound: false", "a"),
        ("sound: false", "sound: false", "tie tie"),
        ("sound: {value: partly, note: TEXT}", "sound: false", "a"),
        ("sound: {value: partly, note: TEXT}", "sound: true", "b"),
        ("look: good", "look: best", "b"),
        ("look: best", "look: best", "tie tie"),
        ("extras: [p, q]", "extras: [p]", "a"),
        ("extras: [p]", "extras: [q, r]", "undecided sets"),
        ("extras: []", "extras: [q]", "b"),
        ("extras: [q, p]", "extras: [p, q]", "tie tie"),
        ("colour: red", "colour: blue", "none none"),
        ("sound: true", "sound: unknown", "undecided unknown"),
        ("sound: unknown", "sound: false", "undecided unknown"),
        ("sound: n/a", "sound: true", "undecided not-applicable"),
        ("sound: n/a", "sound: unknown", "undecided unknown"),
        ("length: 5 s", "", "undecided unknown"),
    ],
)
def test_outcomes(a: str, b: str, expected: str) -> None:
    assert shown(a.replace("TEXT", TEXT), b.replace("TEXT", TEXT)) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("USD", "{monthly: 5}"), ("USD", "{monthly: 6}"), "a"),
        (("USD", "{monthly: 5}"), ("TWD", "{monthly: 6}"), "undecided currency"),
        (("USD", "{monthly: ~5}"), ("USD", "{monthly: 6}"), "a"),
        (("USD", "{monthly: 5}"), ("USD", "{free: true}"), "undecided unknown"),
        (("USD", "{monthly: 5}, {from: 2026-02-01, monthly: 7}"), ("USD", "{monthly: 6}"), "b"),
    ],
)
def test_prices(a: tuple[str, str], b: tuple[str, str], expected: str) -> None:
    plans = {f"plans/{id_}": PLANS.format(currency=c, price=p) for id_, (c, p) in (("a", a), ("b", b))}
    found = outcome(site_of({"a": "", "b": ""}, **plans), "fee", "a", "b", None)
    assert (found.winner or f"{found.result} {found.why}") == expected


def test_a_difference_between_plans_is_said_to_be_one() -> None:
    a = "wait: {claims: [{value: 3 min, when: {plan: base}}, {value: 8 min, when: {case: TEXT}}]}"
    plans = PLANS.format(currency="USD", price="{monthly: 5}")
    assert shown(a.replace("TEXT", TEXT), "wait: 5 min", **{"plans/a": plans}) == "undecided plan"


def spans(step: int = 3) -> st.SearchStrategy[Datum]:
    ends = st.tuples(*[st.none() | st.integers(0, 8)] * 2).filter(lambda pair: pair != (None, None))

    def measure(pair: tuple[int | None, int | None]) -> Datum:
        low, high = pair
        if low is not None and high is not None and low > high:
            low, high = high, low
        fractions = [None if end is None else Fraction(end, step) for end in (low, high)]
        return Measure(Quantity(fractions[0], fractions[1]))

    return ends.map(measure)


OPEN: st.SearchStrategy[Datum] = st.sampled_from([UNKNOWN, NotApplicable()])
DATA: dict[str, st.SearchStrategy[Datum]] = {
    "size": spans() | OPEN,
    "wait": spans() | OPEN,
    "sound": st.sampled_from(["yes", "partly", "no"]).map(YesNoAnswer) | OPEN,
    "look": st.integers(0, 2).map(lambda step: Level(("poor", "good", "best")[step], step, 3)) | OPEN,
    "extras": st.sets(st.sampled_from("pqr")).map(lambda ids: Options(tuple(sorted(ids)))) | OPEN,
}
PAIRS = st.sampled_from(sorted(DATA)).flatmap(lambda name: st.tuples(st.just(name), DATA[name], DATA[name]))


@law
@given(PAIRS)
def test_swapping_the_two_mirrors_the_outcome(pair: tuple[str, Datum, Datum]) -> None:
    name, one, other = pair
    mirror = {"a": "b", "b": "a", "": ""}
    here, there = judged(EMPTY, name, one, other), judged(EMPTY, name, other, one)
    assert (here.result, here.why) == (there.result, there.why)
    assert here.winner == mirror[there.winner]


@law
@given(PAIRS)
def test_a_winner_is_named_exactly_where_one_wins(pair: tuple[str, Datum, Datum]) -> None:
    found = judged(EMPTY, *pair)
    assert (found.result == WIN) == (found.winner in ("a", "b"))
    assert bool(found.why) == (found.result != WIN)


@law
@given(PAIRS)
def test_the_unknown_never_wins_and_never_loses(pair: tuple[str, Datum, Datum]) -> None:
    name, one, other = pair
    for left, right in ((one, UNKNOWN), (UNKNOWN, other)):
        found = judged(EMPTY, name, left, right)
        assert (found.result, found.why) == (UNDECIDED, "unknown")


@law
@given(PAIRS.filter(lambda pair: pair[0] in ("size", "wait")), st.data())
def test_a_win_holds_whatever_the_true_values_are(pair: tuple[str, Datum, Datum], data: st.DataObject) -> None:
    """Where a range wins, each figure in it wins against each figure in the other."""
    name, one, other = pair
    found = judged(EMPTY, name, one, other)
    if found.result == WIN:
        exact = [data.draw(st.sampled_from(within(datum))) for datum in (one, other)]
        assert judged(EMPTY, name, *exact).winner == found.winner


def within(datum: Datum) -> list[Datum]:
    """Some exact values that a measure may have."""
    assert isinstance(datum, Measure)
    low, high = datum.quantity.low, datum.quantity.high
    low = Fraction(0) if low is None else low
    high = low + 1000 if high is None else high
    return [Measure(Quantity(value, value)) for value in (low, (low + high) / 2, high)]


def test_words_have_no_better_side() -> None:
    words = Statement(real_site().config.title)
    assert judged(EMPTY, "colour", words, words).result == NONE


VERDICT = f"""
products: [a, b]
source: sheet
at: all
verdict: {TEXT}
verdicts: {{length: {{winner: WHO, because: {TEXT}}}}}
"""


def contradicted(a: str, b: str, winner: str) -> list[str]:
    text = VERDICT.replace("WHO", winner)
    site = site_of({"a": f"length: {a}", "b": f"length: {b}"}, **{"comparisons/a-vs-b": text})
    return [problem.code for problem in analyse(site).problems]


@pytest.mark.parametrize(
    ("a", "b", "winner", "codes"),
    [
        ("60 s", "15 s", "a", []),
        ("60 s", "15 s", "b", ["winner-wrong"]),
        ("60 s", "15 s", "tie", ["winner-wrong"]),
        ("60 s", "15 s", "undecided", ["winner-wrong"]),
        ("60 s", "60 s", "a", ["winner-tie"]),
        ("60 s", "60 s", "tie", []),
        ("10-60 s", "15 s", "a", []),
        ("unknown", "15 s", "a", ["winner-unfounded"]),
        ("unknown", "15 s", "b", ["winner-unfounded"]),
        ("unknown", "unknown", "tie", ["winner-unfounded"]),
        ("n/a", "15 s", "b", ["winner-unfounded"]),
        ("unknown", "15 s", "undecided", []),
    ],
)
def test_an_editor_decides_only_what_the_values_leave_open(a: str, b: str, winner: str, codes: list[str]) -> None:
    assert contradicted(a, b, winner) == codes


def test_a_contradiction_names_both_values() -> None:
    text = VERDICT.replace("WHO", "b")
    site = site_of({"a": "length: 60 s", "b": "length: 15 s"}, **{"comparisons/a-vs-b": text})
    (found,) = analyse(site).problems
    assert "60 s" in found.message and "15 s" in found.message
    assert found.place.path == ("verdicts", "length", "winner")


def test_an_overruling_is_marked_as_one() -> None:
    text = VERDICT.replace("WHO", "b")
    site = site_of({"a": "length: 10-60 s", "b": "length: 15 s"}, **{"comparisons/a-vs-b": text})
    found = outcome(site, "length", "a", "b", site.comparisons["a-vs-b"])
    assert found.winner == "b" and found.ruled is not None


@pytest.mark.parametrize("kept", [real_site, mobile_site])
def test_no_editor_of_the_kept_sites_contradicts_the_values(kept: Callable[[], Site]) -> None:
    assert analyse(kept()).problems == ()


@pytest.mark.parametrize(
    ("values", "result", "leaders", "unknown"),
    [
        (("60 s", "15 s", "25 s"), WIN, ("a",), ()),
        (("60 s", "60 s", "25 s"), TIE, ("a", "b"), ()),
        (("60 s", "unknown", "25 s"), WIN, ("a",), ("b",)),
        (("10-60 s", "15 s", "5 s"), UNDECIDED, ("a", "b"), ()),
        (("60 s", "unknown", "n/a"), UNDECIDED, (), ("b", "c")),
    ],
)
def test_ranking(values: tuple[str, ...], result: str, leaders: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    site = site_of({id_: f"length: {value}" for id_, value in zip("abc", values, strict=True)})
    found = rank(site, "length")
    assert (found.result, found.leaders, found.unknown) == (result, leaders, unknown)
    assert {place.product for place in found.ranks if not place.place} == set(unknown)


def test_a_verdict_on_no_such_feature_stops_nothing_else() -> None:
    files = files_of({"a": "", "b": ""}, **{"comparisons/a-vs-b": VERDICT.replace("WHO", "c")})
    assert [problem.code for problem in problems_of(files)] == ["winner-unknown"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("sora-1", "kling-25", ("win", "kling-25", "")),
        ("sora-2", "kling-30", ("win", "sora-2", "")),
        ("kling-25", "kling-30", ("undecided", "", "opinion")),
        ("sora-1", "kling-30", ("undecided", "", "opinion")),
    ],
)
def test_judgements_compare_only_where_one_source_judged_both(
    one: str, other: str, expected: tuple[str, str, str]
) -> None:
    found = outcome(real_site(), "physics", one, other, None)
    assert (found.result, found.winner, found.why) == expected


def test_a_ranking_does_not_order_judgements_of_different_sources() -> None:
    places = {found.product: (found.place, found.last) for found in rank(real_site(), "physics").ranks}
    assert places == {"sora-2": (1, 3), "kling-25": (1, 3), "kling-30": (2, 4), "sora-1": (2, 4)}
