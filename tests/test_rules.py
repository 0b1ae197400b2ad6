"""Rules across files: whatever names something names something that is there."""

import re
from typing import Any

import pytest

from pingbi.content.load import load
from pingbi.model.resolve import color_of
from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.rendered import rendered
from tests.support.samples import PLANS, TEXT, content_of, files_of, problems_of, reported

TWO = {"a": "length: 5 s, size: 3", "b": "length: 9 s"}
RULED = (
    "size: {{claims: [{{value: 5}}, {{value: 6}}], ruling: {{judged: [{judged}], use: {use}, because: "
    "{{zh-TW: 樣本, en: Sample}}}}}}"
)
COMPARISON = f"products: [a, b]\nsource: sheet\nat: all\nverdict: {TEXT}\n"
SCENARIO = (
    f"name: {TEXT}\nfor: {TEXT}\nweights: {{length: 1}}\nusage: {{clips_per_month: 1, seconds_per_clip: 1}}\n"
    f"pick: b\nreasons: [{TEXT}]\n"
)
TEST = f"name: {TEXT}\nprompt: {TEXT}\nsource: sheet\nat: all\nresults: {{a: {TEXT}, b: {TEXT}}}\nwinner: a\n"
GUIDE = f"title: {TEXT}\nasks: {TEXT}\nthree: [{TEXT}, {TEXT}, {TEXT}]\n"


@pytest.mark.parametrize("base", [HOME, MOBILE_PLANS])
def test_the_kept_sites_are_without_fault(base: Any) -> None:
    assert problems_of(content_of(base)) == []


def test_a_whole_small_site_is_without_fault() -> None:
    plans = PLANS.format(currency="USD", price="{monthly: 5}")
    more = {"comparisons/a-vs-b": COMPARISON, "scenarios/work": SCENARIO, "tests/one": TEST, "guides/how": GUIDE}
    assert reported(files_of(TWO, **more, **{"plans/a": plans, "plans/b": plans})) == []


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "code"),
    [
        ("comparisons/a-vs-b", COMPARISON, "source: sheet", "source: shet\npoints: [{text: T}]", "reference-dangling"),
        ("comparisons/a-vs-b", COMPARISON, "at: all", "at: al\npoints: [{text: T}]", "reference-dangling"),
        ("comparisons/a-vs-b", COMPARISON, "at: all", "points: [{text: T}]", "place-missing"),
        ("comparisons/a-vs-b", COMPARISON, "[a, b]", "[a, c]", "reference-dangling"),
        ("comparisons/a-vs-b", COMPARISON, "[a, b]", "[b, a]", "file-name"),
        ("comparisons/a-vs-b", COMPARISON, "[a, b]", "[a, a]", "compare-few"),
        ("comparisons/a-vs-b", COMPARISON, "[a, b]", "[a]", "compare-few"),
        ("comparisons/a-vs-b", COMPARISON, "at: all", "at: all\nchoose: {c: []}", "reference-dangling"),
        (
            "comparisons/a-vs-b", COMPARISON, "at: all",
            "at: all\nverdicts: {lenght: {winner: a, because: T}}", "reference-dangling",
        ),
        (
            "comparisons/a-vs-b", COMPARISON, "at: all",
            "at: all\nverdicts: {size: {winner: c, because: T}}", "winner-unknown",
        ),
        (
            "comparisons/a-vs-b", COMPARISON, "at: all",
            "at: all\ntrophies: {winners: {size: undecided}}", "winner-unknown",
        ),
        ("scenarios/work", SCENARIO, "pick: b", "pick: c", "reference-dangling"),
        ("scenarios/work", SCENARIO, "{length: 1}", "{lenght: 1}", "reference-dangling"),
        ("scenarios/work", SCENARIO, "{length: 1}", "{colour: 1}", "weight-direction"),
        ("scenarios/work", SCENARIO, "{length: 1}", "{length: 6}", "weight"),
        (
            "scenarios/work", SCENARIO, "pick: b",
            "pick: b\nneeds: [{feature: sise, at_least: 5, because: T}]", "reference-dangling",
        ),
        (
            "scenarios/work", SCENARIO, "pick: b",
            "pick: b\nneeds: [{feature: size, at_least: 5, is: 5, because: T}]", "need-form",
        ),
        (
            "scenarios/work", SCENARIO, "pick: b",
            "pick: b\nneeds: [{feature: size, at_least: five, because: T}]", "number-form",
        ),
        ("scenarios/work", SCENARIO, "pick: b", "pick: b\nrunner_up: {product: c, when: T}", "reference-dangling"),
        ("tests/one", TEST, "winner: a", "winner: c", "winner-unknown"),
        ("tests/one", TEST, "{a: ", "{c: ", "reference-dangling"),
        ("guides/how", GUIDE, "asks:", "products: [c]\nasks:", "reference-dangling"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_found_where_it_is_written(name: str, text: str, old: str, new: str, code: str) -> None:
    assert old in text
    changed = text.replace(old, new.replace("T}", f"{TEXT}}}"), 1)
    assert (f"content/{name}.yaml", code) in reported(files_of(TWO, **{name: changed}))


@pytest.mark.parametrize(
    ("id_", "values", "code"),
    [
        ("a", "lenght: 5 s", "reference-dangling"),
        ("a", "sound: partly", "partly-note"),
        ("a", "size: {value: 5, source: shet}", "reference-dangling"),
        ("a", "fee: plan base", "reference-dangling"),
        ("a", "size: {claims: [{value: 5}, {value: 6}]}", "source-conflict"),
        ("a", RULED.format(judged="5", use="5"), "ruling-reopened"),
        ("a", RULED.format(judged="5, 6, 7", use="5"), "ruling-reopened"),
        ("a", RULED.format(judged="5, 6", use="7"), "ruling-use"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_found(id_: str, values: str, code: str) -> None:
    assert (f"content/products/{id_}.yaml", code) in reported(files_of({id_: values}))


@pytest.mark.parametrize(
    "values",
    [
        "size: {claims: [{value: 5}, {value: 5}]}",
        "size: {claims: [{value: 5}, {value: 6, when: {plan: base}}]}",
        f"size: {{claims: [{{value: 5}}, {{value: 6, when: {{region: {TEXT}}}}}]}}",
        RULED.format(judged="6, 5", use="6"),
        RULED.format(judged="5, 6", use="unknown"),
    ],
)
def test_claims_under_other_conditions_do_not_contradict(values: str) -> None:
    plans = PLANS.format(currency="USD", price="{monthly: 5}")
    assert reported(files_of({"a": values}, **{"plans/a": plans})) == []


def test_a_condition_names_a_plan_that_is_there() -> None:
    found = reported(files_of({"a": "size: {claims: [{value: 5}, {value: 6, when: {plan: bass}}]}"}))
    assert ("content/products/a.yaml", "reference-dangling") in found


def test_two_products_have_two_colours() -> None:
    files = files_of(TWO)
    files["content/products/b.yaml"] = files["content/products/b.yaml"].replace(b"color: 2", b"color: 1")
    assert reported(files) == [("content/products/a.yaml", "color"), ("content/products/b.yaml", "color")]


def test_a_pair_is_written_once() -> None:
    other = COMPARISON.replace("[a, b]", "[b, a]")
    found = reported(files_of(TWO, **{"comparisons/a-vs-b": COMPARISON, "comparisons/b-vs-a": other}))
    assert found == [("content/comparisons/b-vs-a.yaml", "duplicate-pair")]


def test_products_do_not_descend_from_one_another_in_a_circle() -> None:
    files = files_of(TWO)
    for one, other in (("a", "b"), ("b", "a")):
        files[f"content/products/{one}.yaml"] += f"predecessor: {other}\n".encode()
    assert {code for _, code in reported(files)} == {"reference-cycle"}


def test_a_price_that_jumps_tenfold_needs_a_word() -> None:
    def plans(confirm: str) -> str:
        return PLANS.format(currency="USD", price=f"{{monthly: 5}}, {{from: 2026-06-01, monthly: 500{confirm}}}")

    assert reported(files_of({"a": "length: 5 s"}, **{"plans/a": plans("")})) == [
        ("content/plans/a.yaml", "price-jump")
    ]
    assert reported(files_of({"a": "length: 5 s"}, **{"plans/a": plans(", confirm: true")})) == []


def test_two_periods_do_not_begin_on_one_day() -> None:
    plans = PLANS.format(currency="USD", price="{from: 2026-06-01, monthly: 5}, {from: 2026-06-01, monthly: 6}")
    assert {file for file, _ in reported(files_of({"a": "length: 5 s"}, **{"plans/a": plans}))} == {
        "content/plans/a.yaml"
    }


PLAN = PLANS.format(currency="USD", price="{monthly: 5}")
LOST = [("content/products/b.yaml", "plans-missing")]


@pytest.mark.parametrize(
    ("values", "plans", "expected"),
    [
        ("length: 9 s", ["a"], LOST),
        ("length: 9 s", ["a", "c"], LOST),
        ("length: 9 s", [], []),
        ("length: 9 s", ["a", "b"], []),
        ("fee: unknown", ["a", "c"], []),
    ],
)
def test_the_one_product_without_plans_is_doubted(
    values: str, plans: list[str], expected: list[tuple[str, str]]
) -> None:
    products = {"a": "length: 5 s", "b": values, **({"c": "length: 5 s"} if "c" in plans else {})}
    assert reported(files_of(products, **{f"plans/{id_}": PLAN for id_ in plans})) == expected


def test_two_products_without_plans_are_no_slip() -> None:
    assert reported(files_of({id_: "length: 5 s" for id_ in "abc"}, **{"plans/a": PLAN})) == []


def test_the_near_name_is_proposed() -> None:
    problems = problems_of(files_of({"a": "lenght: 5 s"}))
    assert [problem.hint for problem in problems] == ["did you mean 'length'?"]


@pytest.mark.parametrize("name", ["product/c", "products/more/c", "site2", "more"])
def test_no_data_is_passed_over_in_silence(name: str) -> None:
    assert f"content/{name}.yaml" in [file for file, _ in reported(files_of(TWO, **{name: "a: 1\n"}))]


@pytest.mark.parametrize("id_", ["a", "test", "scenario", "guide", "feature", "source"])
def test_an_offer_is_not_named_like_something_else(id_: str) -> None:
    """References name an offer by its id alone."""
    offer = "product: a\nseller: {name: Shop, kind: reseller}\n" + PLANS.format(currency="USD", price="{monthly: 5}")
    assert f"content/offers/{id_}.yaml" in [file for file, _ in reported(files_of(TWO, **{f"offers/{id_}": offer}))]


ATLAS = """
product: a
seller: {name: Seller, kind: reseller}
currency: USD
source: sheet
at: all
plans: {use: {name: Use, prices: [PRICE]}}
"""


@pytest.mark.parametrize(
    ("price", "doubted"),
    [
        ("{per_second: 0.153}", False),
        ("{per_second: 153}", True),
        ("{per_second: 153, confirm: true}", False),
        ("{monthly: 60}", False),
        ("{monthly: 600}", True),
        ("{free: true}", False),
    ],
)
def test_a_price_out_of_proportion_to_the_products_others_needs_a_word(price: str, doubted: bool) -> None:
    """0.153 replaced by 153 in place leaves no older price to compare it with."""
    plans = PLANS.format(currency="USD", price="{monthly: 6.99}")
    files = files_of(TWO, **{"plans/a": plans, "plans/b": plans, "offers/atlas": ATLAS.replace("PRICE", price)})
    found = reported(files)
    assert (("content/offers/atlas.yaml", "price-odd") in found) == doubted
    assert len(found) == doubted


def without_color(text: bytes) -> bytes:
    return re.sub(rb"color: \d+\n", b"", text)


def test_any_number_of_products_can_be_compared() -> None:
    """A ninth has no colour of its own; its family's, if it has one, or none."""
    files = files_of({f"p{number}": "length: 5 s" for number in range(1, 9)})
    product = files["content/products/p1.yaml"]
    for number in range(9, 13):
        name = f"p{number}".encode()
        files[f"content/products/p{number}.yaml"] = without_color(product).replace(b"p1", name)
    last = files["content/products/p12.yaml"]
    files["content/products/p12.yaml"] = last.replace(b"family: p12", b"family: p1") + b"order: 1\n"
    assert reported(files) == []
    site = load(files).whole
    assert [color_of(site.products, id_) for id_ in ("p1", "p8", "p9", "p12")] == [1, 8, 0, 1]
    assert list(site.products)[:3] == ["p12", "p1", "p2"]


def test_a_product_needs_neither_maker_nor_family_nor_version() -> None:
    files = files_of({"a": "length: 5 s", "b": "length: 6 s"})
    short = re.sub(rb"(vendor|family|version): .*\n", b"", files["content/products/a.yaml"])
    assert b"vendor" not in short and reported({**files, "content/products/a.yaml": short}) == []
    page = rendered({**files, "content/products/a.yaml": short})["en/products/a/"]
    assert "Product a" in page and '"Brand"' not in page
