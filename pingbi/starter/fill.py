"""Templates of files: their $names are replaced, in the text and in the file's own name."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from string import Template

from pingbi.schema.records import FILES
from pingbi.schema.write import modeline

HERE = Path(__file__).parent
Files = dict[str, bytes]
"""By path below the comparison's root."""


def filled(template: Path, file: str, values: Mapping[str, str]) -> bytes:
    """The template as the content file `file`, with the first line that names its schema. Raises KeyError."""
    text = Template(template.read_text(encoding="utf-8")).substitute(values)
    return (_modeline(file) + text).encode()


def _modeline(file: str) -> str:
    inside = PurePosixPath(file).relative_to("content")
    return next((modeline(name) for name, (_, files) in FILES.items() if inside.match(files)), "")


def quoted(text: str) -> str:
    """A text as a YAML value."""
    return json.dumps(text, ensure_ascii=False)


def text(words: Mapping[str, str]) -> str:
    """A text in its languages as a YAML value."""
    return "{" + ", ".join(f"{locale}: {quoted(said)}" for locale, said in words.items()) + "}"


def below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in one order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
