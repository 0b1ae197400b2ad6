"""The pricing page says which prices include tax, which do not, and of which no source says so."""

import pytest

from tests.support.rendered import rendered
from tests.support.samples import PLANS, files_of
from tests.support.visible import visible_blocks

UNSAID = "The sources do not say whether tax is included."
REST = "The other sources do not say whether tax is included."


def reported(*taxes: str) -> set[str]:
    """What the page says of tax, where the plans of products a, b … have these words on it."""
    products = dict.fromkeys("abc"[: len(taxes)], "length: 5 s")
    plans = {
        f"plans/{id_}": PLANS.format(currency="USD", price="{monthly: 5}") + (f"tax: {tax}\n" if tax else "")
        for id_, tax in zip(products, taxes, strict=True)
    }
    return {
        line for line in visible_blocks(rendered(files_of(products, **plans))["en/pricing/"]) if "tax" in line.lower()
    }


@pytest.mark.parametrize(
    ("taxes", "lines"),
    [
        (("", ""), {UNSAID}),
        (("unknown", ""), {UNSAID}),
        (("included", "included"), {"All prices include tax."}),
        (("excluded", "excluded"), {"Tax comes on top of all prices."}),
        (("included", ""), {"Tax is included in the prices of Product a.", REST}),
        (
            ("included", "excluded", "included"),
            {
                "Tax is included in the prices of Product a and Product c.",
                "Tax comes on top of the prices of Product b.",
            },
        ),
    ],
)
def test_the_page_says_what_is_known_of_tax(taxes: tuple[str, ...], lines: set[str]) -> None:
    assert reported(*taxes) == lines
