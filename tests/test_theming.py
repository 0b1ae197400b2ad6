"""A site's own templates: one section replaced, moved, dropped or added, without a copy of the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pingbi.content.project_files import read_project
from pingbi.diagnostics.problem import ContentError, Problem
from pingbi.outputs.table import LAYERS, place_static, squeezed_script, squeezed_style
from pingbi.pipeline import prepare
from pingbi.project import project_at
from pingbi.render.environment import make_environment
from pingbi.render.renderer import render_pages
from pingbi.review.last_build import inputs
from pingbi.review.origins import origin
from pingbi.stages import PreparedSite
from tests.support.commands import HOME, MOBILE_PLANS, SETTINGS, copy_of
from tests.support.elements import Element, tree_of

PRODUCT = "en/products/tariff-a/index.html"
EXTENDED = '{% extends "pingbi/product.html" %}\n'
TEMPLATES = sorted((HOME / "templates").glob("*.html"))
LISTED = re.compile(r"\{% block sections %\}(.*?)\{% endblock %\}", re.DOTALL)


@dataclass(frozen=True)
class Themed:
    """A site with templates of its own."""

    root: Path

    def page(self, templates: Mapping[str, str], file: str = PRODUCT) -> Element:
        for name, text in templates.items():
            path = self.root / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        project = project_at(self.root)
        planned = (
            prepare(read_project(project), SETTINGS) if (self.root / "templates/strings").is_dir() else planned_site()
        )
        pages = [page for page in planned.pages if page.file == file]
        html = render_pages(make_environment(project.folders("templates")), pages, planned.strings)[file]
        return tree_of(html.decode())

    def problem(self, templates: Mapping[str, str]) -> Problem:
        with pytest.raises(ContentError) as wrong:
            self.page(templates)
        (problem,) = wrong.value.problems
        return problem


@cache
def planned_site() -> PreparedSite:
    """The second site up to its pages, with our own words."""
    return prepare(read_project(project_at(MOBILE_PLANS)), SETTINGS)


@pytest.fixture
def site(tmp_path: Path) -> Themed:
    return Themed(copy_of(MOBILE_PLANS, tmp_path / "site").root)


def headings(page: Element) -> list[str]:
    """The sections of a page, by the ids of their headings."""
    return [each.attributes["id"] for each in page.within() if each.tag == "h2" and "id" in each.attributes]


def contents(page: Element) -> list[str]:
    """What the table of contents leads to, in order."""
    (table,) = [each for each in page.within() if each.tag == "nav" and "contents" in each.classes]
    return [each.attributes["href"].removeprefix("#") for each in table.within() if each.tag == "a"]


def sections(template: Path) -> list[str]:
    """The names that a template lists."""
    return [name for listed in LISTED.findall(template.read_text(encoding="utf-8")) for name in listed.split()]


# What a site can do with a section


def test_a_section_is_replaced_and_all_others_stay(site: Themed) -> None:
    before = site.page({})
    own = '{% block section_plans %}{% call ui.section("plans") %}<p>Ask us.</p>{% endcall %}{% endblock %}'
    after = site.page({"product.html": EXTENDED + own})
    assert (headings(after), contents(after)) == ([id for id in headings(before) if id != "s-offers"], contents(before))
    assert "Ask us." in after.text() and "Ask us." not in before.text()
    assert [each for each in after.within() if "plans" in each.classes] == []


def test_a_section_keeps_what_it_was_and_gets_more(site: Themed) -> None:
    own = "{% block section_plans %}<p>Before tax.</p>{{ super() }}{% endblock %}"
    after = site.page({"product.html": EXTENDED + own})
    assert "Before tax." in after.text()
    assert [each for each in after.within() if "plans" in each.classes] != []


def test_sections_change_places_and_the_table_of_contents_follows(site: Themed) -> None:
    own = "{% block sections %}head contents facts plans evidence{% endblock %}"
    page = site.page({"product.html": EXTENDED + own})
    assert contents(page) == ["s-facts", "s-plans", "s-evidence"]
    assert [id for id in headings(page) if id in contents(page)] == contents(page)


def test_a_section_is_dropped_in_one_line(site: Themed) -> None:
    before = site.page({})
    own = '{% block sections %}{{ super() | replace("\\nranks\\n", "\\n") }}{% endblock %}'
    after = site.page({"product.html": EXTENDED + own})
    assert "s-ranks" in contents(before)
    assert contents(after) == [id for id in contents(before) if id != "s-ranks"]
    assert headings(after) == [id for id in headings(before) if id != "s-ranks"]


def test_a_section_of_its_own_has_its_heading_from_its_own_words(site: Themed) -> None:
    own = """{% block sections %}head contents coverage plans{% endblock %}
{% block section_coverage %}
{% call ui.section("coverage-map") %}
<p>{{ ref.name }} reaches every village.</p>
{% endcall %}
{% endblock %}"""
    words = "h-coverage-map: {zh-TW: 收訊範圍, en: Coverage map}\n"
    page = site.page({"product.html": EXTENDED + own, "strings/own.yaml": words})
    assert contents(page) == ["s-coverage-map", "s-plans"]
    assert "Coverage map" in page.text() and "reaches every village." in page.text()


def test_a_section_that_makes_nothing_is_not_there(site: Themed) -> None:
    own = "{% block section_plans %}{% if false %}<p>never</p>{% endif %}{% endblock %}"
    page = site.page({"product.html": EXTENDED + own})
    assert "s-plans" not in contents(page) + headings(page)


def test_evidence_is_led_back_to_from_where_it_is_first_linked(site: Themed) -> None:
    """Whatever the order of sections is, and whichever macros a template imports itself."""
    own = '{% import "macros/evidence.html" as ev with context %}'
    own += "{% block sections %}facts head evidence{% endblock %}"
    page = site.page({"product.html": EXTENDED + own})
    ids = [each.attributes["id"] for each in page.within() if "id" in each.attributes]
    back = [
        each.attributes["href"].removeprefix("#")
        for each in page.within()
        if each.tag == "a" and each.parent and "back" in each.parent.classes
    ]
    assert back and set(back) <= set(ids) and len(ids) == len(set(ids))


def test_what_every_page_has_is_replaced_once(site: Themed) -> None:
    own = '{% extends "pingbi/base.html" %}{% block section_head %}<h1>Ours: {{ page.heading }}</h1>{% endblock %}'
    for file in ("en/products/index.html", "en/changes/index.html"):
        assert "Ours: " in site.page({"base.html": own}, file).text()
    assert "Ours: " not in site.page({}).text()  # a product's page has a head of its own


# What is wrong stands at its line


def test_a_section_that_no_block_makes_is_reported_where_it_is_listed(site: Themed) -> None:
    problem = site.problem({"product.html": EXTENDED + "{% block sections %}\nhead\nplnas\n{% endblock %}"})
    assert (problem.place.file, problem.place.line, problem.place.column) == ("templates/product.html", 4, 1)
    assert "section_plnas" in str(problem.message) and "'plans'" in str(problem.hint)


def test_a_fault_in_a_section_of_the_sites_own_stands_at_its_line(site: Themed) -> None:
    problem = site.problem({"product.html": EXTENDED + "{% block section_plans %}\n{{ view.plnas }}\n{% endblock %}"})
    assert (problem.place.file, problem.place.line, problem.place.column) == ("templates/product.html", 3, 9)


@pytest.mark.parametrize("fault", ["{{ view.plnas }}", "{% if %}"])
def test_a_fault_in_the_template_that_is_overridden_names_it_and_not_the_sites_own(
    site: Themed, tmp_path: Path, fault: str
) -> None:
    ours = tmp_path / "generator/templates"
    own = site.root / "templates"
    for folder, text in ((ours, f"<p>\n{fault}</p>\n"), (own, '{% extends "pingbi/product.html" %}\n')):
        folder.mkdir(parents=True)
        (folder / "product.html").write_text(text, encoding="utf-8")
    planned = planned_site()
    pages = [page for page in planned.pages if page.file == PRODUCT]
    with pytest.raises(ContentError) as wrong:
        render_pages(make_environment((own, ours)), pages, planned.strings)
    (problem,) = wrong.value.problems
    assert (problem.place.file, problem.place.line) == ("templates/pingbi/product.html", 2)


def test_the_file_that_such_a_name_means_is_found(site: Themed) -> None:
    site.page({"product.html": EXTENDED})
    project = project_at(site.root)
    assert project.path("templates/product.html") == site.root / "templates/product.html"
    assert project.path("templates/pingbi/product.html") == HOME / "templates/product.html"
    assert project.path("templates/base.html") == HOME / "templates/base.html"


def test_why_names_both_and_a_build_is_made_from_both(site: Themed) -> None:
    site.page({"product.html": EXTENDED})
    project = project_at(site.root)
    both = {"templates/product.html", "templates/pingbi/product.html"}
    named = origin(project, f"/{PRODUCT}", SETTINGS)
    assert both <= named.files
    assert named.files & {"templates/base.html", "templates/pingbi/base.html"} == {"templates/base.html"}
    assert both <= dict(inputs(project)).keys()


# Styles


def test_one_layer_of_the_style_is_replaced_and_pages_still_load_one_file() -> None:
    ours = {f"css/{layer}.css": f".our-{layer} {{}}".encode() for layer in LAYERS}
    placed = place_static({**ours, "css/tables.css": b".own-tables {}"}.items(), "/")
    (address,) = placed.assets.css
    style = placed.files[address.removeprefix("/")].decode()
    names = [f"our-{layer}" if layer != "tables" else "own-tables" for layer in LAYERS]
    assert style.splitlines() == [f".{name} {{}}" for name in names]


def test_a_style_of_the_sites_own_is_loaded_after_ours_and_may_stand_for_all_of_it() -> None:
    ours = {"css/tokens.css": b".ours {}"}
    both = place_static({**ours, "css/brand.css": b"/* brand */"}.items(), "/").assets.css
    assert [address.rpartition("/")[2] for address in both] == ["site.css", "brand.css"]
    placed = place_static({**ours, "css/site.css": b"/* own */"}.items(), "/")
    assert [placed.files[address[1:]] for address in placed.assets.css] == [b"/* own */"]


def test_comments_and_indentation_are_not_published_and_texts_are_left_alone() -> None:
    style = b'/* why */\n\n@layer x {\n  a::before {\n    content: "  /* no */ ";\n  }\n}\n'
    assert squeezed_style(style) == b'@layer x {\na::before {\ncontent: "  /* no */ ";\n}\n}\n'
    script = b'/**\n * Why.\n * @param {X} a\n */\nf(/** @type {X} */ (a), "/** no */");\n  /** @type {Y} */\n  b;\n'
    assert squeezed_script(script) == b'f(/** @type {X} */ (a), "/** no */");\n  b;\n'


def test_every_style_of_ours_is_a_layer_and_named_like_its_file() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in (HOME / "static/css").iterdir()}
    assert set(files) == set(LAYERS)
    for layer, text in files.items():
        assert set(re.findall(r"@layer (\w+) \{", text)) == {layer}
    assert f"@layer {', '.join(LAYERS)};" in files[LAYERS[0]]
    guide = (HOME / "docs/theming.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)\.css` \|", guide, re.MULTILINE) == list(LAYERS)


# Our own templates


def test_every_section_that_is_listed_has_a_block_and_every_block_is_listed() -> None:
    environment = make_environment((HOME / "templates",))
    shared = {name for name in environment.get_template("base.html").blocks if name.startswith("section_")}
    listed: set[str] = set()
    for template in TEMPLATES:
        names = {f"section_{name}" for name in sections(template)}
        blocks = {name for name in environment.get_template(template.name).blocks if name.startswith("section_")}
        assert names <= blocks | shared, template.name
        if template.name != "base.html":
            assert blocks <= names, template.name
        listed |= names
    assert shared <= listed


def test_no_line_of_a_template_is_too_long_to_compare() -> None:
    long = [
        f"{file.relative_to(HOME)}:{number}"
        for file in (HOME / "templates").rglob("*.html")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


def test_every_page_but_those_without_navigation_is_made_of_sections() -> None:
    bare = {"404.html", "bare.html", "base.html", "chooser.html"}
    assert {template.name for template in TEMPLATES if not sections(template)} == bare


def test_the_guide_for_designers_lists_the_sections_of_every_page() -> None:
    guide = (HOME / "docs/theming.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.html)` \|(.*)\|$", guide, re.MULTILINE)
    reported = {name: re.findall(r"`(\w+)`", row) for name, row in rows}
    assert reported == {template.name: sections(template) for template in TEMPLATES if sections(template)}
