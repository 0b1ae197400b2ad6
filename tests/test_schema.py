"""What text editors learn of the content's files: every key explained, every id known, nothing out of date."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pingbi.content.load import load
from pingbi.content.yaml.documents import read_yaml
from pingbi.model.base import Record
from pingbi.model.plans import CURRENCIES
from pingbi.schema.explanations import declared_ids, entry, for_vscode, keys, snippets
from pingbi.schema.record_schemas import FILES, FOLDER, Plain, kinds, modeline, schemas
from tests.support.commands import HOME, MOBILE_PLANS, build_py, copy_of, tree
from tests.support.samples import content_of

RECORDS = sorted(kinds().items())
KEYS = [(name, key) for name, kind in RECORDS for key in (f.alias or k for k, f in kind.model_fields.items())]
NOT_RECORDS = {"Formats", "Values"}


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    return made_for(HOME)


def made_for(root: Path) -> dict[str, Any]:
    documents = load(content_of(root)).documents
    return schemas(declared_ids({file: document.data for file, document in documents.items()}))


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema."""
    if isinstance(schema, dict):
        yield schema
    for item in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(item)


# Every key is explained


@pytest.mark.parametrize(("record", "key"), KEYS)
def test_every_key_is_explained_in_both_languages(record: str, key: str) -> None:
    found = entry(kinds()[record], key)
    for language in ("zh-TW", "en"):
        title, text = found[language]
        assert title.strip() and text.strip()
    assert not re.search("[\u3400-\u9fff]", " ".join(found["en"]))


def test_no_key_is_explained_that_no_record_has() -> None:
    known = {(name, key) for name, key in KEYS}
    written = {(name, key) for name, found in keys().items() if name not in NOT_RECORDS for key in found}
    assert written - known == set()


def test_every_choice_is_explained() -> None:
    for name, kind in RECORDS:
        schema = kind.model_json_schema(by_alias=True, schema_generator=Plain)
        for key, found in schema.get("properties", {}).items():
            if found.get("enum") and found["enum"] not in ([True], list(CURRENCIES)):
                assert list(entry(kind, key)["words"]) == found["enum"], f"{name}.{key}"


# The schemas


def test_nothing_is_the_value_of_no_key(ours: dict[str, Any]) -> None:
    for schema in parts(ours):
        assert "default" not in schema
        assert schema.get("type") != "null"


def test_no_record_takes_a_key_that_it_does_not_know(ours: dict[str, Any]) -> None:
    for schema in parts(ours):
        if schema.get("type") == "object" and "properties" in schema:
            assert schema["additionalProperties"] is False


def test_every_key_of_every_record_has_both_languages_in_its_schema(ours: dict[str, Any]) -> None:
    for name, schema in ours.items():
        for key, found in schema.get("properties", {}).items():
            assert " · " in found["title"] and "\n\n" in found["description"], f"{name}: {key}"


def test_a_product_takes_the_features_of_its_own_site() -> None:
    found = made_for(MOBILE_PLANS)["product"]["properties"]["values"]["properties"]
    assert list(found) == list(read(MOBILE_PLANS / "content/features.yaml")["features"])
    assert found["data-allowance"]["title"] == "每月上網量 · Monthly data"


def test_a_scenario_weighs_only_features_with_a_better_side() -> None:
    weights = made_for(MOBILE_PLANS)["scenario"]["properties"]["weights"]["properties"]
    assert "sim-kind" not in weights and "five-g" in weights


def read(path: Path) -> Any:
    return read_yaml(path.read_bytes(), path.name).data


# As files


def test_schemas_are_written_where_the_content_looks_for_them(tmp_path: Path) -> None:
    copy = copy_of(HOME, tmp_path)
    ended = build_py("schema", "--root", copy.root)
    assert (ended.code, ended.err) == (0, "")
    assert set(tree(copy.root / FOLDER)) == {f"{name}.json" for name in FILES}
    for name, (_, files) in FILES.items():
        for path in (copy.root / "content").glob(files):
            line = path.read_text(encoding="utf-8").partition("\n")[0]
            assert line + "\n" == modeline(name), path.name
            assert (path.parent / line.partition("=")[2]).resolve() == copy.root / FOLDER / f"{name}.json"


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    build_py("schema", "--root", copy.root)
    before = {path: path.stat().st_mtime_ns for path in (copy.root / FOLDER).iterdir()}
    assert build_py("schema", "--root", copy.root).out.startswith("0 ")
    assert {path: path.stat().st_mtime_ns for path in (copy.root / FOLDER).iterdir()} == before


def test_faulty_content_has_schemas_too(tmp_path: Path) -> None:
    """An editor's help is wanted most where something is wrong."""
    copy = copy_of(MOBILE_PLANS, tmp_path)
    copy.write("content/products/tariff-a.yaml", "name: [\n")
    copy.write("content/features.yaml", copy.read("content/features.yaml") + "  half\n")
    assert build_py("schema", "--root", copy.root).code == 0


def test_where_no_language_is_named_nothing_is_written(tmp_path: Path) -> None:
    copy = copy_of(MOBILE_PLANS, tmp_path)
    copy.write("content/site.yaml", "title: A\n")
    ended = build_py("schema", "--root", copy.root, "--lang", "en")
    assert ended.code == 2 and "names no languages" in ended.err
    assert not (copy.root / ".vscode").exists()


def test_a_folder_may_be_named(tmp_path: Path) -> None:
    assert build_py("schema", tmp_path / "there", "--root", MOBILE_PLANS).code == 0
    assert (tmp_path / "there/product.json").is_file()
    assert not (MOBILE_PLANS / ".vscode").exists()


# What the editor's settings say


def test_the_settings_name_every_schema() -> None:
    settings = json.loads((HOME / ".vscode/settings.json").read_bytes())
    assert settings["yaml.schemas"] == {f"{FOLDER}/{n}.json": f"content/{files}" for n, (_, files) in FILES.items()}


def test_the_snippets_are_those_of_the_schemas() -> None:
    assert (HOME / ".vscode/pingbi.code-snippets").read_bytes() == for_vscode()


@pytest.mark.parametrize("name", [item["prefix"] for item in snippets()])
def test_a_snippet_with_its_examples_is_what_its_record_takes(name: str) -> None:
    found = {item["prefix"]: item["body"] for item in json.loads(for_vscode()).values()}[name]
    data = read_yaml(re.sub(r"\$\{\d+:([^}]*)\}", r"\1", "\n".join(found)).encode(), "snippet.yaml").data
    record: type[Record] = kinds()[next(item["record"] for item in snippets() if item["prefix"] == name)]
    context = {"locales": ["zh-TW", "en"], "source": "source", "at": "section"}
    assert record.model_validate(data, context=context)
