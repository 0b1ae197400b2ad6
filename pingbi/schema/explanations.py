"""What text editors explain: keys and choices in both languages, forms of values, snippets, and declared ids."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pingbi.model
from pingbi.content.yaml.documents import read_yaml
from pingbi.site_structure import RECORD_FOLDERS

Labels = Mapping[str, str]
"""Names by id, each in every language of the site: `{max-length: 長度 · Length}`."""
BETWEEN = " · "


@dataclass(frozen=True)
class DeclaredIds:
    """Ids by kind, with their names; the catalogue's features and scales as in the file."""

    locales: tuple[str, ...]
    ids: Mapping[str, Labels]
    features: Mapping[str, Mapping[str, Any]]
    scales: Mapping[str, Mapping[str, Any]]

    def labels(self, *kinds: str) -> dict[str, str]:
        """Return the ids of several kinds, in order. A kind that is not declared anywhere is itself an id: `tie`."""
        found: dict[str, str] = {}
        for kind in kinds:
            found |= self.ids.get(kind, {kind: ""})
        return found


def declared_ids(documents: Mapping[str, Any]) -> DeclaredIds:
    """Return what `documents` (data by file) declare. Faulty files give what they can; no problem is reported here."""
    data = {file.removeprefix("content/").removesuffix(".yaml"): _mapping(item) for file, item in documents.items()}
    catalogue, sources = data.get("features", {}), data.get("sources", {})
    features = {id_: item for id_, item in _mapping(catalogue.get("features")).items() if isinstance(item, dict)}
    records = {kind: dict(_records(data, kind)) for kind in RECORD_FOLDERS}
    weighable = {id_: item for id_, item in features.items() if item.get("direction", "none") != "none"}
    ids = {
        **{kind: _named(items) for kind, items in records.items()},
        "features": _named(features),
        "weighable": _named(weighable),
        "groups": _words_of(catalogue.get("groups")),
        "scales": {id_: "" for id_ in _mapping(catalogue.get("scales"))},
        "sources": _named(sources),
        "sections": dict(_sections(sources)),
        "offered-plans": dict(_plans(records)),
    }
    locales = tuple(map(str, _mapping(data.get("site", {}).get("locales"))))
    return DeclaredIds(locales, ids, features, _mapping(catalogue.get("scales")))


def label(name: Any) -> str:
    """Return a name in all its languages, each wording once."""
    if isinstance(name, dict):
        return BETWEEN.join(dict.fromkeys(str(words) for words in name.values() if words))
    return "" if name is None else str(name)


def _named(items: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of records by id."""
    return {id_: label(_mapping(item).get("name") or _mapping(item).get("title")) for id_, item in items.items()}


def _words_of(written: Any) -> dict[str, str]:
    return {id_: label(name) for id_, name in _mapping(written).items()}


def _records(data: Mapping[str, dict[str, Any]], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, item in data.items():
        path = PurePosixPath(name)
        if path.parent.as_posix() == kind:
            yield path.name, item


def _sections(sources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return every section of every source; several sources can use one id."""
    found: dict[str, list[str]] = {}
    for source_id, source in sources.items():
        for id_, name in _words_of(_mapping(source).get("sections")).items():
            found.setdefault(id_, []).append(f"{source_id}: {name}")
    yield from ((id_, "\n\n".join(places)) for id_, places in found.items())


def _plans(records: Mapping[str, Mapping[str, dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    for product, offering in records["plans"].items():
        for id_, plan in _mapping(offering.get("plans")).items():
            yield id_, f"{product}{BETWEEN}{label(_mapping(plan).get('name'))}"


def _mapping(written: Any) -> dict[str, Any]:
    return written if isinstance(written, dict) else {}


EXPLAINED_LANGUAGES = ("zh-TW", "en")
"""The tool's own languages, in the order in which they are shown; a site can have others."""


@cache
def keys() -> Mapping[str, Any]:
    """Return, by record and key: `{zh-TW: [title, explanation], en: […], words: {choice: {zh-TW: …, en: …}}}`."""
    (folder,) = pingbi.model.__path__
    path = Path(folder) / "keys.yaml"
    found = read_yaml(path.read_bytes(), path.name).data
    assert isinstance(found, dict)
    return found


def entry(record: type, key: str) -> Mapping[str, Any]:
    """Return the explanation of a record's key, its own or inherited. Raises LookupError if there is none."""
    for kind in record.__mro__:
        found = keys().get(kind.__name__, {}).get(key)
        if found:
            return dict(found)
    raise LookupError(f"model/keys.yaml does not explain {record.__name__}.{key}")


def explained(written: Mapping[str, Any]) -> dict[str, str]:
    """Return title and description of a key in both languages, in schema form."""
    titles, texts = zip(*(written[language] for language in EXPLAINED_LANGUAGES), strict=True)
    return {"title": BETWEEN.join(titles), "description": "\n\n".join(texts)}


def both_languages(written: Mapping[str, str], between: str = BETWEEN) -> str:
    """Return one text in both languages."""
    return between.join(dict.fromkeys(written[language] for language in EXPLAINED_LANGUAGES))


Schema = dict[str, Any]
TEXT = {"$ref": "#/$defs/text"}
NO_HAN = "^[^\u3400-\u9fff\uf900-\ufaff]+$"


def text_schema(known: DeclaredIds) -> Schema:
    """Return the schema of a text in every language of the site."""
    body = {locale: f"${number}" for number, locale in enumerate(known.locales, 1)}
    proposed = {"label": f"{{{', '.join(known.locales)}}}", "body": body, "description": form_description("text")}
    return {
        "type": "object",
        "properties": {locale: {"type": "string", "minLength": 1, "title": locale} for locale in known.locales},
        "required": list(known.locales),
        "additionalProperties": False,
        "defaultSnippets": [proposed],
    }


def form_description(form: str) -> str:
    """Return how a form is written, in both languages."""
    return both_languages(keys()["Formats"][form])


def with_formats(schema: Any) -> Any:
    """Return a schema with every `format` of ours replaced by its meaning."""
    if isinstance(schema, list):
        return [with_formats(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    form = schema.get("format")
    if not isinstance(form, str):  # an id of the content may be the word itself
        return {key: with_formats(item) for key, item in schema.items()}
    return {**{key: with_formats(item) for key, item in schema.items() if key != "format"}, **_form(form)}


def _form(name: str) -> Schema:
    match name:
        case "text":
            return TEXT
        case "text-or-none":
            return {"anyOf": [TEXT, {"enum": ["none"]}]}
        case "name":
            plain = {"type": ["string", "number"], "pattern": NO_HAN, "patternErrorMessage": form_description("name")}
            return {"anyOf": [plain, TEXT]}
    return {"patternErrorMessage": form_description(name)}


@cache
def snippets() -> list[Any]:
    path = Path(__file__).with_name("snippets.yaml")
    found = read_yaml(path.read_bytes(), path.name).data
    assert isinstance(found, list)
    return found


def snippets_of(record: str) -> dict[str, Any]:
    """Return the part of a record's schema that offers its snippets; empty if it has none."""
    found = [
        {"label": item["prefix"], "description": both_languages(item, "\n\n"), "body": item["body"]}
        for item in snippets()
        if item["record"] == record
    ]
    return {"defaultSnippets": found} if found else {}


def for_vscode() -> bytes:
    """Return all snippets as a file for VS Code."""
    found = {
        both_languages(item): {"scope": "yaml", "prefix": item["prefix"], "body": list(_lines(item["body"]))}
        for item in snippets()
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(body: Any, indent: str = "") -> Iterator[str]:
    """Return a snippet as lines of YAML: block mappings, except inner ones of plain values only."""
    for key, value in body.items():
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_flow(item)}" for item in value)
        elif isinstance(value, dict) and any(isinstance(item, list) for item in value.values()):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]" if isinstance(value, list) else str(value)
