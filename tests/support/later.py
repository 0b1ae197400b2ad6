"""Things of a later date, added to the real content: none of them may change what was known before."""

from collections.abc import Callable, Mapping

Content = Mapping[str, bytes]
Edit = Callable[[str], str]
T = "{zh-TW: 樣本, en: Sample}"
SOURCE = f"""
later:
  title: {T}
  kind: vendor
  published: 2027-01-10
  read: 2027-01-11
  url: none
  method: {T}
  interest: none
  sections: {{all: {T}}}
"""
HERE = "source: later, at: all"
PRODUCT = f"""
name: Kling 4
vendor: Vendor
family: kling
version: "4"
predecessor: kling-25
color: 5
source: later
at: all
summary: {T}
verdict: {T}
values: {{max-duration: 9999 s, physics: poor, styles: 7+}}
"""
PLANS = "currency: USD\nsource: later\nat: all\nplans: {base: {name: Base, prices: [{monthly: 1.01}]}}\n"
OFFER = f"product: kling-25\nseller: {{name: Shop, kind: reseller}}\n{PLANS}provides: [{{text: {T}}}]\n"
COMPARISON = f"products: [sora-1, kling-40]\nsource: later\nat: all\nverdict: {T}\n"
TEST = f"name: {T}\nprompt: {T}\nsource: later\nat: all\nresults: {{sora-1: {T}, kling-25: {T}}}\nwinner: sora-1\n"
SCENARIO = f"name: {T}\nfor: {T}\nweights: {{max-duration: 1}}\npick: kling-40\nreasons: [{T}]\n"
GUIDE = f"title: {T}\nasks: {T}\nproducts: [kling-40]\nthree: [{T}, {T}, {T}]\n"
FEATURE = f"\n  weight-of-it: {{group: newest, name: {T}, asks: {T}, kind: rating, scale: newest, direction: higher}}\n"
NAMED = '{zh-TW: "{kling-40} 也可以", en: "{kling-40} will do"}'
PLAINLY = '{zh-TW: "Kling 4 也可以", en: "Kling 4 will do"}'


def replaced(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def added(text: str) -> Edit:
    return lambda before: before + text


def under(key: str, item: str) -> Edit:
    """An item put in front of a list."""
    return replaced(f"\n{key}:\n", f"\n{key}:\n  - {item}\n")


def _ruled(claims: str, judged: str, use: str, more: str = "") -> str:
    return f"claims: [{claims}], ruling: {{judged: [{judged}], use: {use}, because: {T}}}{more}"


PRODUCTS = {"content/products/kling-40.yaml": added(PRODUCT), "content/plans/kling-40.yaml": added(PLANS)}
ADDITIONS: Mapping[str, Mapping[str, Edit]] = {
    "a source": {},
    "a claim that agrees": {
        "content/products/sora-1.yaml": replaced(
            "max-duration: {value: 60 s, at: table}",
            f"max-duration: {{claims: [{{value: 60 s, at: table}}, {{value: 60 s, {HERE}}}]}}",
        )
    },
    "a claim that disagrees": {
        "content/products/kling-25.yaml": replaced(
            "max-resolution: {value: 1080p, at: table}",
            f"max-resolution: {{{_ruled(f'{{value: 4K, {HERE}}}, {{value: 1080p, at: table}}', '4K, 1080p', '4K')}}}",
        )
    },
    "a claim that reopens a ruling": {
        "content/products/sora-1.yaml": lambda text: replaced(
            "    ruling:\n      judged: [3-8 min, 3-6 min, 8 min+]",
            f"      - {{value: 1 min, {HERE}}}\n    ruling: {{judged: [3-8 min, 3-6 min, 8 min+, 1 min], use: 1 min, "
            f"because: {T}}}\n    earlier_rulings:\n    - judged: [3-8 min, 3-6 min, 8 min+]",
        )(text)
    },
    "a value that nobody had given": {
        "content/products/sora-1.yaml": replaced("\nvalues:\n", f"\nvalues:\n  api: {{value: open, {HERE}}}\n")
    },
    "a price of a later source": {
        "content/plans/kling-25.yaml": replaced(
            "- {monthly: 3.88, at: pricing}", f"- {{monthly: 3.88, at: pricing}}\n      - {{monthly: 1.23, {HERE}}}"
        )
    },
    "a price that begins later": {
        "content/plans/sora-1.yaml": replaced(
            "- {monthly: 20, at: pricing}", "- {monthly: 20, at: pricing}\n      - {from: 2026-01-01, monthly: 9}"
        )
    },
    "a price that ends later": {
        "content/plans/sora-1.yaml": replaced("{monthly: 200, at: pricing}", "{monthly: 200, to: 2026-05-01}")
    },
    "a plan": {"content/plans/sora-1.yaml": added(f"  mini: {{name: Mini, prices: [{{monthly: 1.5, {HERE}}}]}}\n")},
    "an offer": {"content/offers/shop.yaml": added(OFFER)},
    "what a clip takes": {"content/plans/kling-25.yaml": added(f"takes: {{credits_per_clip: 15, {HERE}}}\n")},
    "a sum": {
        "content/plans/sora-1.yaml": added(
            f"sums: [{{text: {T}, clips_per_month: 3, seconds_per_clip: 4, {HERE}}}]\n"
        )
    },
    "a product": PRODUCTS,
    "an event": {
        "content/products/sora-1.yaml": under("history", f"{{date: 2025-01, event: updated, text: {T}, {HERE}}}")
    },
    "a point": {"content/products/kling-25.yaml": under("strengths", f"{{text: {T}, {HERE}}}")},
    "a feature": {
        "content/features.yaml": lambda text: replaced("\ngroups:\n", f"\ngroups:\n  newest: {T}\n")(
            replaced("scales:\n", f"scales:\n  newest: {{a: {T}, b: {T}}}\n")(text) + FEATURE
        ),
        "content/products/sora-1.yaml": replaced("\nvalues:\n", f"\nvalues:\n  weight-of-it: {{value: b, {HERE}}}\n"),
    },
    "a comparison": {**PRODUCTS, "content/comparisons/sora-1-vs-kling-40.yaml": added(COMPARISON)},
    "a test": {"content/tests/another.yaml": added(TEST)},
    "a scenario": {**PRODUCTS, "content/scenarios/another.yaml": added(SCENARIO)},
    "a guide": {**PRODUCTS, "content/guides/another.yaml": added(GUIDE)},
    "a recommendation": {
        "content/scenarios/education.yaml": under("says", f"{{pick: sora-1, text: {T}, {HERE}}}")
    },
    "a rate": {
        "content/site.yaml": added(f"rates: [{{from: USD, to: TWD, rate: 31.5, date: 2027-01-10, {HERE}}}]\n")
    },
    "a word that refers to it": {**PRODUCTS, "content/products/sora-1.yaml": under("not_for", NAMED)},
    "a word that names it": {
        **PRODUCTS,
        "content/products/kling-25.yaml": under("good_for", PLAINLY),
        "content/scenarios/education.yaml": under("not_when", PLAINLY),
    },
}  # fmt: skip
"""What is added, by file; every one comes with the later source."""


def with_later(content: Content, names: tuple[str, ...]) -> dict[str, bytes]:
    """The content with these additions."""
    texts = {file: data.decode() for file, data in content.items()}
    texts["content/sources.yaml"] += SOURCE
    for file, edit in dict.fromkeys((file, edit) for name in names for file, edit in ADDITIONS[name].items()):
        texts[file] = edit(texts.get(file, ""))
    return {file: text.encode() for file, text in sorted(texts.items())}
