"""Every number of the content is made another: each copy of it moves, on the same pages of every language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

import pytest

from pingbi.content.yaml.documents import read_yaml
from pingbi.project import Project
from tests.support.commands import HOME, MOBILE_PLANS
from tests.support.content_numbers import (
    Changes,
    Number,
    alternatives,
    chosen,
    edited,
    numbers,
    numbers_in,
    scalars,
    value_of,
)
from tests.support.copies import FiguresByPage, Index, lagging, left_behind, unseen, unweighed
from tests.support.figures import figures_in, figures_of
from tests.support.perturbation import Workshop, alone, refused, shared

ANOTHER_WAY = {"ruled", "weight"}
"""Kinds of number that cannot change with the others: bound to a claim; too small to have figures of their own."""
SAMPLE = 4
"""How many numbers the suite also changes alone; `make perturb` does so with all."""


@pytest.fixture(scope="module", params=[HOME, MOBILE_PLANS], ids=["real", "mobile"])
def workshop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(Project(request.param, tmp_path_factory.mktemp("out")))


@dataclass(frozen=True)
class Batch:
    """All numbers changed in one build, but those that cannot change with the others."""

    changes: Changes
    apart: tuple[Number, ...]
    after: FiguresByPage
    index: Index


@pytest.fixture(scope="module")
def batch(workshop: Workshop) -> Batch:
    some = [number for number in workshop.numbers if number.kind not in ANOTHER_WAY]
    changes = chosen(some, workshop.taken)
    unfit = refused(workshop, changes)
    kept = {number: other for number, other in changes.items() if number not in unfit}
    after = workshop.whole(kept)
    return Batch(kept, tuple(number for number in some if number not in kept), after, Index(after))


# --- all together --------------------------------------------------------------------------------------------------


def test_every_value_with_a_digit_is_a_number_an_id_or_words(workshop: Workshop) -> None:
    """Words are running texts, and what is named: products, versions, addresses."""
    words = {*("name", "version", "base_url", "url"), "zh-TW", "en"}
    ids = {file.rpartition("/")[2].removesuffix(".yaml") for file in workshop.content}
    for file, data in workshop.content.items():
        if file.endswith(".yaml"):
            ids |= {str(path[-1]) for path in read_yaml(data, file).keys}
    for scalar in scalars(workshop.content):
        if re.search(r"\d", scalar.text) and not any(numbers_in(scalar)):
            assert scalar.path[-1] in words or scalar.text in ids, scalar


def test_a_changed_number_shows_on_the_same_pages_of_every_language(workshop: Workshop, batch: Batch) -> None:
    assert len(batch.changes) > 20
    assert list(unseen(batch.changes, batch.index, workshop.languages)) == []


def test_the_figures_of_a_page_move_alike_in_every_language(workshop: Workshop, batch: Batch) -> None:
    assert list(lagging(workshop.before, batch.after, workshop.languages)) == []


def test_no_copy_of_a_changed_number_stays_behind(workshop: Workshop, batch: Batch) -> None:
    """Copies of an equal number that did not change rightly stay."""
    stay = {value_of(number, number.written) for number in batch.apart}
    gone = {n: other for n, other in batch.changes.items() if value_of(n, n.written) not in stay}
    assert list(left_behind(gone, workshop.index, batch.index, workshop.typed)) == []


def test_a_number_that_cannot_change_with_the_others_is_changed_alone(workshop: Workshop, batch: Batch) -> None:
    """Where a word of the editors rests on it, or there are not enough other values for all of its kind."""
    assert [wrong for number in batch.apart for wrong in alone(workshop, number).wrong] == []


# --- weights and rulings -------------------------------------------------------------------------------------------


def rounds(some: list[Number], key: Mapping[Number, object]) -> list[list[Number]]:
    """The first of each group, then the second of each, …"""
    groups: dict[object, list[Number]] = {}
    for number in some:
        groups.setdefault(key[number], []).append(number)
    return [[number for number in turn if number] for turn in zip_longest(*groups.values())]


def test_a_changed_weight_is_what_its_scenario_multiplies_with(workshop: Workshop) -> None:
    """One weight of every scenario at a time."""
    weights = [number for number in workshop.numbers if number.kind == "weight"]
    for turn in rounds(weights, {number: number.scalar.file for number in weights}):
        changes = {number: next(alternatives(number)) for number in turn}
        apart = refused(workshop, changes)
        changes = {number: other for number, other in changes.items() if number not in apart}
        after = workshop.pages_changed(changes)
        assert list(lagging(workshop.before, after, workshop.languages)) == []
        assert list(unweighed(changes, workshop.before, after, workshop.languages)) == []
        assert [wrong for number in apart for wrong in alone(workshop, number).wrong] == []


def ruling_of(number: Number) -> tuple[object, ...]:
    """The value that a number of a claim or ruling belongs to."""
    return (number.scalar.file, *number.scalar.path[:2])


def test_a_claim_or_a_ruling_that_changes_without_the_other_is_refused_at_its_place(workshop: Workshop) -> None:
    """One number of every ruled value at a time: each is refused by a problem of its own."""
    ruled = [number for number in workshop.numbers if number.kind == "ruled"]
    bound = {ruling_of(number) for number in ruled}
    claimed = [number for number in workshop.numbers if number.kind != "ruled" and ruling_of(number) in bound]
    for turn in rounds([*ruled, *claimed], {number: ruling_of(number) for number in [*ruled, *claimed]}):
        found = workshop.problems(chosen(turn, workshop.taken))
        assert {(problem.place.file, *problem.place.path[:3]) for problem in found} == {
            (*ruling_of(number), "ruling") for number in turn
        }
        assert {problem.code for problem in found} <= {"ruling-reopened", "ruling-use"}


# --- one at a time -------------------------------------------------------------------------------------------------


def test_a_number_changed_alone_shows_where_it_shows_among_others(workshop: Workshop, batch: Batch) -> None:
    """What the batch says of a number holds of the number alone. Equal ones come apart, so they are left out."""
    some = [number for number in batch.changes if number.kind == "decimal" and not shared(workshop, number)]
    for number in some[:: len(some) // SAMPLE + 1]:
        trial = alone(workshop, number)
        together = batch.index.pages(value_of(number, batch.changes[number]), workshop.languages[0])
        assert trial.wrong == ()
        assert trial.pages.keys() <= together.keys(), trial


# --- the checks themselves -----------------------------------------------------------------------------------------

BEFORE = {
    "en/a": "<p>US$6.99/month</p><td>7</td><li>7 of 9</li>",
    "zh/a": "<p>US$6.99／月</p><td>7</td><li>9 題中 7 題</li>",
    "en/b": '<i title="from US$6.99">7</i>',
    "zh/b": '<i title="US$6.99起">7</i>',
}


def number(written: str) -> Number:
    (found,) = numbers({"content/plans/x.yaml": f"monthly: {written}\n".encode()})
    return found


def after(*edits: tuple[str, str, str]) -> FiguresByPage:
    pages = dict(BEFORE)
    for file, old, new in edits:
        pages[file] = pages[file].replace(old, new)
    return figures_by_page(pages)


def figures_by_page(pages: Mapping[str, str]) -> FiguresByPage:
    return {file: figures_of(page) for file, page in pages.items()}


def all_but(*files: str) -> FiguresByPage:
    return after(*((file, "6.99", "7.31") for file in BEFORE if file not in files))


@pytest.mark.parametrize(
    ("new", "behind"), [(all_but(), set()), (all_but("en/b"), {"en/b"}), (all_but("zh/a", "zh/b"), {"zh/a", "zh/b"})]
)
def test_a_copy_that_stays_behind_is_found(new: FiguresByPage, behind: set[str]) -> None:
    found = left_behind({number("6.99"): "7.31"}, Index(figures_by_page(BEFORE)), Index(new), set())
    assert {told_.split(" ")[0] for told_ in found} == behind


def test_among_figures_that_pages_count_a_copy_that_stays_in_the_same_words_is_found() -> None:
    seven, before = {number("7"): "7.11"}, Index(figures_by_page(BEFORE))
    moved = [("en/a", "<td>7", "<td>7.11"), ("zh/a", "<td>7", "<td>7.11")]
    assert [*left_behind(seven, before, Index(after(*moved)), set())] == []
    twice = {**BEFORE, "en/b": "<td>7</td>"}
    torn = left_behind(
        seven, Index(figures_by_page(twice)), Index({**after(*moved), "en/b": figures_of("<td>7</td>")}), set()
    )
    assert [told_.split(" ")[0] for told_ in torn] == ["en/b"]


def test_a_language_that_lags_is_found() -> None:
    new, languages = all_but("zh/b"), ("en", "zh")
    assert [told_.split(" ")[0] for told_ in lagging(figures_by_page(BEFORE), new, languages)] == ["zh/b"]
    assert len([*unseen({number("6.99"): "7.31"}, Index(new), languages)]) == 1
    assert [*unseen({number("6.99"): "7.31"}, Index(all_but()), languages)] == []


@pytest.mark.parametrize(
    ("written", "en", "zh"),
    [
        (["US$6.99"], "US$6.99/month", "US$6.99／月"),
        (["US$0.06", "US$0.13"], "US$0.06–0.13 a clip", "每支 US$0.06–0.13"),
        (["3 min", "8 min"], "3–8 min", "3–8 分鐘"),
        (["25 s"], "up to 25 s.", "可到 25 秒"),
        (["50"], "at least 50", "至少 50"),
        (["8 %", "12 %"], "8–12% fail", "有 8–12% 失敗"),
        (["3000"], "3,000 credits", "3,000 點"),
        (["2025-12-16"], "on December 16, 2025", "2025 年 12 月 16 日"),
        (["2026-02"], "after February 2026", "2026 年 2 月之後"),
        (["2K–4K", "30 fps"], "2K–4K at 30 fps", "2K–4K、30 fps"),
        (["4 ×", "0.75", "3"], "4 × 0.75 = 3", "4 × 0.75 = 3"),
        ([], "C2PA, kling-25, #ev-sora-2, /en/2/", "C2PA、kling-25"),
    ],
)  # fmt: skip
def test_figures_read_alike_in_every_language(written: list[str], en: str, zh: str) -> None:
    for text in (en, zh):
        found = [f"{figure.sign}{figure.value} {figure.unit}".strip() for figure in figures_in(text)]
        assert found == written


def test_figures_are_read_from_text_attributes_and_data() -> None:
    data = '<script type="application/json">{"a": ["699/100"]}</script>'
    page = f'<b class="win color-3" title="7 of 9">5</b><svg width="8"/>{data}'
    assert {item.figure.value for item in figures_of(page)} == {"color-3", "7", "9", "5", "6.99"}


def test_a_number_is_changed_in_the_characters_where_it_stands() -> None:
    file, text = "content/plans/x.yaml", "a: {中: 五, monthly: 5-5.5, other: 5}  # 5\n"
    low, high, _ = numbers({file: text.encode()})
    changed = edited({file: text.encode()}, {low: "4.9", high: "5.61"})
    assert changed[file].decode() == "a: {中: 五, monthly: 4.9-5.61, other: 5}  # 5\n"
