"""A new comparison of two sample products: small, complete, and ready to build."""

import datetime as dt
import json
from pathlib import PurePosixPath

from pingbi.schema.records import FILES
from pingbi.schema.snippets import for_vscode
from pingbi.schema.write import FOLDER
from pingbi.starter.fill import HERE, Files, below, filled, text
from pingbi.starter.wishes import NAMES, Wishes, read_currency, read_locales, read_name, read_products

EXTENSIONS = ["redhat.vscode-yaml", "editorconfig.editorconfig"]


def files_for(wishes: Wishes, today: dt.date) -> Files:
    """All files of the comparison; its samples are of `today`. Raises ConfigurationError: which wish cannot be met."""
    locales = read_locales(wishes.locales)
    a, b = read_products(wishes.products, locales)
    values = {
        "title": text(read_name(wishes.title, locales).words),
        "locales": "\n".join(f"  {locale}: {{path: {locale.lower()}, name: {NAMES[locale]}}}" for locale in locales),
        "today": today.isoformat(),
        "currency": read_currency(wishes.currency),
        **{"a": a.id, "b": b.id, "name_a": a.written, "name_b": b.written},
    }
    folder = HERE / "comparison"
    found: Files = {".gitignore": (folder / "gitignore").read_bytes(), **settings()}
    for path in below(folder / "content"):
        file = _renamed(path.relative_to(folder).as_posix(), a.id, b.id)
        found[file] = filled(path, file, values)
    return found


def settings() -> Files:
    """What VS Code needs to find the schemas; other editors read the first line of each file."""
    schemas = {f"{FOLDER}/{name}.json": f"content/{files}" for name, (_, files) in FILES.items()}
    found = {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "yaml.format.enable": False}
    return {
        ".vscode/settings.json": _json(found),
        ".vscode/extensions.json": _json({"recommendations": EXTENSIONS}),
        ".vscode/pingbi.code-snippets": for_vscode(),
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _renamed(file: str, a: str, b: str) -> str:
    """`products/A.yaml` -> `products/alpha.yaml`."""
    path = PurePosixPath(file)
    stem, dot, rest = path.name.partition(".")
    ids = {"A": a, "B": b, "A-vs-B": f"{a}-vs-{b}"}
    return (path.parent / f"{ids.get(stem, stem)}{dot}{rest}").as_posix()
