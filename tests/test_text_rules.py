"""Rules on what is written: references resolve, languages stay in step, nothing is left over."""

import pytest

from pingbi.content.rules.texts import simplified
from pingbi.diagnostics.problem import Problem
from tests.support.samples import PLANS, TEXT, files_of, problems_of

VALUES = {"a": "length: 5 s, size: 3"}
PLAN = PLANS.format(currency="USD", price="{monthly: 5}").replace(
    "prices:", "includes: {credits_per_month: 60}\n    prices:"
)
OFFER = "product: a\nseller: {name: Shop, kind: reseller}\n" + PLAN.replace("base:", "rate:")


def problems(zh: str, en: str, **prose: str) -> list[Problem]:
    """What the rules say of one text in both languages, on a site with a plan, an offer and a guide."""
    guide = f"title: {TEXT}\nasks: {{zh-TW: '{zh}', en: '{en}'}}\nthree: [{TEXT}, {TEXT}, {TEXT}]\n"
    files = files_of(VALUES, **{"plans/a": PLAN, "offers/shop": OFFER, "guides/how": guide})
    files |= {f"content/{name}.md": text.encode() for name, text in prose.items()}
    return problems_of(files)


def apart_from_numbers(found: list[Problem]) -> list[Problem]:
    """Without the doubt that only one language names a number, which test_languages.py is about."""
    return [problem for problem in found if problem.code != "numbers-differ"]


def codes(zh: str, en: str) -> set[str]:
    return {problem.code for problem in problems(zh, en)}


@pytest.mark.parametrize(
    "reference",
    [
        *("{a}", "{a.length}", "{a.size}", "{a.plans.base}", "{a.plans.base.credits_per_month}"),
        *("{shop}", "{shop.plans.rate}", "{shop.plans.rate.credits_per_month}"),
        *("{feature.length}", "{source.sheet}", "{guide.how}", r"\{literally\}"),
    ],
)
def test_what_a_reference_can_name(reference: str) -> None:
    assert codes(f"甲{reference}", f"A {reference}") == set()


@pytest.mark.parametrize(
    "reference",
    [
        *("{b}", "{a.lenght}", "{a.plans}", "{a.plans.bass}", "{a.plans.base.clips_per_month}"),
        *("{a.length.low}", "{shop.length}", "{shop.plans.base}", "{feature.lenght}", "{source.sheets}"),
        *("{guide.who}", "{test.one}", "{scenario.one}", "{feature}"),
    ],
)
def test_what_it_cannot_name(reference: str) -> None:
    found = problems(f"甲{reference}", f"A {reference}")
    assert [(problem.code, problem.place.path) for problem in found] == [
        ("reference-dangling", ("asks", "zh-TW")),
        ("reference-dangling", ("asks", "en")),
    ]
    assert all(reference in problem.message and problem.hint for problem in found)


@pytest.mark.parametrize("reference", ["{a.wait}", "{a.fee}", "{a.look}", "{a.colour}"])
def test_a_value_that_is_not_known_is_not_referred_to(reference: str) -> None:
    values = {"a": "length: 5 s, look: unknown, colour: n/a"}
    guide = (
        f"title: {TEXT}\nasks: {{zh-TW: '至多{reference}', en: 'Up to {reference}'}}\nthree: [{TEXT}, {TEXT}, {TEXT}]\n"
    )
    prose = {f"content/guides/how.{locale}.md": f"{reference}\n".encode() for locale in ("zh-TW", "en")}
    found = problems_of(files_of(values, **{"guides/how": guide}) | prose)
    assert {(problem.code, problem.severity) for problem in found} == {("reference-unknown", "warning")}
    assert sorted((p.place.path, p.place.offset, p.place.line, p.place.column) for p in found if p.place.path) == [
        (("asks", "en"), 6, None, None),
        (("asks", "zh-TW"), 2, None, None),
    ]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("values", "code"), [("size: abc", "number-form"), ("size: {claims: [{value: 1}, {value: 2}]}", "source-conflict")]
)
def test_a_value_that_cannot_be_read_is_only_reported_itself(values: str, code: str) -> None:
    files = files_of({"a": values}, **{"guides/how": f"title: {TEXT}\nasks: {{zh-TW: '{{a.size}}', en: '{{a.size}}'}}\n"
                     f"three: [{TEXT}, {TEXT}, {TEXT}]\n"})  # fmt: skip
    assert [problem.code for problem in problems_of(files)] == [code]


@pytest.mark.parametrize("brace", ["{", "}", "{}", "{A b}", "{{a}}"])
def test_a_brace_that_begins_no_reference(brace: str) -> None:
    assert "reference-form" in codes(f"甲{brace}", f"A {brace}")


@pytest.mark.parametrize(
    ("mark", "words"), [("{~}", "there is none"), ("{~ {a} s}", "no braces of its own"), ("{~ 5 s", "does not end")]
)
def test_a_figure_that_is_marked_wrongly(mark: str, words: str) -> None:
    first = problems(f"甲{mark}", f"A {mark}")[0]
    assert (first.code, first.place.path, first.severity) == ("reference-form", ("asks", "zh-TW"), "error")
    assert words in first.message and "{~ 5 s}" in first.hint


def test_a_wrong_mark_in_prose_is_pointed_at() -> None:
    (found,) = problems("甲", "A", **{"guides/how.zh-TW": "甲 {~ 五}\n", "guides/how.en": "A {~ 5}\n\n  B {~\n"})
    assert (found.place.file, found.place.line, found.place.column) == ("content/guides/how.en.md", 3, 5)


def test_a_figure_marked_in_one_language_is_marked_in_all() -> None:
    found = problems("甲 {~ 5 秒}", "A")
    assert [(problem.code, problem.place.path) for problem in found] == [("placeholder-mismatch", ("asks", "en"))]
    assert "lacks {~ …}" in found[0].message
    assert prose_problems(**{"guides/how.zh-TW": "甲\n", "guides/how.en": "A {~ 5}\n"}) == [
        ("content/guides/how.zh-TW.md", "placeholder-mismatch")
    ]


def test_the_languages_use_the_same_references() -> None:
    found = problems("甲 {a.length}", "A")
    assert [(problem.code, problem.place.path) for problem in found] == [("placeholder-mismatch", ("asks", "en"))]
    assert "{a.length}" in found[0].message


def test_a_reference_used_twice_is_used_twice_in_both() -> None:
    assert codes("甲 {a} 乙 {a}", "A {a}") == {"placeholder-mismatch"}
    assert codes("甲 {a} 乙 {a.length}", "A {a.length}, B {a}") == set()


@pytest.mark.parametrize("words", ["TODO", "TBD", "待翻譯", "Lorem ipsum"])
def test_what_was_left_over(words: str) -> None:
    assert "leftover" in codes(f"甲 {words}", "A")


@pytest.mark.parametrize(("zh", "en", "code"), [("甲", "A 乙", "han-in-text"), ("视频", "A", "simplified")])
def test_each_text_is_in_its_own_language(zh: str, en: str, code: str) -> None:
    assert codes(zh, en) == {code}


def test_simplified_is_a_warning_that_names_the_characters() -> None:
    (found,) = problems("这是繁體", "A")
    assert (found.severity, found.place.path) == ("warning", ("asks", "zh-TW"))
    assert "这" in found.message and "體" not in found.message


@pytest.mark.parametrize(
    ("words", "found"), [("繁體中文", ""), ("简体", "简"), ("台灣的峰", ""), ("视频", "视频"), ("ABC", "")]
)
def test_simplified_only_characters(words: str, found: str) -> None:
    assert sorted(simplified(words)) == sorted(found)


def prose_problems(**prose: str) -> list[tuple[str, str]]:
    return [(problem.place.file, problem.code) for problem in problems("甲", "A", **prose)]


def test_prose_that_keeps_step_is_without_fault() -> None:
    both = {"guides/how.zh-TW": "## 甲\n\n文 {a}\n", "guides/how.en": "## A\n\nText {a}\n"}
    assert prose_problems(**both) == []


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ({"guides/how.zh-TW": "## 甲\n"}, [("guides/how.zh-TW", "translation-file-missing")]),
        ({"guides/how.zh-TW": "## 甲\n", "guides/how.en": "## A\n\n### B\n"}, [("guides/how.en", "heading-shape")]),
        ({"guides/how.zh-TW": "甲 {a}\n", "guides/how.en": "A\n"}, [("guides/how.en", "placeholder-mismatch")]),
        ({"guides/how.zh-TW": "甲\n", "guides/how.en": "乙\n"}, [("guides/how.en", "han-in-text")]),
        (
            {"guides/how.zh-TW": "甲 {b}\n", "guides/how.en": "A {b}\n"},
            [("guides/how.en", "reference-dangling"), ("guides/how.zh-TW", "reference-dangling")],
        ),
        (
            {"guides/who.zh-TW": "甲\n", "guides/who.en": "A\n"},
            [("guides/who.en", "reference-dangling"), ("guides/who.zh-TW", "reference-dangling")],
        ),
        (
            {"pages/hom.zh-TW": "甲\n", "pages/hom.en": "A\n"},
            [("pages/hom.en", "reference-dangling"), ("pages/hom.zh-TW", "reference-dangling")],
        ),
    ],
)
def test_prose_out_of_step(prose: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert sorted(prose_problems(**prose)) == [(f"content/{name}.md", code) for name, code in expected]


@pytest.mark.parametrize(
    "name", ["guides/how.fr", "guides/how", "guide/how.en", "tests/how.en", "guides/more/how.en", "how.en"]
)
def test_no_prose_is_passed_over_in_silence(name: str) -> None:
    prose = {"guides/how.zh-TW": "甲\n", "guides/how.en": "A\n", name: "A\n"}
    assert f"content/{name}.md" in [file for file, _ in prose_problems(**prose)]


def test_a_reference_in_prose_is_pointed_at() -> None:
    text = "## 甲\n\n前面 {b}\n"
    found = problems("甲", "A", **{"guides/how.zh-TW": text, "guides/how.en": "## A\n\nBefore {b}\n"})
    places = {problem.place.file[-8:]: (problem.place.line, problem.place.column) for problem in found}
    assert places == {"zh-TW.md": (3, 4), "ow.en.md": (3, 8)}


@pytest.mark.parametrize(
    "words",
    [
        "It costs US$6.99.",
        "Clips of 15 s.",
        "8% fail.",
        "NT$599 a month",
        "about 3 minutes",
        "Free for 30 days.",
        "a 20-second clip",
    ],
)
def test_a_typed_figure_is_doubted(words: str) -> None:
    found = apart_from_numbers(problems("甲", words))
    assert [(problem.code, problem.severity) for problem in found] == [("bare-number", "warning")]


def test_a_marked_figure_is_not_doubted() -> None:
    assert problems("不到 {~ 5 秒}", "Keep it under {~ 5 s}.") == []
    found = apart_from_numbers(problems("不到 {~ 5 秒}", "Under {~ 5 s} of 15 s."))
    assert [problem.code for problem in found] == ["bare-number"]


@pytest.mark.parametrize(
    "words", ["It costs {a.length}.", "In 2026 it was 4 against 5.", "Two of 5 tests.", "iOS 17 shows"]
)
def test_a_reference_or_a_plain_count_is_not(words: str) -> None:
    text = "{a.length}" if "{a.length}" in words else "甲"
    assert apart_from_numbers(problems(text, words)) == []
