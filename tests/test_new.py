"""`build.py new`: what it writes builds at once, or says exactly what is left to fill in; nothing is overwritten."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pingbi.cli.main import main
from tests.support.commands import Copy, Ended, Tree, below, build_py, tree
from tests.support.visible import visible_blocks

FLAGS = ("--title", "咖啡機評比/Coffee machines", "--products", "Alpha One, 乙/Beta")
IDS = {"product": "gamma", "plan": "gamma", "scenario": "quiet", "comparison": "alpha-one-vs-gamma"}
ANSWERS = {
    "source: TODO": "source: sample",
    "at: TODO": "at: sheet",
    "currency: TODO": "currency: TWD",
    "tax: TODO": "tax: unknown",
    "monthly: TODO": "monthly: 120",
    "TODO: 3": "item-limit: 3",
    "pick: TODO": "pick: alpha-one",
    'zh-TW: "TODO"': 'zh-TW: "樣本"',
    "TODO": "Sample",
}
"""What an editor writes for what is left to fill in, the first that fits."""


def new(root: Path, *arguments: str) -> Ended:
    return build_py("new", root, *(arguments or FLAGS), "--lang", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("begin") / "coffee"
    assert new(root).code == 0
    return root


@pytest.fixture(scope="module")
def built(made: Path) -> Tree:
    return published(Copy(made))


def published(copy: Copy, *doubts: str) -> Tree:
    """Build, which must succeed with no doubts but these and those of samples, and read what came of it."""
    ended = copy.build()
    found = set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", ended.err))
    assert (ended.code, found) == (0, {"sample-left", *doubts})
    return tree(copy.site)


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Copy:
    """The new comparison once more, for a test to change."""
    for name, data in tree(made / "content").items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Copy(tmp_path)


# A comparison


def test_a_new_comparison_has_the_same_pages_in_both_languages(built: Tree) -> None:
    assert below(built, "en").keys() == below(built, "zh-tw").keys()
    assert {"index.html", "compare/alpha-one-vs-beta/index.html", "scenarios/busy-desk/index.html"} <= below(
        built, "en"
    ).keys()


SAMPLES = re.compile("樣本|示範|換成你|(?i:sample)|for show|in place of this")


def problems_of(root: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(build_py("check", "--json", "--root", root).out)["problems"]
    return found


def test_nothing_is_doubtful_about_it_but_its_samples(made: Path) -> None:
    assert {(problem["code"], problem["severity"]) for problem in problems_of(made)} == {("sample-left", "warning")}


def test_every_text_that_is_a_sample_is_named(made: Path) -> None:
    """Those of the source by its title, a text in both languages in Chinese; and the address of nobody."""
    wanted = {("content/site.yaml", "base_url: https://example.org/")}
    for path in (made / "content").rglob("*.*"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = re.sub(r"#.*|, en: .*|^ *en: .*|^sample:$|.*source: sample|    (sheet|prices): .*", "", line)
            if SAMPLES.search(words):
                wanted.add((path.relative_to(made).as_posix(), line))
    found = ((str(problem["file"]), int(str(problem["line"]))) for problem in problems_of(made))
    assert {(file, (made / file).read_text(encoding="utf-8").splitlines()[line - 1]) for file, line in found} == wanted


@pytest.mark.parametrize("locales", ["en,zh-TW", "zh-TW,en"])
def test_a_sample_left_in_one_language_is_named_there(tmp_path: Path, locales: str) -> None:
    assert new(tmp_path / "a", "--title", "A", "--products", "Alpha, Beta", "--locales", locales).code == 0
    file = tmp_path / "a/content/products/beta.yaml"
    file.write_text(file.read_text("utf-8").replace("示範用的樣本產品。", "最好用的工具。"), "utf-8")
    found = [problem for problem in problems_of(tmp_path / "a") if problem["file"] == "content/products/beta.yaml"]
    assert [problem["path"] for problem in found] == [["vendor", locales[: locales.index(",")]], ["summary", "en"]]


@pytest.mark.parametrize(
    ("address", "doubted"),
    [
        ("https://example.org", True),
        ("https://www.example.com/reviews/", True),
        ("http://EXAMPLE.net:8080/", True),
        ("https://example.org.tw/", False),
        ("https://myexample.org/", False),
        ("https://site.example/", False),
    ],
)
def test_an_address_for_examples_is_doubted(copy: Copy, address: str, doubted: bool) -> None:
    copy.write("content/site.yaml", copy.read("content/site.yaml").replace("https://example.org/", address))
    named = {
        "".join(map(str, cast("list[str]", problem["path"])))
        for problem in problems_of(copy.root)
        if problem["file"] == "content/site.yaml"
    }
    assert ("base_url" in named) is doubted


def test_its_names_are_those_asked_for(built: Tree) -> None:
    said = {
        language: " ".join(visible_blocks(built[f"{language}/index.html"].decode())) for language in ("en", "zh-tw")
    }
    assert "Coffee machines" in said["en"] and "Beta" in said["en"]
    assert "咖啡機評比" in said["zh-tw"] and "乙" in said["zh-tw"] and "Alpha One" in said["zh-tw"]


def test_its_editor_support_is_there(made: Path) -> None:
    settings = json.loads((made / ".vscode/settings.json").read_bytes())
    assert all((made / schema).is_file() for schema in settings["yaml.schemas"])


def test_every_file_of_it_says_what_it_is_for(made: Path) -> None:
    for path in (made / "content").rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# yaml-language-server: ") and lines[1].startswith("# "), path.name


def test_languages_come_in_the_order_asked_for(tmp_path: Path) -> None:
    root = tmp_path / "a"
    assert new(root, "--title", "A", "--products", "B,C", "--locales", "en,zh-TW", "--currency", "EUR").code == 0
    locales = re.findall(r"^  ([\w-]+): \{path", (root / "content/site.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert locales == ["en", "zh-TW"]
    assert any("€" in page.decode() for name, page in published(Copy(root)).items() if name == "en/pricing/index.html")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((), "--title, --products is missing"),
        (("--title", "A"), "--products is missing"),
        (("--title", "A", "--products", "B"), "two different products"),
        (("--title", "A", "--products", "B, b"), "two different products"),
        (("--title", "A", "--products", "甲, 乙"), "not a name in every language"),
        (("--title", "評比", "--products", "B, C"), "not a name in every language"),
        (("--title", "A", "--products", "B, Con"), "reserved"),
        (("--title", "A", "--products", "B, C", "--locales", "zh-TW"), "two languages"),
        (("--title", "A", "--products", "B, C", "--locales", "en,ja"), "does not speak ja"),
        (("--title", "A", "--products", "B, C", "--currency", "NTD"), "not a currency"),
    ],
)
def test_what_cannot_be_met_is_said_and_nothing_is_written(tmp_path: Path, flags: tuple[str, ...], said: str) -> None:
    ended = build_py("new", tmp_path / "a", *flags, "--lang", "en")
    assert ended.code == 2 and said in ended.err and "hint: " in ended.err
    assert not (tmp_path / "a").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    ended = new(tmp_path)
    assert ended.code == 2 and "is there already" in ended.err
    assert tree(tmp_path) == {"note.txt": b"mine"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter(["Tea", "Green, Black", "", "JPY"])

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", answer)
    assert main(["new", str(tmp_path / "tea"), "--lang", "en"]) == 0
    assert [question.partition(" ")[0] for question in asked] == ["Name", "Two", "Languages", "Currency"]
    assert "currency: JPY" in (tmp_path / "tea/content/plans/green.yaml").read_text(encoding="utf-8")


# A record inside it


def left(root: Path, before: Tree) -> Iterator[tuple[str, int, int]]:
    """Where a file that was not there before says TODO, comments aside: file, line, column."""
    for name, data in tree(root / "content").items():
        for number, line in enumerate(data.decode().splitlines() if name not in before else [], 1):
            for match in re.finditer(r"\"?TODO", "" if line.startswith("#") and name.endswith(".yaml") else line):
                yield f"content/{name}", number, match.start() + 1


def with_product(copy: Copy, kind: str) -> None:
    """What a record of this kind needs to be there first."""
    if kind in ("plan", "comparison"):
        new_record(copy, "product")
        fill(copy)


def new_record(copy: Copy, kind: str) -> Ended:
    return build_py("new", kind, IDS[kind], "--root", copy.root, "--lang", "en")


def fill(copy: Copy) -> None:
    pattern = re.compile("|".join(map(re.escape, ANSWERS)))
    for path in sorted((copy.root / "content").rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        lines = (line if line.startswith("# ") else pattern.sub(answer_to, line) for line in text.split("\n"))
        path.write_text("\n".join(lines), encoding="utf-8")


def answer_to(question: re.Match[str]) -> str:
    return ANSWERS[question[0]]


@pytest.mark.parametrize("kind", IDS)
def test_check_names_exactly_what_is_left_to_fill_in(copy: Copy, kind: str) -> None:
    with_product(copy, kind)
    before = tree(copy.root / "content")
    assert new_record(copy, kind).code == 0
    ended = build_py("check", "--json", "--root", copy.root)
    found = [problem for problem in json.loads(ended.out)["problems"] if problem["severity"] == "error"]
    assert ended.code == 1
    assert {problem["code"] for problem in found} == {"leftover"}
    assert {(p["file"], p["line"], p["column"]) for p in found} == set(left(copy.root, before))


@pytest.mark.parametrize("kind", IDS)
def test_filled_in_it_is_published(copy: Copy, kind: str) -> None:
    with_product(copy, kind)
    assert new_record(copy, kind).code == 0
    fill(copy)
    pages = published(copy, *(["plans-missing"] if kind in ("product", "comparison") else []))
    folder = {"product": "products", "plan": "products", "scenario": "scenarios", "comparison": "compare"}[kind]
    assert all(f"{language}/{folder}/{IDS[kind]}/index.html" in pages for language in ("en", "zh-tw"))


def test_a_new_product_has_a_color_of_its_own(copy: Copy) -> None:
    new_record(copy, "product")
    assert "\ncolor: 3\n" in copy.read("content/products/gamma.yaml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("product", "beta"), "content/products/beta.yaml is there already"),
        (("product", "Beta Two"), "for instance 'beta-two'"),
        (("product",), "what is the id"),
        (("plan", "gama"), "no product 'gama'"),
        (("comparison", "alpha-one"), "FIRST-vs-SECOND"),
        (("comparison", "alpha-one-vs-nobody"), "no product 'nobody'"),
        (("prodcut", "gamma"), "did you mean 'product'"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(copy: Copy, arguments: tuple[str, ...], said: str) -> None:
    before = tree(copy.root)
    ended = build_py("new", *arguments, "--root", copy.root, "--lang", "en")
    assert ended.code == 2 and said in ended.err
    assert tree(copy.root) == before
