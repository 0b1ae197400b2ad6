"""Which part of the package may import which; `python -m tests.support.layers` writes the table in the docs."""

from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import HOME

DOCUMENT = HOME / "docs/architecture.md"
BEGIN, END = "<!-- layers: made by python -m tests.support.layers -->", "<!-- end of layers -->"


@dataclass(frozen=True)
class Layer:
    """Packages and top modules that may import from lower layers, and each from itself."""

    parts: tuple[str, ...]
    knows: str


LAYERS = (
    Layer(("pingbi", "project", "remember"), "where a project's folders are; what pure functions returned before"),
    Layer(("diagnostics",), "what is wrong, as data; messages in every language; reports of them"),
    Layer(("site_structure",), "which kinds of records and pages a site has: one row each"),
    Layer(("locale",), "a text in all its languages; how numbers, money, dates and lists are written"),
    Layer(("model",), "what a comparison is: frozen records, the kinds of features, the site"),
    Layer(("content",), "bytes to the model: strict YAML with positions, Markdown, facts, rules across files"),
    Layer(("analysis",), "winners, tallies, costs, scores, what was known on a day: pure and exact"),
    Layer(("pages",), "each page's view, maker and title; what pages share; charts"),
    Layer(("routes",), "every address as a value: file, template, narrow context"),
    Layer(("render",), "Jinja, interface texts, Markdown"),
    Layer(("outputs",), "sitemap, headers, redirects, manifest, hashed static files: one table"),
    Layer(("publish",), "links verified, then the whole site swapped in one step"),
    Layer(("stages",), "the values between the stages"),
    Layer(("pipeline",), "the story"),
    Layer(("coverage", "schema"), "how complete a comparison is; what text editors know of it"),
    Layer(("starter", "review"), "new sites and records; what a change does, what a page is made of"),
    Layer(("preview",), "the only importer of livereload"),
    Layer(("cli",), "one file a command; thin"),
    Layer(("__main__",), "`python -m pingbi`"),
)
"""Nothing imports upwards."""

HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer.parts}


def table() -> str:
    """The layers as a Markdown table, the highest first."""
    rows = [f"| {', '.join(f'`{part}`' for part in layer.parts)} | {layer.knows} |" for layer in reversed(LAYERS)]
    return "\n".join(["| part | what it knows |", "|---|---|", *rows])


def with_table(text: str) -> str:
    """The document with the table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


def main(document: Path = DOCUMENT) -> None:
    document.write_text(with_table(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
