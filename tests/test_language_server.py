"""Editor support as an editor has it: the language server for YAML, with our schemas, on the real content."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from pingbi.content.yaml.documents import read_yaml
from pingbi.schema.record_schemas import FILES, FOLDER, modeline
from tests.support.commands import HOME, MOBILE_PLANS, build_py, copy_of
from tests.support.language_server import Server, running
from tests.support.needs import TOOLS
from tests.support.samples import real_site

PRICES = "content/plans/kling-30.yaml"
PRODUCT = "content/products/kling-30.yaml"
SCENARIO = "content/scenarios/brand-content.yaml"
DURATION = "  max-duration: {value: 15 s, at: overview}\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content, with its schemas where its files name them."""
    root = tmp_path_factory.mktemp("editor")
    shutil.copytree(HOME / "content", root / "content")
    assert build_py("schema", "--root", root).code == 0
    assert (root / FOLDER).is_dir()
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    with running(root) as server:
        yield server


def edited(root: Path, file: str, old: str, new: str) -> tuple[Path, str]:
    """A file's path and its text with the first `old` made `new`."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    return root / file, text.replace(old, new, 1)


def wrong(server: Server, root: Path, file: str, old: str, new: str) -> list[str]:
    path, text = edited(root, file, old, new)
    return server.diagnostics(text, path=path)[0]


def completed(server: Server, root: Path, file: str, old: str, new: str) -> dict[str, Any]:
    return server.completions(*edited(root, file, old, new))


def documentation(item: dict[str, Any]) -> str:
    found = item.get("documentation", "")
    return str(found["value"] if isinstance(found, dict) else found)


# Nothing is wrong with what is right


def test_nothing_is_wrong_with_the_real_content(server: Server, root: Path) -> None:
    paths = sorted((root / "content").rglob("*.yaml"))
    found = {path.name: server.diagnostics(path.read_text(encoding="utf-8"), path=path)[0] for path in paths}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_nothing_is_wrong_with_another_site(server: Server, tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    assert build_py("schema", "--root", copy.root).code == 0
    for name, (_, files) in FILES.items():
        paths = sorted((copy.root / "content").glob(files))
        texts = [modeline(name) + path.read_text(encoding="utf-8") for path in paths]
        assert paths == [] or server.diagnostics(*texts, path=paths[0]) == [[]] * len(paths), name


def test_nothing_is_wrong_with_a_new_comparison(server: Server, tmp_path: Path) -> None:
    assert build_py("new", tmp_path / "a", "--title", "A", "--products", "B, C").code == 0
    for path in sorted((tmp_path / "a/content").rglob("*.yaml")):
        assert server.diagnostics(path.read_text(encoding="utf-8"), path=path) == [[]], path.name


# Completion


def test_the_keys_of_a_price_are_proposed_with_their_meaning(server: Server, root: Path) -> None:
    found = completed(server, root, PRICES, "- monthly: 6.99", "- {|}")
    assert {"monthly", "yearly", "per_second", "free", "from", "to"} <= set(found)
    assert "每個月多少錢" in documentation(found["monthly"])
    assert "What a month costs" in documentation(found["monthly"])


def test_nothing_empty_is_proposed(server: Server, root: Path) -> None:
    found = completed(server, root, PRICES, "- monthly: 6.99", "- {|}")
    assert not [item for item in found.values() if "null" in str(item.get("insertText"))]


def test_features_are_proposed_under_values_with_their_question(server: Server, root: Path) -> None:
    found = completed(server, root, PRODUCT, DURATION, "  |\n")
    assert found["max-duration"]["insertText"] == "max-duration: "
    assert "How long can one clip be?" in documentation(found["max-duration"])
    assert "一次最長能生成多久？" in documentation(found["max-duration"])


def test_levels_are_proposed_by_their_names(server: Server, root: Path) -> None:
    found = completed(server, root, PRODUCT, DURATION, "  photorealism: |\n")
    assert {"poor", "excellent", "unknown", "n/a"} <= set(found)
    assert documentation(found["excellent"]) == "極佳 · Excellent"


def test_products_are_proposed_for_a_pick(server: Server, root: Path) -> None:
    found = completed(server, root, SCENARIO, "pick: sora-2", "pick: |")
    assert set(found) == set(real_site().products)


def test_kinds_of_features_are_proposed_with_examples(server: Server, root: Path) -> None:
    found = completed(server, root, "content/features.yaml", "kind: duration", "kind: |")
    assert "3-8 min" in documentation(found["duration"])


def test_places_in_sources_are_proposed(server: Server, root: Path) -> None:
    found = completed(server, root, PRODUCT, DURATION, "  max-duration: {value: 15 s, at: |}\n")
    assert "overview-2026" in documentation(found["safety"])


def test_a_ruling_is_offered_as_a_whole(server: Server, root: Path) -> None:
    found = completed(server, root, PRODUCT, DURATION, "  max-duration:\n    |\n")
    assert all(word in found["claim"]["insertText"] for word in ("claims:", "ruling:", "judged:", "because:"))


# Hover


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            PRICES,
            "monthly: 6.99",
            "per_se|cond: 6.99",
            ("每秒價格 · Price per second", "一秒多少錢", "one second costs"),
        ),
        (
            PRODUCT,
            "  max-duration:",
            "  max-dur|ation:",
            ("單段最長 · Maximum clip length", "How long can one clip be?"),
        ),
        (SCENARIO, "pick: sora-2", "pi|ck: sora-2", ("編輯的選擇 · The editor’s pick", "sora-2", "Sora 2")),
    ],
)
def test_a_key_is_explained_in_both_languages(
    server: Server, root: Path, file: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    found = server.hover(*edited(root, file, old, new))
    assert [words for words in said if words not in found] == []


# Diagnostics


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (PRICES, "- monthly: 6.99", "- montly: 6.99", "montly is not allowed"),
        (PRICES, "- monthly: 6.99", "- monthly: $6.99", "寫成 15、3-8、100+（至少）"),
        (PRICES, "- monthly: 6.99", "- {from: 2026-13-01, monthly: 1}\n      - monthly: 6.99", "日期寫成 2026-01-31"),
        (PRICES, "  entry:", "  Entry One:", "a-z, 0-9 and single hyphens"),
        (PRICES, "currency: USD", "currency: NTD", "TWD"),
        (PRODUCT, DURATION, "  max-durations: 15 s\n", "max-durations is not allowed"),
        (PRODUCT, DURATION, "  max-duration: {valu: 15 s, at: overview}\n", "valu is not allowed"),
        (PRODUCT, DURATION, "  photorealism: excelent\n", "excellent"),
        (PRODUCT, DURATION, "  max-duration: {value: 15 s, at: nowhere}\n", "overview"),
        (PRODUCT, "color: 4", "color: 9", "maximum of 8"),
        (PRODUCT, "predecessor: kling-25", "predecessor: kling-26", "kling-25"),
        (SCENARIO, "has: [c2pa]", "has: [c2p]", "c2pa"),
        (SCENARIO, "photorealism: 4", "photorealism: 9", "maximum of 5"),
        (SCENARIO, "pick: sora-2", "pick: sora-3", "sora-2"),
        ("content/site.yaml", 'en: "Pingbi"', 'fr: "Pingbi"', "fr is not allowed"),
        ("content/sources.yaml", "kind: independent", "kind: dependent", "independent"),
    ],
)
def test_a_slip_is_marked_in_its_line(server: Server, root: Path, file: str, old: str, new: str, said: str) -> None:
    path, text = edited(root, file, old, new)
    line = text[: text.index(new)].count("\n") + 1
    found = [problem for problem in server.diagnostics(text, path=path)[0] if said in problem]
    assert found and found[0].startswith(f"{line}: ")


# The schema and the reader take the same values

WRITTEN = {
    "max-duration": (
        "15 s",
        "3-8 min",
        "2 h",
        "~1 h",
        "8 min+",
        "<=7 s",
        "2.5 h",
        "15 sec",
        "15",
        "soon",
        "8-3 s",
        "s",
    ),
    "styles": ("50", "8-12", "100+", "<=7", "~50", "1.5", "many", "50 s", "-1", "1,000"),
    "failure-rate": ("8-12%", "5%", "~5 %", "5", "five%"),
    "frame-rate": ("30 fps", "30-60 fps", "30", "30 hz"),
    "max-resolution": ("1080p", "4K", "2K-4K", "1080", "4k", "3K"),
    "photorealism": ("good", "very-good", "very good", "[good]", "5"),
    "native-audio": ("true", "false", "partly", "maybe", "1"),
    "provenance": ("[c2pa]", "[c2pa, watermark]", "c2pa", "[c2p]"),
    "main-strength": ("{zh-TW: 甲, en: A}", "{zh-TW: 甲}", "plain"),
}
ALWAYS = ("unknown", "n/a", "{}")
CASES = [(feature, written) for feature, forms in WRITTEN.items() for written in (*forms, *ALWAYS)]
BY_RULE_ALONE = {("max-duration", "8-3 s")}
"""What no pattern can know: that a range runs backwards."""


def test_an_editor_marks_the_values_that_a_build_refuses(server: Server, root: Path) -> None:
    head = (root / PRODUCT).read_text(encoding="utf-8").partition("\nvalues:\n")[0]
    texts = [f"{head}\nvalues:\n  {feature}: {written}\n" for feature, written in CASES]
    said = server.diagnostics(*texts, path=root / PRODUCT)
    marked = {case for case, problems in zip(CASES, said, strict=True) if problems}
    assert marked == {case for case in CASES if not taken(*case)} - BY_RULE_ALONE


def taken(feature: str, written: str) -> bool:
    """Whether the reader of content takes a value as it is written."""
    catalogue = real_site().catalogue
    document = read_yaml(f"value: {written}\n".encode(), "value.yaml")
    assert isinstance(document.data, dict)
    try:
        known = catalogue.features[feature]
        known.kind.read(document.data["value"], known, catalogue.scales, ["zh-TW", "en"])
    except PydanticCustomError:
        return False
    return True


def test_the_lock_file_of_the_tools_names_no_address() -> None:
    assert "http" not in (TOOLS.parent / "package-lock.json").read_text(encoding="utf-8")
