"""Data inside a page: whole for scripts, and without a sign that means anything to HTML."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingbi.pages.parts.structured_data import embedded_json
from tests.support.laws import law

texts = st.text() | st.sampled_from(["</script>", "<!--", "<script", "-->", "]]>", "&lt;", "\u2028", "影片"])
data = st.recursive(texts | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner))


@law
@given(data)
def test_data_comes_back_whole_and_never_ends_its_element(given_data: Any) -> None:
    text = embedded_json(given_data)
    assert json.loads(text) == given_data
    assert not set(text) & set("<>&")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script>"])
def test_what_could_end_the_element_is_written_otherwise(text: str) -> None:
    assert embedded_json({"name": text}) == json.dumps({"name": text}, separators=(",", ":")).replace(
        "<", "\\u003c"
    ).replace(">", "\\u003e")
