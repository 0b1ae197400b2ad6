"""Costs, crossings and charts: the same cases in Python and in the browser, where readers work out their own use."""

import json
from collections.abc import Callable
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from pingbi.analysis.costs import Consumption, IncludedAmount, Tariff, cost
from pingbi.analysis.curves import Curve, break_evens, curves
from pingbi.analysis.offers import offers
from pingbi.locale.figures import Range, at
from pingbi.pages.charts.shapes import Axis, ChartCrossing, ChartLine, Plot, Shape, axes, cost_shapes, frame, use_shapes
from pingbi.pages.pricing import carried_tariff
from tests.support.commands import HOME
from tests.support.samples import real_site

Case = dict[str, Any]
Ends = str | list[str | None] | None


def golden(name: str) -> list[Case]:
    found: list[Case] = json.loads((HOME / f"tests/golden/{name}.json").read_text("utf-8"))
    return found


COSTS, CROSSINGS, CHARTS = golden("costs"), golden("crossings"), golden("charts")
EACH: dict[str, Any] = {"ids": lambda case: case["because"][:50]}


# As the cases are written


def ends(given: Ends) -> list[Fraction | None]:
    return [None if end is None else Fraction(end) for end in (given if isinstance(given, list) else [given, given])]


def range_of(given: Ends) -> Range | None:
    low, high = ends(given)
    return Range(low, high) if low is not None and high is not None else None


def reported(found: Range | None) -> Ends:
    if found is None:
        return None
    return str(found.low) if found.exact else [str(found.low), str(found.high)]


def tariff(given: Case) -> Tariff:
    included = None if given["included"] is None else IncludedAmount(*ends(given["included"]))
    limit = None if given["limit"] is None else Fraction(given["limit"])
    return Tariff(range_of(given["fee"]), given["unit"], included, range_of(given["rate"]), limit, given["missing"])


# The same in Python


def cost_in_python(case: Case) -> Case:
    use = Consumption(case["use"]["clips"], case["use"]["seconds"], range_of(case["use"]["failed"]))
    found = cost(tariff(case["tariff"]), use)
    ranges = {name: reported(getattr(found, name)) for name in ("needed", "beyond", "total")}
    return {"status": found.status, "reason": found.reason, "pieces": str(found.pieces), **ranges}


def points_in_python(case: Case) -> list[Case]:
    """Two offers of the real site stand in for whoever has the two tariffs: their own are not looked at."""
    first, second, *_ = offers(real_site())
    known = [(first, tariff(case["one"])), (second, tariff(case["other"]))]
    assert first.currency == second.currency
    return [
        {
            "at": reported(even.at),
            "cost": reported(even.cost),
            "cheaper_before": "one" if even.less is first else "other",
        }
        for even in break_evens(real_site(), known, case["seconds"])
    ]


def curve(given: Case) -> Curve:
    figures = {name: None if given[name] is None else Fraction(given[name]) for name in ("kink", "end")}
    return Curve(Fraction(given["fee"]), figures["kink"], Fraction(given["slope"]), figures["end"], given["sure"])


def line(given: Case) -> ChartLine:
    low = curve(given["low"])
    return ChartLine(
        given["letters"], given["color"], given["dash"], low, curve(given["high"]) if given["high"] else low
    )


def meeting(given: list[Ends]) -> ChartCrossing:
    place, price = (range_of(each) for each in given)
    assert place and price
    return ChartCrossing(place, price)


def chart_in_python(case: Case) -> Case:
    lines, meetings = [line(each) for each in case["lines"]], [meeting(each) for each in case["meetings"]]
    x, y = axes(lines, meetings, case["used"], whole=case["whole"])
    plot = Plot(x.end, y.end)
    shapes = [
        *frame(plot, labelled(x), labelled(y), ("across", "up")),
        *cost_shapes(plot, lines, meetings),
        *(use_shapes(plot, Fraction(case["used"]), "used") if case["used"] else ()),
    ]
    return {"ends": [str(x.end), str(y.end)], "shapes": [seen(shape) for shape in shapes]}


def labelled(axis: Axis) -> list[tuple[Fraction, str]]:
    return [(tick, str(tick)) for tick in axis.ticks]


def seen(shape: Shape) -> str:
    """'path.line color-1 dash-1 M56,214 L352,30', 'text.count 56 229 0'."""
    return " ".join(
        part for part in (f"{shape.tag}.{shape.style}", *(value for _, value in shape.at), shape.text) if part
    )


# The same in the browser

IN_THE_BROWSER = """async ([costs, crossings, charts]) => {
    const of = await import("/js/costs.js");
    const { curves, kept, costAt, pointsBetween } = await import("/js/curves.js");
    const { axes, costShapes, frame, useShapes } = await import("/js/chart.js");
    const { fraction, ONE } = await import("/js/fraction.js");
    const ends = (range) => range && (of.exact(range) ? `${range.low}` : [`${range.low}`, `${range.high}`]);
    const maybe = (text) => (text === null ? null : fraction(text));

    const costOf = ({ tariff, use }) => {
        const terms = of.readTariff(tariff);
        const { status, reason, pieces, needed, beyond, total } =
            of.cost(terms, { ...use, failed: of.readRange(use.failed) });
        return { status, reason, pieces: `${pieces}`, needed: ends(needed), beyond: ends(beyond), total: ends(total) };
    };
    const pointsOf = ({ one, other, seconds }) => {
        const [first, second] = [one, other].map((terms) => curves(of.readTariff(terms), seconds));
        return first && second ? pointsBetween(first, second).map(({ at, cost, firstBefore }) =>
            ({ at: ends(at), cost: ends(cost), cheaper_before: firstBefore ? "one" : "other" })) : [];
    };
    const curve = ({ fee, kink, slope, end, sure }) =>
        ({ fee: fraction(fee), kink: maybe(kink), slope: fraction(slope), end: maybe(end), sure });
    const labelled = ({ ticks }) => ticks.map((tick) => [tick, `${tick}`]);
    const seen = ({ tag, style, at, text }) =>
        [`${tag}.${style}`, ...Object.values(at), text].filter(Boolean).join(" ");
    const chartOf = ({ lines, meetings, used, whole }) => {
        const drawn = lines.map((line) => ({ ...line, low: curve(line.low), high: curve(line.high ?? line.low) }));
        const met = meetings.map(([at, cost]) => ({ at: of.readRange(at), cost: of.readRange(cost) }));
        const [x, y] = axes(drawn, met, used, whole);
        const plot = { x: x.end, y: y.end };
        const shapes = [
            ...frame(plot, labelled(x), labelled(y), ["across", "up"]),
            ...costShapes(plot, drawn, met),
            ...(used ? useShapes(plot, used, "used") : []),
        ];
        return { ends: [`${x.end}`, `${y.end}`], shapes: shapes.map(seen) };
    };
    /** What a use costs, read off the curve over usable clips. */
    const readOff = ({ tariff, use }) => {
        const share = of.readRange(use.failed);
        const found = curves(of.readTariff(tariff), use.seconds);
        if (!found || (share && !of.exact(share))) return null;
        return `${costAt(kept(found[0], share ? ONE.sub(share.low) : ONE), fraction(use.clips))}`;
    };
    return {
        costs: costs.map(costOf), crossings: crossings.map(pointsOf),
        charts: charts.map(chartOf), off: costs.map(readOff),
    };
}"""


def in_the_browser(
    browser: Browser, address: str, costs: list[Case], crossings: list[Case], charts: list[Case]
) -> Case:
    page = browser.new_page()
    page.goto(address)
    found: Case = page.evaluate(IN_THE_BROWSER, [costs, crossings, charts])
    page.close()
    return found


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(HOME / "static")


@pytest.mark.parametrize("case", COSTS, **EACH)
def test_what_a_use_costs(case: Case) -> None:
    assert cost_in_python(case) == case["cost"]


@pytest.mark.parametrize("case", CROSSINGS, **EACH)
def test_where_two_tariffs_cost_the_same(case: Case) -> None:
    assert points_in_python(case) == case["points"]


@pytest.mark.parametrize("case", CHARTS, **EACH)
def test_what_a_chart_draws(case: Case) -> None:
    found = chart_in_python(case)
    assert found["ends"] == case["ends"]
    assert [shape for shape in found["shapes"] if drawn_from_lines(shape)] == case["shapes"]


def drawn_from_lines(shape: str) -> bool:
    """Whether it is more than the frame, which is the same for all charts of these ends."""
    return not shape.startswith(("path.grid", "path.ground", "path.tick", "text.amount", "text.count", "text.title"))


@pytest.mark.browser
def test_the_golden_cases_hold_in_the_browser(browser: Browser, address: str) -> None:
    found = in_the_browser(browser, address, COSTS, CROSSINGS, CHARTS)
    assert found["costs"] == [case["cost"] for case in COSTS]
    assert found["crossings"] == [case["points"] for case in CROSSINGS]
    assert found["charts"] == [chart_in_python(case) for case in CHARTS]


# A few dozen more, made at random and the same on every machine

amount = st.integers(0, 400).map(lambda n: Fraction(n, 4))
RANGES = st.one_of(amount.map(lambda n: Range(n, n)), st.tuples(amount, amount).map(lambda pair: Range(*sorted(pair))))
INCLUDED = st.one_of(
    st.just(IncludedAmount(None, None)),
    st.builds(lambda found: IncludedAmount(found.low, found.high), RANGES),
    st.builds(lambda found: IncludedAmount(found.low, None), RANGES),
)
MISSING = st.sampled_from(["", "", "", "capacity", "credits", "mixed", "limit"])
LIMITS = st.integers(1, 60).map(Fraction)
UNITS = st.sampled_from(["clip", "second"])
ANY = st.builds(Tariff, RANGES, UNITS, INCLUDED, st.one_of(st.none(), RANGES), LIMITS, MISSING)
FEES = st.builds(Tariff, RANGES, UNITS, st.just(IncludedAmount(None, None)), st.none(), LIMITS)
RATES = st.builds(
    lambda fee, unit, given, rate, limit: Tariff(at(fee), unit, IncludedAmount(given, given), at(rate), limit),
    amount, UNITS, amount, st.integers(1, 40).map(lambda n: Fraction(n, 20)), LIMITS,
)  # fmt: skip
TARIFFS = st.one_of(ANY, FEES, RATES, RATES)
SECONDS = st.integers(1, 90)
SHARES = st.one_of(st.none(), st.integers(0, 99).map(lambda n: str(Fraction(n, 100))))


@st.composite
def uses(draw: st.DrawFn) -> Case:
    use = {"clips": draw(st.integers(1, 300)), "seconds": draw(SECONDS), "failed": draw(SHARES)}
    return {"tariff": carried_tariff(draw(TARIFFS)), "use": use}


@st.composite
def pairs(draw: st.DrawFn) -> Case:
    one, other = (carried_tariff(draw(TARIFFS)) for _ in range(2))
    return {"one": one, "other": other, "seconds": draw(st.one_of(st.none(), SECONDS))}


def chart_of(terms: list[Tariff], seconds: int, used: int | None) -> Case | None:
    """Tariffs as lines of a chart with the points where they meet; None where none do."""
    drawn = [(item, found) for item in terms if (found := curves(item, seconds))]
    lines = [
        {"letters": "ABCD"[n], "color": n + 1, "dash": n + 1, "low": carried(found[0]), "high": carried(found[1])}
        for n, (_, found) in enumerate(drawn)
    ]
    pairs = [(one, other) for n, (one, _) in enumerate(drawn) for other, _ in drawn[n + 1 :]]
    met = [
        [even["at"], even["cost"]]
        for one, other in pairs
        for even in points_in_python({"one": carried_tariff(one), "other": carried_tariff(other), "seconds": seconds})
    ]
    return {"lines": lines, "meetings": met, "used": used, "whole": True} if met else None


def carried(curve: Curve) -> Case:
    given = asdict(curve)
    return {name: value if value is None or name == "sure" else str(value) for name, value in given.items()}


CHARTED = st.builds(
    chart_of, st.lists(TARIFFS, min_size=2, max_size=4), SECONDS, st.one_of(st.none(), st.integers(1, 300))
)


def made(strategy: st.SearchStrategy[Any], many: int) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=many, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def gather(case: Any) -> None:
        found.append(case)

    gather()
    return found


@pytest.mark.browser
def test_the_browser_works_out_what_python_does(browser: Browser, address: str) -> None:
    costs, crossings = made(uses(), 120), made(pairs(), 120)
    charts = [case for case in made(CHARTED, 120) if case]
    found = in_the_browser(browser, address, costs, crossings, charts)
    assert found["costs"] == [cost_in_python(case) for case in costs]
    assert found["crossings"] == [points_in_python(case) for case in crossings]
    assert found["charts"] == [chart_in_python(case) for case in charts]
    assert {each["status"] for each in found["costs"]} == {"done", "cannot", "unknown"}
    assert len([points for points in found["crossings"] if points]) > 10 and len(charts) > 10


@pytest.mark.browser
def test_the_curve_over_usable_clips_says_what_the_sum_says(browser: Browser, address: str) -> None:
    """Also where runs fail: the browser's chart and its table cannot differ."""
    costs = [case for case in [*COSTS, *made(uses(), 120)]]
    off = in_the_browser(browser, address, costs, [], [])["off"]
    both = [
        (read, ends(found["total"])[0])
        for case, read in zip(costs, off, strict=True)
        if read and (found := cost_in_python(case))["total"]
    ]
    assert len(both) > 30
    assert [Fraction(read) for read, _ in both] == [total for _, total in both]
