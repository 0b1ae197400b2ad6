"""Messages in other languages than English: one file of sentences for each, read only when it is spoken."""

from functools import cache
from pathlib import Path

from pingbi.reading.strict_yaml import read_yaml
from pingbi.wording import ENGLISH, Words
from pingbi.wording import tell as tell_in

HERE = Path(__file__).parent


def tell(text: str, language: str) -> str:
    """A message in a language; what is no message stays as it is."""
    return tell_in(text, sentences(language))


@cache
def sentences(language: str) -> Words:
    """Every sentence of a language by its English template."""
    if language == ENGLISH:
        return {}
    data = read_yaml((HERE / f"{language}.yaml").read_bytes(), f"{language}.yaml").data
    return {key: str(value) for key, value in data.items()} if isinstance(data, dict) else {}
