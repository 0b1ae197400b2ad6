"""Charts: what is drawn is what the numbers say, inside the frame, in the same signs everywhere."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pingbi.analysis.curves import Curve, break_evens, crossings, priced
from pingbi.analysis.offers import Offer, offers
from pingbi.locale.figures import at
from pingbi.model.site import Site
from pingbi.pages.charts.cost_charts import DASHES, CostChart, cost_chart, letter
from pingbi.pages.charts.shapes import (
    BOTTOM,
    GAP,
    HEIGHT,
    LEFT,
    NICE,
    RIGHT,
    TOP,
    WIDTH,
    ChartCrossing,
    ChartLine,
    Plot,
    Shape,
    axes,
    axis,
    cost_shapes,
    inside,
    spread,
    tenth,
)
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.offer_views import price_chart
from pingbi.pages.parts.presenter import Presenter
from tests.support.commands import MOBILE_PLANS, copy_of
from tests.support.laws import law
from tests.support.presenters import LANGUAGES, presenter_of, words
from tests.support.samples import PLANS, mobile_site, real_site, site_of

F = Fraction
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
AMOUNTS = st.fractions(F(1, 100), 100_000, max_denominator=100)


def drawn(site: Site, language: str = "en", seconds: int | None = None, used: int | None = None) -> CostChart:
    return cost_chart(EvidenceCollector(presenter_of(site, language)), list(offers(site)), seconds, used)


def of_style(shapes: Sequence[Shape], style: str) -> list[dict[str, str]]:
    return [dict(shape.at) for shape in shapes if shape.style.split()[0] == style]


def places(shape: dict[str, str]) -> list[tuple[Fraction, Fraction]]:
    return [(F(x), F(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", shape["d"])]


# Axes


@pytest.mark.parametrize(
    ("wanted", "whole", "ends"),
    [("12.5", True, "15"), ("30", True, "30"), ("0.7", False, "0.75"), ("0.3", True, "3"), ("9", True, "15"),
     ("236", False, "300"), ("68.85", False, "75"), ("150000", True, "150000")],
)  # fmt: skip
def test_an_axis_ends_on_a_round_figure(wanted: str, whole: bool, ends: str) -> None:
    assert axis(F(wanted), whole).end == F(ends)


@law
@given(AMOUNTS, st.booleans())
def test_an_axis_is_long_enough_and_not_much_longer(wanted: Fraction, whole: bool) -> None:
    found = axis(wanted, whole)
    assert wanted <= found.end <= max(wanted * 2, F(3 if whole else 0))
    assert len(found.ticks) in (4, 5) and found.ticks[0] == 0 and found.ticks[-1] == found.end
    assert any(found.step / nice in {F(10) ** n for n in range(-4, 7)} for nice in NICE)
    assert not whole or found.step.denominator == 1


@law
@given(st.fractions(0, 500, max_denominator=1000))
def test_a_place_has_one_decimal_rounded_half_up(value: Fraction) -> None:
    assert abs(F(tenth(value)) - value) <= F(1, 20)
    assert F(tenth(value)) - value != F(-1, 20)
    assert re.fullmatch(r"\d+(\.[1-9])?", tenth(value))


# Lines, crossings, letters

FEES = st.integers(1, 60).map(F)
CURVES = st.one_of(
    st.builds(Curve, FEES),
    st.builds(Curve, FEES, sure=st.just(False)),
    st.builds(lambda fee, end: Curve(fee, end=end), FEES, st.integers(1, 60).map(F)),
    st.builds(Curve, st.integers(0, 9).map(F), st.integers(0, 9).map(F), st.integers(1, 9).map(lambda n: F(n, 4))),
)


@st.composite
def charts(draw: st.DrawFn) -> tuple[Plot, list[ChartLine], list[ChartCrossing]]:
    """Exact curves with all their crossings, and the plot that is made for them."""
    chosen = draw(st.lists(CURVES, min_size=2, max_size=6, unique=True))
    lines = [ChartLine(letter(n), n + 1, n % DASHES + 1, curve, curve) for n, curve in enumerate(chosen)]
    pairs = [(one, other) for n, one in enumerate(chosen) for other in chosen[n + 1 :]]
    met = [ChartCrossing(at(point.x), at(point.cost)) for pair in pairs for point in crossings(*pair)]
    assume(met)
    x, y = axes(lines, met, draw(st.one_of(st.none(), st.integers(1, 90))), whole=True)
    return Plot(x.end, y.end), lines, met


@law
@given(charts())
def test_every_ring_lies_on_two_lines(chart: tuple[Plot, list[ChartLine], list[ChartCrossing]]) -> None:
    plot, lines, met = chart
    drawn = list(cost_shapes(plot, lines, met))
    paths = [places(shape) for shape in of_style(drawn, "line")]
    rings = [(F(ring["cx"]), F(ring["cy"])) for ring in of_style(drawn, "ring")]
    assert len(rings) == len({plot.at(m.at.low, m.cost.low) for m in met if inside(plot, m)}) > 0
    for ring in rings:
        assert sum(lies_on(ring, path) for path in paths) >= 2


def lies_on(place: tuple[Fraction, Fraction], path: Sequence[tuple[Fraction, Fraction]]) -> bool:
    """As exactly as places with one decimal can tell, along a steep line as along a level one."""
    return any(_near(place, start, end) for start, end in pairwise(path))


def _near(place: tuple[Fraction, Fraction], start: tuple[Fraction, Fraction], end: tuple[Fraction, Fraction]) -> bool:
    (x, y), (left, first), (right, last) = place, start, end
    off = abs((right - left) * (y - first) - (last - first) * (x - left))
    return off <= (abs(right - left) + abs(last - first)) * F(1, 5) and left - F(1, 5) <= x <= right + F(1, 5)


@law
@given(charts())
def test_nothing_is_drawn_outside_of_the_picture(chart: tuple[Plot, list[ChartLine], list[ChartCrossing]]) -> None:
    plot, lines, met = chart
    for shape in cost_shapes(plot, lines, met):
        if shape.style.startswith(("line", "band")):
            assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in places(dict(shape.at)))
        for name, value in shape.at:
            if name in ("x", "cx", "y", "cy"):
                assert 0 <= F(value) <= (WIDTH if "x" in name else HEIGHT)


@law
@given(charts())
def test_the_crossings_before_the_first_leap_are_in_the_picture(
    chart: tuple[Plot, list[ChartLine], list[ChartCrossing]],
) -> None:
    plot, _, met = chart
    ordered = sorted(met, key=lambda found: found.at.high)
    kept = ordered[:1]
    for found in ordered[1:]:
        if found.at.high > 4 * kept[-1].at.high:
            break
        kept.append(found)
    assert all(inside(plot, found) for found in kept)


@law
@given(st.lists(st.fractions(TOP, BOTTOM, max_denominator=10), min_size=1, max_size=11).map(sorted))
def test_letters_never_touch_and_stay_in_order(wanted: list[Fraction]) -> None:
    found = spread(wanted)
    assert all(lower - upper >= GAP for upper, lower in pairwise(found))
    assert found[0] >= TOP and found[-1] <= BOTTOM


def test_letters_that_do_not_touch_stay_at_their_lines() -> None:
    assert spread([F(40), F(80), F(200)]) == [F(40), F(80), F(200)]


def test_after_z_letters_are_doubled() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


# The real comparison


@pytest.mark.parametrize("seconds", [None, 10, 90])
def test_rings_are_the_break_even_points(seconds: int | None) -> None:
    site = real_site()
    chart = drawn(site, seconds=seconds)
    x_end = F(re.sub(r"[^\d.]", "", chart.columns[-1]))
    found = [even for even in break_evens(site, priced(site, offers(site)), seconds) if even.at.high <= x_end]
    rings = {F(ring["cx"]) for ring in of_style(chart.shapes, "ring")}
    shown = {F(tenth(LEFT + (RIGHT - LEFT) * even.at.low / x_end)) for even in found}
    assert rings == shown and len(rings) > 3


def test_what_lies_above_the_chart_is_reported_with_its_crossing() -> None:
    assert drawn(real_site()).outside == (
        "Sora ChatGPT Pro (US$200/month) lies above the chart and costs the same as Kling 3.0 Atlas Cloud "
        "Pay as you go at 1,307.2 s.",
        "Sora 2 ChatGPT Pro (US$200/month) lies above the chart and costs the same as Kling 3.0 Atlas Cloud "
        "Pay as you go at 1,307.2 s.",
    )


def test_a_crossing_beyond_the_chart_is_reported_where_its_lines_are_in_it() -> None:
    outside = drawn(real_site(), seconds=10, used=60).outside
    assert outside[0] == (
        "Outside the chart, Kling 3.0 Atlas Cloud Pay as you go and Sora ChatGPT Pro both cost US$200 "
        "at 130.7 clips of 10 s."
    )


@EACH_LANGUAGE
def test_a_chart_says_what_its_signs_mean(language: str) -> None:
    t = words()[language]
    caption = drawn(real_site(), language, seconds=15, used=20).caption
    assert caption[1:] == (t("chart-rings"), t("chart-stops"), t("chart-dots"))


def test_the_table_has_every_line_and_nothing_beyond_its_reach() -> None:
    chart = drawn(real_site(), seconds=10, used=60)
    assert [row.letter for row in chart.rows] == list("ABCDEFGHIJK")
    plus = next(row for row in chart.rows if row.offer.id == "sora-1.chatgpt-plus")
    assert chart.columns == ("25", "50", "75", "100") and plus.cells == ("US$20", "US$20", "–", "–")


def test_lines_whose_reach_nobody_tells_are_dotted_and_say_so() -> None:
    rows = {row.offer.id: row for row in drawn(real_site(), seconds=10).rows}
    assert rows["kling-30.top"].style.startswith("unsure ") and rows["kling-30.top"].unsure == "reach unknown"
    assert not rows["sora-1.chatgpt-pro"].style.startswith("unsure") and not rows["sora-1.chatgpt-pro"].unsure


def test_two_lines_never_look_the_same() -> None:
    styles = [row.style for row in drawn(real_site(), seconds=10).rows]
    assert len(set(styles)) == len(styles)


def test_both_languages_draw_the_same_picture() -> None:
    pictures = [
        [(shape.tag, shape.style, shape.at) for shape in drawn(real_site(), language, seconds=15, used=20).shapes]
        for language in LANGUAGES
    ]
    assert pictures[0] == pictures[1]


def test_places_are_plain_decimals_in_every_language() -> None:
    for language in LANGUAGES:
        for shape in drawn(real_site(), language, seconds=1, used=90_000).shapes:
            assert all(re.fullmatch(r"[\d. ,MLZ]+", value) for _, value in shape.at), shape


def test_without_a_crossing_there_is_no_picture() -> None:
    site = site_of({"a": "length: 60 s"}, **{"plans/a": PLANS.format(currency="USD", price="{per_second: 1}")})
    assert drawn(site).shapes == () and drawn(site).outside == ()


def test_offers_in_another_currency_are_drawn_by_the_rate_or_left_out() -> None:
    plans = {
        "plans/a": PLANS.format(currency="USD", price="{per_second: 1}"),
        "plans/b": PLANS.format(currency="TWD", price="{monthly: 315}") + "    includes: {unlimited: true}\n",
    }
    apart = site_of({"a": "length: 60 s", "b": "length: 60 s"}, **plans)
    assert [row.letter for row in drawn(apart).rows] == ["A"] and not drawn(apart).shapes


@pytest.mark.parametrize(("page", "pictures"), [("sora-2-vs-kling-30", 1), ("sora-1-vs-kling-25", 0)])
@EACH_LANGUAGE
def test_a_head_to_head_has_a_chart_where_two_offers_cost_the_same(
    built_site: Path, language: str, page: str, pictures: int
) -> None:
    html = (built_site / language.lower() / "compare" / page / "index.html").read_text("utf-8")
    assert html.count('<figure id="chart">') == pictures
    assert ('class="ring"' in html) == bool(pictures)


# Prices over time


def tariff_a() -> Offer:
    return next(offer for offer in offers(mobile_site()) if offer.id == "tariff-a.standard")


def test_a_changed_price_is_a_step() -> None:
    chart = price_chart(presenter_of(mobile_site(), "en"), tariff_a())
    assert chart is not None
    (line,) = of_style(chart.shapes, "line")
    assert line["d"] == "M56,67 L303.2,67 L303.2,54.8 L352,54.8"  # 599, then 649 on an axis to 750
    assert chart.rows == (("January 5, 2026", "NT$599/month"), ("June 1, 2026", "NT$649/month"))
    assert [shape.text for shape in chart.shapes if shape.style == "count"] == ["2026-01-05", "2026-06-01"]


def priced_as(*prices: str) -> tuple[Presenter, Offer]:
    text = PLANS.format(currency="USD", price=", ".join(prices))
    site = site_of({"a": "length: 60 s"}, **{"plans/a": text})
    (offer,) = offers(site)
    return presenter_of(site, "en"), offer


def chart_lines(*prices: str) -> list[str]:
    chart = price_chart(*priced_as(*prices))
    return [line["d"] for line in of_style(chart.shapes, "line")] if chart else []


@pytest.mark.parametrize(
    "prices",
    [
        ("{monthly: 10}",),
        ("{monthly: 10}", "{from: 2026-03-01, yearly: 100}"),
        ("{monthly: 10+}", "{from: 2026-03-01, monthly: 12}"),
        ("{free: true}", "{from: 2026-03-01, free: true}"),
    ],
    ids=["one price", "two billing shapes", "an open end", "always free"],
)
def test_without_two_prices_that_compare_there_is_no_history_to_draw(prices: tuple[str, ...]) -> None:
    assert chart_lines(*prices) == []


def test_a_range_of_prices_has_a_line_for_each_end() -> None:
    assert len(chart_lines("{monthly: 10-12}", "{from: 2026-03-01, monthly: 12}")) == 2


def test_where_nothing_was_sold_there_is_a_gap() -> None:
    assert len(chart_lines("{monthly: 10, to: 2026-02-01}", "{from: 2026-03-01, monthly: 12}")) == 2


@pytest.mark.parametrize("page", ["pricing", "products/tariff-a"])
@EACH_LANGUAGE
def test_pages_show_the_history_with_its_table(mobile_pages: Path, language: str, page: str) -> None:
    html = (mobile_pages / language.lower() / page / "index.html").read_text("utf-8")
    assert html.count('<figure id="prices-tariff-a-standard') == 1
    assert words()[language]("price-since") in html


@pytest.fixture(scope="module")
def mobile_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of(MOBILE_PLANS, tmp_path_factory.mktemp("charts"))
    copy.built()
    return copy.site
