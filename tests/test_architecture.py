"""The stages build on one another in one direction; the pipeline reads as a story on one screen."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.support.commands import HOME
from tests.support.layers import DOCUMENT, HEIGHT, with_table

FILES = {
    ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((HOME / "pingbi").rglob("*.py"))
}
MODULES = pytest.mark.parametrize("module", FILES)
SCREEN = 70


def part_of(module: str) -> str:
    """The package or top module that a module belongs to: `pingbi.pages.rows` to `pages`."""
    return module.split(".")[1] if "." in module else module


def imported(module: str) -> Iterator[tuple[ast.stmt, str]]:
    """Every module of ours that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield from ((node, found) for found in (inner, node.module) if found in FILES)
        elif isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names if name.name in FILES)
        elif isinstance(node, ast.ImportFrom) and node.level:
            pytest.fail(f"{module} imports relatively, line {node.lineno}")


def reported(module: str, node: ast.stmt) -> str:
    return f"{FILES[module].relative_to(HOME)}:{node.lineno}"


@MODULES
def test_every_module_has_its_layer(module: str) -> None:
    assert part_of(module) in HEIGHT


@MODULES
def test_imports_go_down_only(module: str) -> None:
    here = part_of(module)
    wrong = [
        f"{reported(module, node)} imports {other}"
        for node, other in imported(module)
        if other != "pingbi" and part_of(other) != here and HEIGHT[part_of(other)] >= HEIGHT[here]
    ]
    assert wrong == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: {other for _, other in imported(module) if "." in other} for module in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(reversed(cycle.args[1])))


def blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """Every run of statements inside a function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                for name in ("body", "orelse", "finalbody"):
                    block = getattr(node, name, None)
                    if isinstance(block, list):
                        yield block


@MODULES
def test_only_the_command_line_imports_inside_functions(module: str) -> None:
    """There it makes --help and wrong usage fast; anywhere else it would hide what a module rests on."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    nodes = [node for block in blocks(tree) for node in block if isinstance(node, ast.Import | ast.ImportFrom)]
    assert part_of(module) == "cli" or [reported(module, node) for node in nodes] == []


HEAVY = ("babel", "jinja2", "livereload", "markdown_it", "pydantic", "tornado", "yaml")


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"], ["new", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = f"""
import sys
from pingbi.cli.main import main
try:
    main({arguments})
except SystemExit:
    print("loaded:", *{set(HEAVY)} & sys.modules.keys())
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


READ_MESSAGES = {
    "pingbi.diagnostics.problem": "orders problems, and prints them and failures where an exception is printed",
    "pingbi.diagnostics.report": "prints problems and failures",
    "pingbi.review.comparison": "prints the first problem of a revision",
    "pingbi.publish.links": "adds to a message on how many pages more it holds",
    "pingbi.render.renderer": "prints the message of an exception of Jinja's",
}
"""The only modules that read the words of a message or a hint, and what for. Whatever decides reads data."""


def read_words(module: str) -> Iterator[ast.Attribute]:
    """Every place at which a module reads a message or a hint, or the values in one."""
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            of = node.value.id if isinstance(node.value, ast.Name) else ""
            in_words = node.attr in ("values", "template") and of in ("message", "hint")
            if node.attr in ("message", "hint") or in_words:
                yield node


@MODULES
def test_words_of_a_message_are_read_only_to_print_or_order_them(module: str) -> None:
    """What a problem is about is in its `about`, for code that hides, acknowledges or places problems."""
    lines = [node.lineno for node in read_words(module)]
    assert bool(lines) == (module in READ_MESSAGES), f"{FILES[module].relative_to(HOME)}: lines {lines}"


def test_the_pipeline_fits_one_screen() -> None:
    assert len(FILES["pingbi.pipeline"].read_text(encoding="utf-8").splitlines()) <= SCREEN


# Budgets


def test_the_documented_table_of_layers_is_the_one_enforced_here() -> None:
    """`python -m tests.support.layers` writes it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == with_table(text)


def test_the_package_has_at_most_140_modules() -> None:
    assert len(FILES) <= 140


def test_a_folder_has_at_most_twelve_modules() -> None:
    folders = Counter(path.parent for path in FILES.values())
    assert {folder.name: number for folder, number in folders.items() if number > 12} == {}


def test_no_file_name_occurs_twice() -> None:
    names = Counter(path.name for path in FILES.values() if path.name != "__init__.py")
    assert {name: number for name, number in names.items() if number > 1} == {}


def public_names(module: str) -> Iterator[str]:
    """The public classes and functions that a module defines, apart from what every command and rule module has."""
    for node in ast.parse(FILES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def test_no_public_name_is_defined_in_more_than_two_modules() -> None:
    """Each command has its `add` and `run`: main calls them all alike."""
    names = Counter(name for module in FILES if part_of(module) != "cli" for name in public_names(module))
    assert {name: number for name, number in names.items() if number > 2} == {}
