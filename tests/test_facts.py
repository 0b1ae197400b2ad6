"""Every fact of the sources can be read on the site, in each language: golden/facts.yaml says where."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.visible import page_of, visible_text

LANGUAGES = {"zh-TW": "zh-tw", "en": "en"}
FACTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "golden/facts.yaml").read_text(encoding="utf-8"))

text_of = cache(visible_text)


def missing(site: Path, fact: dict[str, Any], language: str) -> list[str]:
    """What of a fact a reader of this language does not find where it should be."""
    return [
        f"{place['page']}: {words}"
        for place in fact["read"]
        for words in place[language]
        if words not in text_of(page_of(site, LANGUAGES[language], place["page"]))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_a_fact_can_be_read(built_site: Path, fact: dict[str, Any], language: str) -> None:
    assert missing(built_site, fact, language) == []


def test_every_fact_of_the_two_sources_is_in_the_list() -> None:
    assert len({fact["id"] for fact in FACTS}) == len(FACTS) == 121


def test_both_languages_say_something_of_every_fact() -> None:
    silent = [fact["id"] for fact in FACTS for place in fact["read"] if not (place["zh-TW"] and place["en"])]
    assert silent == []


def test_a_missing_fact_would_be_noticed(built_site: Path) -> None:
    fact = {"read": [{"page": "pricing", "en": ["US$0.154/s"]}]}
    assert missing(built_site, fact, "en") == ["pricing: US$0.154/s"]
