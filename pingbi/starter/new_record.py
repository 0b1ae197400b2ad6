"""A new record inside a comparison, from a template with TODO wherever the editor must fill in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from string import Template

from pydantic_core import PydanticCustomError

from pingbi.diagnostics.message import choices, say
from pingbi.diagnostics.problem import ConfigurationError
from pingbi.model.base import check_id
from pingbi.model.products import COLORS
from pingbi.schema.explanations import DeclaredIds
from pingbi.schema.record_schemas import FILES, modeline
from pingbi.site_structure import RECORD_KINDS, RecordKind

HERE = Path(__file__).parent
Files = dict[str, bytes]
"""By path below the comparison's root."""


def filled_template(template: Path, file: str, values: Mapping[str, str]) -> bytes:
    """Return the template as the content file `file`, with the first line that names its schema. Raises KeyError."""
    text = Template(template.read_text(encoding="utf-8")).substitute(values)
    return (_modeline(file) + text).encode()


def _modeline(file: str) -> str:
    inside = PurePosixPath(file).relative_to("content")
    return next((modeline(name) for name, (_, files) in FILES.items() if inside.match(files)), "")


def yaml_string(text: str) -> str:
    """Return a text as a YAML value."""
    return json.dumps(text, ensure_ascii=False)


def yaml_text(words: Mapping[str, str]) -> str:
    """Return a text in its languages as a YAML value."""
    return "{" + ", ".join(f"{locale}: {yaml_string(said)}" for locale, said in words.items()) + "}"


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in a fixed order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


STARTERS: Mapping[str, RecordKind] = {kind.word: kind for kind in RECORD_KINDS if kind.starter}
TODO = "TODO"
"""What `check` refuses until it is filled in."""


def record_files(kind: str, id_: str, known: DeclaredIds, colors: Sequence[int]) -> Files:
    """Return the files of a new record. `colors`: those in use. Raises ConfigurationError if the id is not possible."""
    values = {
        "id": id_,
        "todo": yaml_text(dict.fromkeys(known.locales, TODO)),
        **_listed(known),
        **_pair(kind, id_, known),
    }
    values["color"] = str(next((color for color in range(1, COLORS + 1) if color not in colors), 1))
    _check(kind, id_, known)
    base = STARTERS[kind].file(id_).removesuffix(".yaml")
    found: Files = {f"{base}.yaml": _filled(f"{kind}.yaml", f"{base}.yaml", values)}
    if (HERE / f"records/{kind}.md").is_file():
        names = [f"{base}.{locale}.md" for locale in known.locales]
        found |= {name: _filled(f"{kind}.md", name, values) for name in names}
    return found


def _filled(template: str, file: str, values: Mapping[str, str]) -> bytes:
    return filled_template(Path(HERE / "records" / template), file, values)


def _check(kind: str, id_: str, known: DeclaredIds) -> None:
    try:
        check_id(id_)
    except PydanticCustomError as wrong:
        detail = wrong.context or {}
        raise ConfigurationError(detail["message"], detail["hint"]) from None
    if kind == "plan":
        _product(id_, known)


def _product(id_: str, known: DeclaredIds) -> None:
    if id_ not in known.ids["products"]:
        raise ConfigurationError(
            say("there is no product '{name}'", name=id_), choices(id_, list(known.ids["products"]))
        )


def _pair(kind: str, id_: str, known: DeclaredIds) -> dict[str, str]:
    """Return the two products that a comparison is named after."""
    if kind != "comparison":
        return {}
    a, _, b = id_.partition("-vs-")
    if not b or a == b:
        message = say("a comparison is named after its two products")
        raise ConfigurationError(message, say("write it as FIRST-vs-SECOND, with the ids of two products"))
    for product in (a, b):
        _product(product, known)
    return {"a": a, "b": b}


def _listed(known: DeclaredIds) -> dict[str, str]:
    """Return the possible choices, as comments."""
    labels = known.labels("features"), known.labels("weighable")
    features, weighable = ("\n".join(f"#   {id_}: …   {name}" for id_, name in found.items()) for found in labels)
    sections = "\n".join(f"#   {line}" for line in _sections(known))
    return {
        "features": features,
        "weighable": weighable,
        "sections": sections,
        "products": ", ".join(known.ids["products"]),
    }


def _sections(known: DeclaredIds) -> list[str]:
    """Return every source with its sections: `overview: table, tests`."""
    found: dict[str, list[str]] = {id_: [] for id_ in known.ids["sources"]}
    for id_, places in known.ids["sections"].items():
        for place in places.split("\n\n"):
            found[place.partition(":")[0]].append(id_)
    return [f"{source}: {', '.join(places)}" for source, places in found.items()]
