"""Messages in languages other than English: one file of sentences each, read only when it is needed."""

from functools import cache
from pathlib import Path

import yaml

from pingbi.diagnostics.message import ENGLISH, Words, translate

FOLDER = Path(__file__).with_name("messages")


def in_language(text: str, language: str) -> str:
    """Return a message in a language; other text stays as it is."""
    return translate(text, sentences(language))


@cache
def sentences(language: str) -> Words:
    """Return every sentence of a language by its English template."""
    if language == ENGLISH:
        return {}
    loaded = yaml.load((FOLDER / f"{language}.yaml").read_bytes(), yaml.CSafeLoader)
    return {str(template): str(sentence) for template, sentence in loaded.items()}
