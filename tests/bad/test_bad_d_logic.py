"""D: references and logic."""

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, write
from tests.support.bad_site import (
    COMPARISON,
    FEATURES,
    GUIDE,
    OFFER,
    PLANS_A,
    PLANS_B,
    PRODUCT_A,
    PRODUCT_B,
    PROSE_EN,
    PROSE_ZH,
    SCENARIO,
    SOURCES,
    TEST,
    TEXTS,
)

T = "{zh-TW: 樣本, en: Sample}"
OTHER = "{value: 6 s, source: other, at: all}"
TWIN = "content/comparisons/b-vs-a.yaml"


def wrong_text(number: str, what: str, en: str, code: str, hint: str, *others: str) -> Bad:
    """A text with this in its English, and the same in its Chinese."""
    zh = en.replace("»", "")
    return edit(number, what, GUIDE, "asks: {zh-TW: 怎麼用？, en: How is it used?}",
                f'asks: {{zh-TW: "甲{zh}", en: "A»{zh}"}}', code, hint, f"{GUIDE}:2:17 {code}", *others)  # fmt: skip


def verdict(winner: str) -> str:
    return f"at: all\nverdicts: {{length: {{winner: {winner}, because: {T}}}}}"


PRICED = {
    file: TEXTS[file]
    .replace("片長 {a.length}", "{a.plans.base}")
    .replace("Clips of {a.length}", "{a.plans.base}")
    .encode()
    for file in (PROSE_ZH, PROSE_EN)
}
CASES = [
    Bad("D02", "plans that were deleted", {PLANS_B: None}, f"{PRODUCT_B}:1:1", "plans-missing",
        "with the prices", severity="warning"),
    write("D02", "a value that nobody knows", PRODUCT_A, TEXTS[PRODUCT_A].replace("  size: 3\n", "").replace(
          "summary: {zh-TW: 樣本, en: Sample}", 'summary: {zh-TW: "大小 {a.size}", en: "A size of »{a.size}"}'),
          "reference-unknown", "without this value", f"{PRODUCT_A}:8:22 reference-unknown", severity="warning"),
    Bad("D02", "a plan that is no longer sold", {**PRICED, PLANS_A: TEXTS[PLANS_A].replace(
        "- monthly: 6.99", "- {monthly: 6.99, to: 2026-01-08}").encode()}, f"{PROSE_EN}:3:1", "reference-unsold",
        "another", (f"{PROSE_ZH}:3:1 reference-unsold",), severity="warning"),
    Bad("D02", "plans of a product that has none", {**PRICED, PLANS_A: None}, f"{PROSE_EN}:3:1", "reference-dangling",
        "content/plans/a.yaml is missing", (f"{PROSE_ZH}:3:1 reference-dangling",)),
    # what is named and is not there
    edit("D01", "a pick that is no product", SCENARIO, "pick: b", "pick: »c", "reference-dangling", "known: a, b"),
    edit("D01", "a comparison of no product", COMPARISON, "[a, b]", "[a, »c]", "reference-dangling", "known: a, b"),
    edit("D01", "a product that comes from none", PRODUCT_A, "color: 1", "color: 1\npredecessor: »aa",
         "reference-dangling",
         "did you mean 'a'?"),
    edit("D01", "a result of no product", TEST, "{a: {", "{»d: {", "reference-dangling", "known: a, b"),
    edit("D02", "a weight on no feature", SCENARIO, "{length: 3", "{»lenght: 3", "reference-dangling",
         "did you mean 'length'?"),
    edit("D02", "a need of no feature", SCENARIO, "feature: length", "feature: »lenght", "reference-dangling",
         "did you mean 'length'?"),
    edit("D02", "a value of no feature", PRODUCT_A, "  size: 3", "  »sice: 3", "reference-dangling",
         "did you mean 'size'?"),
    edit("D02", "a feature in no group", FEATURES, "{group: all", "{group: »al", "reference-dangling",
         "did you mean 'all'?"),
    edit("D02", "a rating without its scale", FEATURES, "kind: number", "kind: rating, scale: »looks",
         "reference-dangling",
         "known: none"),
    edit("D02", "a picture in prose that is not there", PROSE_EN, "Clips", "![a chart](»/pictures/chart.png) Clips",
         "image-missing", "describe the picture"),
    edit("D02", "a page in prose that is not there", PROSE_ZH, "(/pricing/)", "(»/features/lenght/)", "link-missing",
         "did you mean 'length'?"),
    edit("D02", "a standing page with a slip", PROSE_ZH, "(/pricing/)", "(»/prcing/)", "link-missing",
         "did you mean 'pricing'?"),
    wrong_text("D02", "a reference to no feature", "{a.lenght}", "reference-dangling", "did you mean 'length'?"),
    wrong_text("D02", "a reference to no source", "{source.shet}", "reference-dangling", "did you mean 'sheet'?"),
    wrong_text("D02", "a reference to no test", "{test.two}", "reference-dangling", "known: one"),
    wrong_text("D03", "a reference to no plan", "{a.plans.bass}", "reference-dangling", "did you mean 'base'?"),
    wrong_text("D03", "a reference to what no plan includes", "{a.plans.base.clips_per_month}", "reference-dangling",
               "did you mean 'credits_per_month'?"),
    wrong_text("D03", "a brace that is no reference", "{A b}", "reference-form", "a literal brace"),
    edit("D03", "a condition on no plan", PRODUCT_A, "length: 5 s", "length: {value: 5 s, when: {plan: »bass}}",
         "reference-dangling", "did you mean 'base'?"),
    edit("D03", "the price of no plan", PRODUCT_A, "  size: 3", "  size: 3\n  fee: »plan bass", "reference-dangling",
         "did you mean 'base'?"),
    edit("D01", "a choice of a product that is not compared", COMPARISON, "at: all",
         "at: all\nchoose: {»c: [], a: []}", "reference-dangling", "known: a, b"),
    edit("D02", "a footnote", PROSE_EN, "Clips of {a.length}", "Clips»[^a] of {a.length}", "reference-dangling",
         "prose has no footnotes"),
    wrong_text("D03", "a reference to no plan of an offer", "{shop.plans.bay}", "reference-dangling",
               "did you mean 'pay'?"),
    # winners
    edit("D04", "a shorter one that is said to win", COMPARISON, "at: all", verdict("»a"), "winner-wrong",
         "correct the value or remove this verdict"),
    edit("D04", "a tie where one is better", COMPARISON, "at: all", verdict("»tie"), "winner-wrong",
         "correct the value"),
    write("D05", "a winner where both are equal", COMPARISON,
          TEXTS[COMPARISON].replace("at: all", f"at: all\nverdicts: {{size: {{winner: »a, because: {T}}}}}"),
          "winner-tie",
          "winner: tie"),
    edit("D06", "a verdict for a third product", COMPARISON, "at: all", verdict("»c"), "winner-unknown",
         "one of: a, b, tie"),
    edit("D06", "a test that a third one won", TEST, "winner: a", "winner: »c", "winner-unknown", "one of: a, b, tie"),
    write("D06", "a pick that fails a need", SCENARIO,
          TEXTS[SCENARIO].replace("at_least: 5 s", "at_least: 10 s").replace("pick: b", "pick: »b"), "pick-excluded",
          "pick another product"),
    write("D06", "a pick that the weights do not share", SCENARIO, TEXTS[SCENARIO].replace("pick: b", "pick: »a"),
          "pick-unexplained", "add 'difference: {…}'"),
    # circles and doubles
    Bad("D07", "products that descend from one another",
        {file: text.replace("family: one", f"family: one\npredecessor: {other}").encode()
         for file, text, other in ((PRODUCT_A, TEXTS[PRODUCT_A], "b"), (PRODUCT_B, TEXTS[PRODUCT_B], "a"))},
        f"{PRODUCT_A}:4:14", "reference-cycle", "remove one of them", (f"{PRODUCT_B}:4:14 reference-cycle",)),
    edit("D07", "a product that descends from itself", PRODUCT_A, "color: 1", "color: 1\npredecessor: »a",
         "reference-cycle",
         "remove one of them"),
    Bad("D08", "an offer named like a product", {"content/offers/b.yaml": TEXTS["content/offers/shop.yaml"].encode()},
        "content/offers/b.yaml:1:1", "duplicate-id", "rename the file"),
    edit("D08", "a product's value twice", PRODUCT_A, "  size: 3", "  size: 3\n  »sound: false", "duplicate-key",
         "keep one"),
    edit("D09", "two products of one name", PRODUCT_B, "name: Product B", "name: »Product A", "duplicate-name",
         "give one of them another name", severity="warning"),
    edit("D09", "two products of one colour", PRODUCT_B, "color: 2", "color: »1", "color", "choose a free one",
         f"{PRODUCT_A}:5:8 color"),
    Bad("D10", "a guide whose name differs by case alone", {"content/guides/How.yaml": TEXTS[GUIDE].encode()},
        "content/guides/How.yaml:1:1", "id-form", "for instance 'how'"),
    Bad("D11", "two names of the same letters",
        {f"content/guides/caf{e}.yaml": TEXTS[GUIDE].encode() for e in ("é", "e\u0301")},
        "content/guides/cafe\u0301.yaml:1:1", "id-form", "a-z, 0-9", ("content/guides/café.yaml:1:1 id-form",)),
    Bad("D13", "a page below a page", {"content/guides/how/index.yaml": TEXTS[GUIDE].encode()},
        "content/guides/how/index.yaml:1:1", "file-unread", "did you mean 'guides'?"),
    Bad("D13", "a page of the same address", {"content/guides/index.yaml": TEXTS[GUIDE].encode()},
        "content/guides/index.yaml:1:1", "slug-reserved", "choose another id"),
    Bad("D12", "one pair twice", {TWIN: TEXTS[COMPARISON].replace("[a, b]", "[b, a]").encode()}, f"{TWIN}:1:11",
        "duplicate-pair", "keep one of the two files"),
    # too few
    edit("D14", "a product compared with itself", COMPARISON, "[a, b]", "»[a, a]", "compare-few",
         "two different products"),
    edit("D14", "a comparison of one", COMPARISON, "[a, b]", "»[a]", "compare-few", "two different products"),
    edit("D14", "a comparison of none", COMPARISON, "[a, b]", "»[]", "compare-few", "two different products"),
    edit("D14", "a comparison of three", COMPARISON, "[a, b]", "»[a, b, c]", "compare-few", "two different products"),
    # claims and rulings
    Bad("D15", "a weight on what has no better side",
        {FEATURES: TEXTS[FEATURES].replace("kind: number, direction: higher", "kind: number").encode()},
        f"{SCENARIO}:5:22", "weight-direction", "give this one a direction"),
    Bad("D15", "claims of two sources without a ruling",
        {SOURCES: (TEXTS[SOURCES] + TEXTS[SOURCES].replace("sheet:", "other:")).encode(),
         PRODUCT_A: TEXTS[PRODUCT_A].replace("5 s", f"{{claims: [{{value: 5 s}}, {OTHER}]}}").encode()},
        f"{PRODUCT_A}:15:11", "conflict-unruled", "add 'ruling: {judged: […]"),
    edit("D15", "a ruling on other values", PRODUCT_A, "5 s", f"{{claims: [{{value: 5 s}}, {{value: 6 s}}], ruling: "
         f"{{judged: »[5 s, 7 s], use: 5 s, because: {T}}}}}", "ruling-reopened", "write judged: [5 s, 6 s]"),
    edit("D15", "a ruling that uses what nobody says", PRODUCT_A, "5 s",
         f"{{claims: [{{value: 5 s}}, {{value: 6 s}}], ruling: "
         f"{{judged: [5 s, 6 s], use: »7 s, because: {T}}}}}", "ruling-use", "one of the judged values"),
    edit("D15", "a need for more, where there is no more", SCENARIO, "{feature: length, at_least: 5 s",
         "{feature: sound, »at_least: true", "need-form", "write one of: is"),
    edit("D15", "a part without a note", PRODUCT_A, "sound: true", "sound: »partly", "partly-note", "add 'note:"),
    edit("D15", "a need in two forms", SCENARIO, "{feature: length, at_least: 5 s",
         "»{feature: length, at_least: 5 s, is: 5 s",
         "need-form", "write one of: is"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


THIRD = {f"content/{kind}/c.yaml": TEXTS[f"content/{kind}/b.yaml"] for kind in ("products", "plans")}


def test_d01_when_to_choose_is_reported_of_the_two_alone(workspace: Workspace) -> None:
    third = {file: text.replace("Product B", "Product C").replace("or: 2", "or: 3") for file, text in THIRD.items()}
    choose = TEXTS[COMPARISON].replace("at: all", "at: all\nchoose: {c: []}")
    with workspace.having({file: text.encode() for file, text in {**third, COMPARISON: choose}.items()}):
        ended = workspace.run("check", pages=False)
    assert f"{COMPARISON}:4:10: error[choice]: 'c' is not compared here" in ended.err and "1 error\n" in ended.err


def test_d04_a_dearer_one_that_is_called_cheaper_is_reported_with_both_prices(workspace: Workspace) -> None:
    fee = TEXTS[COMPARISON].replace("at: all", f"at: all\nverdicts: {{fee: {{winner: b, because: {T}}}}}")
    with workspace.having({COMPARISON: fee.encode()}):
        ended = workspace.run("check", pages=False)
    assert "that a wins fee (a: USD 6.99 (plan base), b: USD 9.99 (plan base))" in ended.err
    assert "also: content/plans/a.yaml:8:7" in ended.err and "also: content/plans/b.yaml:8:7" in ended.err


REFERRING = "asks: {zh-TW: '{shop.plans.pay}？', en: '{shop.plans.pay}?'}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (OFFER, "per_second: 0.1", "per_second: -1"),
        (OFFER, "    name:", "    name: Pay\n    name:"),
        (SOURCES, "kind: own-test", "kind: own"),
        (SOURCES, "sheet:", "sheet: [\nother:"),
        (SOURCES, "  title:", "  read: 2026-01-06\n  title:"),
        (FEATURES, "kind: duration", "kind: time"),
        (FEATURES, "  sound:", "  length:"),
        (FEATURES, "groups:", "groups: [\ngroups:"),
    ],
)
def test_d_what_rests_on_a_faulty_file_is_not_to_blame(workspace: Workspace, file: str, old: str, new: str) -> None:
    """One mistake, one problem: no "unknown" sources, features or offers are reported beside it."""
    guide = TEXTS[GUIDE].replace("asks: {zh-TW: 怎麼用？, en: How is it used?}", REFERRING)
    with workspace.having({file: TEXTS[file].replace(old, new, 1).encode(), GUIDE: guide.encode()}):
        ended = workspace.run("check", pages=False)
    assert ended.code == 1 and {line.split(":")[0] for line in ended.err.splitlines() if ": error[" in line} == {file}
    assert "1 error\n" in ended.err


def test_d_a_faulty_catalogue_hides_no_other_mistake(workspace: Workspace) -> None:
    files = {
        FEATURES: TEXTS[FEATURES].replace("kind: number", "kind: nmber"),
        SCENARIO: TEXTS[SCENARIO].replace("pick: b", "pick: c"),
        PRODUCT_A: TEXTS[PRODUCT_A].replace("5 s", "5 px").replace("sound:", "sond:"),
    }
    with workspace.having({file: text.encode() for file, text in files.items()}):
        ended = workspace.run("check", pages=False)
    assert [line.split(": ")[1] for line in ended.err.splitlines() if line.startswith("content/")] == [
        "error[choice]", "error[unit-unknown]", "error[reference-dangling]", "error[reference-dangling]",
    ]  # fmt: skip
