"""What editors can rely on: wrong content changes nothing and is explained; right content changes what it must."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.commands import HOME, MOBILE_PLANS, Copy, Ended, Tree, below, build_py, copy_of, times, tree
from tests.support.crawl import broken, leads, named_elsewhere
from tests.support.visible import visible_blocks

PLANS, COMPARISON = "content/plans/kling-30.yaml", "content/comparisons/sora-2-vs-kling-30.yaml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The real content, built once; every test leaves it as it was."""
    made = copy_of(HOME, tmp_path_factory.mktemp("contract"))
    made.built()
    return made


@pytest.fixture
def unchanged(copy: Copy) -> Iterator[None]:
    """Whatever the test does, the published site keeps its bytes and its times, and nothing is left beside it."""
    before = tree(copy.site), times(copy.site), sorted(path.name for path in copy.root.iterdir())
    yield
    assert (tree(copy.site), times(copy.site), sorted(path.name for path in copy.root.iterdir())) == before


FAULTS = {
    "a misspelt key": (PLANS, "- monthly: 6.99", "- pirce: 5\n        monthly: 6.99", "pirce", "key-unknown"),
    "a duplicate key": (
        "content/plans/kling-25.yaml", "\nplans:", "\ncurrency: EUR\nplans:", "currency: EUR", "duplicate-key",
    ),
    "a missing translation": (
        COMPARISON, "\nchoose:", "\nverdicts: {styles: {winner: tie, because: {zh-TW: 只有中文}}}\nchoose:",
        "{zh-TW: 只有中文}", "translation-missing",
    ),
    "a source that is not there": (
        "content/tests/macro-detail.yaml", "source: hands-on-2025", "source: hands-on-2026", "hands-on-2026",
        "reference-dangling",
    ),
}  # fmt: skip
EVERY_FAULT = pytest.mark.parametrize("name", FAULTS)


def place(text: str, mark: str) -> str:
    """Line and column of a mark, as messages have them."""
    before = text[: text.index(mark)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def assert_explained(ended: Ended, file: str, text: str, mark: str, code: str) -> None:
    at = place(text, mark)
    message = f"{file}:{at}: error[{code}]: "
    assert message in ended.err
    block = ended.err[ended.err.index(message) :].splitlines()
    line = int(at.split(":")[0])
    assert block[1].startswith(f"{line:>5} | ") and text.splitlines()[line - 1].strip()[:40] in block[1]
    assert set(block[2].replace(" ", "")) == {"|", "^"}
    assert block[3].startswith("  hint: ") and len(block[3]) > 15


@EVERY_FAULT
def test_a_fault_is_explained_at_its_place(copy: Copy, unchanged: None, name: str) -> None:
    file, old, new, mark, code = FAULTS[name]
    with copy.edited(file, old, new) as text:
        ended = copy.build()
    assert ended.code == 1 and ended.out == ""
    assert "Traceback" not in ended.err
    assert_explained(ended, file, text, mark, code)


def test_faults_of_several_files_are_reported_in_one_run(copy: Copy, unchanged: None) -> None:
    with ExitStack() as edits:
        texts = {name: edits.enter_context(copy.edited(*FAULTS[name][:3])) for name in FAULTS}
        ended = copy.build()
    assert ended.code == 1 and "Traceback" not in ended.err
    for name, (file, _, _, mark, code) in FAULTS.items():
        assert_explained(ended, file, texts[name], mark, code)


def test_a_fault_in_the_site_file_hides_no_fault_elsewhere(copy: Copy, unchanged: None) -> None:
    file, old, new, mark, code = FAULTS["a source that is not there"]
    with copy.edited("content/site.yaml", "\nadvice:", "\nadvise:"), copy.edited(file, old, new) as text:
        ended = copy.build()
    assert "content/site.yaml" in ended.err
    assert_explained(ended, file, text, mark, code)


def test_checking_says_the_same_and_writes_nothing(copy: Copy, unchanged: None) -> None:
    file, old, new, *_ = FAULTS["a misspelt key"]
    with copy.edited(file, old, new):
        built, checked = copy.build(), build_py("check", "--root", copy.root)
    assert checked.code == 1 and checked.err == built.err


@pytest.mark.parametrize("empty", [False, True])
def test_without_content_nothing_is_published(copy: Copy, unchanged: None, empty: bool) -> None:
    (copy.root / "content").rename(copy.root / "aside")
    try:
        if empty:
            (copy.root / "content").mkdir()
        ended = copy.build()
    finally:
        shutil.rmtree(copy.root / "content", ignore_errors=True)
        (copy.root / "aside").rename(copy.root / "content")
    assert ended.code == 2
    assert re.fullmatch(r"error\[[a-z-]+\]: .*content/.*\nhint: .+\n", ended.err)


def test_building_again_writes_nothing(copy: Copy, unchanged: None) -> None:
    ended = copy.build()
    assert ended.code == 0 and "0 files written, 0 removed" in ended.out


OLD, NEW = "6.99", "7.49"
FIGURE = re.compile(r"[\d.,]*\d")


@pytest.fixture(scope="module")
def price_change(copy: Copy) -> Iterator[tuple[Tree, Tree, list[str]]]:
    """The site before and after one price is changed, and the files that were touched."""
    before, then = tree(copy.site), times(copy.site)
    with copy.edited(PLANS, f"monthly: {OLD}", f"monthly: {NEW}"):
        after, now = copy.built(), times(copy.site)
    touched = [name for name in after if then.get(name) != now[name]]
    copy.built()
    yield before, after, touched


def blocks(files: Tree, page: str) -> list[str]:
    return visible_blocks(files[page].decode())


def test_a_changed_price_touches_changed_files_alone(price_change: tuple[Tree, Tree, list[str]]) -> None:
    before, after, touched = price_change
    assert before.keys() == after.keys()
    assert touched == [name for name in after if before[name] != after[name]]
    assert touched and all(name.endswith(".html") for name in touched)


def test_a_changed_price_changes_every_page_that_showed_it(price_change: tuple[Tree, Tree, list[str]]) -> None:
    before, after, touched = price_change
    showed = {name for name, data in before.items() if f"US${OLD}".encode() in data}
    shows = {name for name, data in after.items() if f"US${NEW}".encode() in data}
    assert showed == shows and len(showed) > 10
    assert showed <= set(touched)
    assert not any(OLD.encode() in data for data in after.values())


def test_a_changed_price_changes_nothing_but_figures(price_change: tuple[Tree, Tree, list[str]]) -> None:
    """A page that did not show the price shows a figure that is computed from it."""
    before, after, touched = price_change
    for name in touched:
        old, new = blocks(before, name), blocks(after, name)
        assert [FIGURE.sub("0", block) for block in old] == [FIGURE.sub("0", block) for block in new], name


def test_a_changed_price_changes_both_languages_equally(price_change: tuple[Tree, Tree, list[str]]) -> None:
    touched = dict.fromkeys(price_change[2], b"")
    assert below(touched, "en").keys() == below(touched, "zh-tw").keys()
    assert len(below(touched, "en")) * 2 == len(touched)


def test_removing_a_guide_removes_its_pages_and_folders(copy: Copy) -> None:
    names = [f"content/guides/prompting-sora-2{ending}" for ending in (".yaml", ".en.md", ".zh-TW.md")]
    kept, before = {name: copy.read(name) for name in names}, tree(copy.site)
    try:
        for name in names:
            (copy.root / name).unlink()
        after = copy.built()
        folders = {path.relative_to(copy.site).as_posix() for path in copy.site.rglob("*") if path.is_dir()}
    finally:
        for name, text in kept.items():
            copy.write(name, text)
    assert before.keys() - after.keys() == {
        f"{language}/guides/prompting-sora-2/index.html" for language in ("en", "zh-tw")
    }
    assert after.keys() <= before.keys()
    assert not any("prompting-sora-2" in folder for folder in folders)
    assert not any(b"prompting-sora-2" in data for data in after.values())
    assert copy.built() == before


def test_every_link_works_below_a_path(copy: Copy, tmp_path: Path) -> None:
    base = "https://host.example/sub/path/"
    ended = build_py("build", "--root", copy.root, "--out", tmp_path / "out", "--base-url", base)
    assert (ended.code, ended.err) == (0, "")
    files = tree(tmp_path / "out")
    assert broken(files, base) == []
    assert [address for address in named_elsewhere(files) if not leads(address, base, files)] == []
    assert not any(b"pingbi.example" in data for data in files.values())


@pytest.mark.parametrize("code", [0, 1])
def test_a_terminal_that_knows_ascii_alone_is_reported_all_the_same(tmp_path: Path, code: int) -> None:
    """Also where the folder's name or the problem is in Chinese."""
    small = copy_of(MOBILE_PLANS, tmp_path / "資費")
    if code:
        small.write("content/site.yaml", small.read("content/site.yaml") + "標語: 甲\n")
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ended = build_py("--root", small.root, "--out", small.site, environment=ascii_only)
    assert "Traceback" not in ended.err and ended.code == code
