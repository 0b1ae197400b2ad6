"""The table of page kinds is the only one, its rows name what there is, and a new page costs a row and its files."""

import ast
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from pingbi.content.project_files import read_project
from pingbi.pages.parts.layout import PageMeta
from pingbi.pipeline import prepare
from pingbi.project import project_at
from pingbi.routes import MAKERS, Page
from pingbi.site_structure import FOOTER, MENU, PAGE_KINDS, PAGES, RECORDS, SIGNPOSTS, PageKind
from tests.support.commands import HOME, MOBILE_PLANS, SETTINGS, build_py, tree
from tests.support.presenters import LANGUAGES, words

TABLE = "pingbi/site_structure.py"
NAMES = {kind.name for kind in PAGE_KINDS} | {kind.section for kind in PAGE_KINDS if kind.section}
EACH = pytest.mark.parametrize("kind", PAGE_KINDS, ids=lambda kind: kind.name)
FEW = 2
"""So many names of page kinds may stand together where one thing is said of each."""


def texts(nodes: Sequence[ast.expr | None]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def collections(tree_: ast.AST) -> Iterator[tuple[int, set[str]]]:
    """The texts of every tuple, list and set, and the keys and values of every dictionary, with its line."""
    for node in ast.walk(tree_):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield node.lineno, texts(node.elts)
        elif isinstance(node, ast.Dict):
            yield from ((node.lineno, texts(part)) for part in (node.keys, node.values))


def lists_page_kinds(source: str) -> list[int]:
    """The lines on which page kinds are listed."""
    return [line for line, found in collections(ast.parse(source)) if len(found & NAMES) > FEW]


LISTS = (
    'NAV = ("scenarios", "pricing", "method")',
    'X = {"product": 1, "guide": 2, "feature": 3}',
    'f({1: "home", 2: "tests", 3: "changes"})',
)


@pytest.mark.parametrize("source", LISTS)
def test_a_list_of_page_kinds_is_seen(source: str) -> None:
    assert lists_page_kinds(source) == [1]


def test_no_other_module_lists_page_kinds() -> None:
    files = {path.relative_to(HOME).as_posix(): path for path in sorted((HOME / "pingbi").rglob("*.py"))}
    wrong = [
        f"{file}:{line}"
        for file, path in files.items()
        for line in (lists_page_kinds(path.read_text("utf-8")) if file != TABLE else ())
    ]
    assert wrong == []


# --- the rows ----------------------------------------------------------------------------------------------------


@EACH
def test_a_kind_has_its_maker_and_its_template(kind: PageKind) -> None:
    """The maker is in the file of that name, beside the view that it gives."""
    maker = MAKERS[kind.name]
    meta, view = get_args(get_type_hints(maker)["return"])
    assert maker.__module__ == view.__module__ == kind.module and meta is PageMeta
    assert (HOME / "templates" / kind.template).is_file()


@EACH
def test_a_kind_names_only_what_there_is(kind: PageKind) -> None:
    assert not kind.parent or not PAGES[kind.parent].records
    assert {kind.records, kind.shows} - {""} <= RECORDS.keys()
    assert not (kind.records and kind.prose)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_has_its_words(language: str) -> None:
    """A page that stands alone has a title, which is `title-404` there, too; what is in the menu is named there."""
    t = words()[language]
    alone = [kind.name for kind in PAGE_KINDS if not kind.records and kind.name != "chooser"]
    listed = [kind.name for kind in (*MENU, *SIGNPOSTS)]
    assert all(t(f"title-{name}") for name in alone) and all(t(f"nav-{name}") for name in listed)


@pytest.mark.parametrize("column", ["menu", "footer", "signpost"])
def test_the_places_in_a_list_are_counted_from_one(column: str) -> None:
    places = sorted(place for kind in PAGE_KINDS if (place := getattr(kind, column)))
    assert places == list(range(1, len(places) + 1))


def test_the_menu_and_the_footer_lead_to_pages_that_stand_alone() -> None:
    assert not [kind for kind in (*MENU, *FOOTER, *SIGNPOSTS) if kind.records or kind.at_root]


# --- what a page is given ----------------------------------------------------------------------------------------


@cache
def pages() -> tuple[Page, ...]:
    return prepare(read_project(project_at(MOBILE_PLANS)), SETTINGS).pages


def unfinished(value: Any, way: str) -> Iterator[str]:
    """What a template could still set going: anything but texts, whole numbers, and frozen values made of them."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from unfinished(item, f"{way}[{index}]")
    elif is_dataclass(value) and not isinstance(value, type):
        own = vars(type(value))
        yield from (f"{way}.{name}" for name in own if isinstance(own[name], property | cached_property))
        yield from () if own["__dataclass_params__"].frozen else (f"{way}: not frozen",)
        for field in fields(value):
            yield from unfinished(getattr(value, field.name), f"{way}.{field.name}")
    elif value is not None and not isinstance(value, str | int):
        yield f"{way}: {type(value).__name__}"


@EACH
def test_a_view_holds_finished_values_alone(kind: PageKind) -> None:
    """So what goes wrong while a template is rendered is the template's fault."""
    page = next(page for page in pages() if page.kind is kind)
    assert list(unfinished(page.view, "view")) + list(unfinished(page.layout, "page")) == []


# --- a new page --------------------------------------------------------------------------------------------------

ROW = '    PageKind("glossary", "glossary/", menu=6, prose="glossary"),\n'
MAKER = '''"""A page that this test adds."""

from dataclasses import dataclass

from pingbi.pages.parts.layout import PageInputs, PageMeta
from pingbi.pages.parts.presenter import prose


@dataclass(frozen=True)
class GlossaryView:
    prose: str


def glossary_page(inputs: PageInputs) -> tuple[PageMeta, GlossaryView]:
    presenter = inputs.presenter
    view = GlossaryView(prose(presenter, "pages", "glossary"))
    return PageMeta(presenter.t("title-glossary"), presenter.t("describe-glossary")), view
'''
TEMPLATE = '{% extends "base.html" %}\n{% block main %}\n{{ view.prose|markdown }}\n{% endblock %}\n'
WORDS = "".join(f"{key}-glossary: {{zh-TW: 用語, en: Glossary}}\n" for key in ("title", "describe", "nav"))


def generator_with_a_glossary(home: Path) -> None:
    """The generator, and what a page costs: a row, its file, its template, its words."""
    for name in ("pingbi", "templates", "static"):
        shutil.copytree(HOME / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOME / "build.py", home)
    table, strings = home / TABLE, home / "templates/strings/values.yaml"
    table.write_text(table.read_text("utf-8").replace("PAGE_KINDS = (\n", f"PAGE_KINDS = (\n{ROW}", 1), "utf-8")
    strings.write_text(strings.read_text("utf-8") + WORDS, "utf-8")
    (home / "pingbi/pages/glossary.py").write_text(MAKER, "utf-8")
    (home / "templates/glossary.html").write_text(TEMPLATE, "utf-8")


def test_a_new_page_costs_a_row_and_its_own_files(tmp_path: Path) -> None:
    """It is then in every language, in the menu of every page and in the sitemap, takes prose, and can be linked to."""
    home, root = tmp_path / "home", tmp_path / "site"
    home.mkdir()
    generator_with_a_glossary(home)
    shutil.copytree(MOBILE_PLANS / "content", root / "content")
    (root / "content/pages").mkdir(exist_ok=True)
    for language, text in (("zh-TW", "自己[看](/glossary/)。"), ("en", "See it [here](/glossary/).")):
        (root / f"content/pages/glossary.{language}.md").write_text(f"{text}\n", "utf-8")
    ended = build_py("build", "--root", root, "--out", root / "out", home=home)
    assert ended.code == 0, ended.err
    files = tree(root / "out")
    assert b'See it <a href="/en/glossary/">here</a>' in files["en/glossary/index.html"]
    assert "zh-tw/glossary/index.html" in files and b"/en/glossary/</loc>" in files["sitemap.xml"]
    assert b'href="/en/glossary/"' in files["en/pricing/index.html"]
