"""C: money, numbers, dates, sources."""

import re

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, write
from tests.support.bad_site import (
    COMPARISON,
    OFFER,
    PLANS_A,
    PLANS_B,
    PRODUCT_A,
    SCENARIO,
    SITE,
    SOURCES,
    TEXTS,
)
from tests.support.rendered import rendered
from tests.support.visible import visible_blocks

PRICE = "      - monthly: 6.99"
VENDOR = """\
maker-page:
  title: {zh-TW: 官網, en: Maker's page}
  kind: vendor
  published: 2026-01-05
  read: 2026-01-06
  url: »https://maker.example.evil.example/page
  method: {zh-TW: 閱讀, en: Read}
  interest: none
  sections: {all: {zh-TW: 全部, en: All}}
"""


def price(number: str, value: str, code: str, hint: str) -> Bad:
    return edit(number, f"a price of {value}", PLANS_A, "6.99", f"»{value}", code, hint)


def currency(number: str, value: str, hint: str) -> Bad:
    return edit(number, f"a currency {value}", PLANS_A, "currency: USD", f"currency: »{value}", "currency", hint)


def prices(number: str, what: str, *lines: str, code: str, hint: str) -> Bad:
    """A plan with these prices, from the first to the last line."""
    return edit(number, what, PLANS_A, PRICE, "\n".join(f"      - {line}" for line in lines), code, hint)


def read_on(number: str, what: str, old: str, new: str, code: str, hint: str, *others: str) -> Bad:
    return edit(number, what, SOURCES, old, new, code, hint, *others)


CASES = [
    edit("C08", "no currency", PLANS_A, "currency: USD", "currency:»", "currency", "TWD, USD, EUR"),
    edit("C08", "no kind of source", SOURCES, "kind: own-test", "kind:»", "choice", "own-test"),
    # numbers
    price("C01", "-5", "number-negative", "0 or more"),
    price("C01", '"-5"', "number-negative", "0 or more"),
    price("C02", ".nan", "number-finite", "write a number"),
    price("C03", ".inf", "number-finite", "write a number"),
    price("C03", "0", "price-shape", "free: true"),
    price("C04", '"1,200"', "number-form", "write 1200"),
    price("C05", '"１２"', "number-form", "write 12"),
    price("C06", '"6,99"', "number-form", "write 6.99"),
    price("C06", '"US$6.99"', "number-form", "write 6.99"),
    price("C06", "NT$200", "number-form", "write 200"),
    price("C06", "6.99 USD", "unit-unknown", "write 6.99"),
    price("C06", "$6.99", "number-form", "write 6.99"),
    price("C06", "9999999999999", "number-range", "check the digits"),
    price("C06", "7-5", "range-order", "the smaller number first"),
    price("C02", "nan", "number-finite", "write a number"),
    price("C01", "−5", "number-negative", "0 or more"),
    price("C04", '"1,200.50"', "number-form", "write 1200.50"),
    price("C04", '"0,153"', "number-form", "write 0.153"),
    price("C04", '"1.200,50"', "number-form", "write it like 15"),
    price("C06", "129元", "number-form", "write 129"),
    price("C06", "3.88/month", "number-form", "write 3.88"),
    price("C06", "約20", "number-form", "write ~20"),
    price("C06", "20~30", "number-form", "write 20-30"),
    price("C05", '"3²"', "number-form", "write it like 15"),
    edit("C04", "a price with a comma in braces", PLANS_A, "- monthly: 6.99", "- {monthly: »1,200, at: all}",
         "number-form", "write 1200"),
    edit("C02", "a value that is no number", PRODUCT_A, "length: 5 s", "length: {value: ».nan}", "number-finite",
         "write a number"),
    # currencies and periods
    currency("C08", "NTD", "did you mean TWD?"),
    currency("C08", "USDD", "did you mean USD?"),
    currency("C08", "usd", "did you mean USD?"),
    currency("C08", "$", "did you mean USD?"),
    currency("C08", "NT$", "did you mean TWD?"),
    currency("C08", "新台幣", "did you mean TWD?"),
    currency("C08", "ＵＳＤ", "did you mean USD?"),
    currency("C08", "XXX", "for instance TWD or USD"),
    edit("C09", "no currency", PLANS_A, TEXTS[PLANS_A], "»" + TEXTS[PLANS_A].replace("currency: USD\n", ""),
         "key-missing",
         "add 'currency: …'"),
    edit("C10", "prices in two currencies without a rate", PLANS_B, "currency: USD", "currency: »TWD\ntax: included",
         "currency-mix", "add a dated rate", severity="warning"),
    edit("C11", "a price without a period", PLANS_A, "- monthly: 6.99", "- »at: all", "price-shape",
         "add one of: monthly"),
    edit("C11", "a period mo", PLANS_A, "monthly:", "»mo:", "key-unknown", "did you mean 'monthly'?"),
    edit("C11", "a period monht", PLANS_A, "monthly:", "»monht:", "key-unknown", "did you mean 'monthly'?"),
    edit("C11", "a period per_sec", OFFER, "per_second:", "»per_sec:", "key-unknown", "did you mean 'per_second'?"),
    prices("C12", "two prices from one day", "monthly: 6.99", "»{from: 2026-01-05, monthly: 6.99, per_seat: true}",
           code="price-period", hint="another 'from'"),
    prices("C12", "a price that ends before it begins", "{from: 2026-01-05, monthly: 6.99, to: »2026-01-01}",
           code="price-end", hint="the first day on which"),
    prices("C13", "a price that jumps a hundredfold", "monthly: 6.99", "{from: 2026-01-07, monthly: »699}",
           code="price-jump", hint="confirm: true"),
    prices("C13", "a price that falls to a tenth and less", "{from: 2026-01-07, monthly: »0.5}", "monthly: 6.99",
           code="price-jump", hint="confirm: true"),
    prices("C13", "a bound that jumps", "monthly: <=4", "{from: 2026-01-07, monthly: »<=400}",
           code="price-jump", hint="confirm: true"),
    edit("C13", "a price that begins after its source was read", PLANS_A, "- monthly: 6.99", "- monthly: 6.99\n"
         "      - {from: »2026-02-01, monthly: 7.99}", "price-unread", "confirm: true", severity="warning"),
    edit("C13", "a plan out of proportion to the other", PLANS_A, "- monthly: 6.99", "- monthly: 6.99\n  full:\n"
         "    name: Full\n    prices: »[{monthly: 699}]", "price-odd", "confirm: true", severity="warning"),
    # sources and their dates
    edit("C14", "a price whose source is nothing", PLANS_A, "- monthly: 6.99", "- {monthly: 6.99, source: »null}",
         "source-missing", "write the id from sources.yaml"),
    edit("C14", "a file whose source is nothing", PRODUCT_A, "source: sheet", "source: »null", "source-missing",
         "write the id from sources.yaml"),
    edit("C15", "a file of an unknown source", PRODUCT_A, "source: sheet", "source: »shet", "reference-dangling",
         "did you mean 'sheet'?"),
    edit("C15", "a file with a place that its source has not", PRODUCT_A, "at: all", "at: »al", "reference-dangling",
         "did you mean 'all'?"),
    read_on("C16", "a date in another order of signs", "read: 2026-01-06", "read: »2026年1月6日", "date-form",
            "write 2026-01-06"),
    write("C14", "a price without a source", PLANS_A,
          TEXTS[PLANS_A].replace("source: sheet\nat: all\n", "").replace("- monthly", "- »monthly"), "source-missing",
          "add 'source: ID'"),
    write("C14", "a price without a place in its source", PLANS_A,
          TEXTS[PLANS_A].replace("at: all\n", "").replace("- monthly", "- »monthly"), "place-missing", "one of: all"),
    edit("C14", "a price on the editors' word", PLANS_A, "- monthly: 6.99", "- {monthly: 6.99, source: »editors}",
         "source-missing", "name the source"),
    edit("C14", "a value on the editors' word", PRODUCT_A, "length: 5 s", "length: {value: 5 s, source: »editors}",
         "source-missing", "name the source"),
    edit("C15", "a price of an unknown source", PLANS_A, "- monthly: 6.99", "- {monthly: 6.99, source: »shet, at: all}",
         "reference-dangling", "did you mean 'sheet'?"),
    edit("C15", "a claim of an unknown source", PRODUCT_A, "length: 5 s", "length: {value: 5 s, source: »shet}",
         "reference-dangling", "did you mean 'sheet'?"),
    edit("C15", "a place that the source has not", PRODUCT_A, "length: 5 s", "length: {value: 5 s, at: »al}",
         "reference-dangling", "did you mean 'all'?"),
    write("C16", "a source without the day on which it was read", SOURCES,
          TEXTS[SOURCES].replace("  read: 2026-01-06\n", "").replace("  title", "  »title"), "key-missing",
          "add 'read: …'"),
    write("C16", "a source without its date", SOURCES,
          TEXTS[SOURCES].replace("  published: 2026-01-05\n", "").replace("  title", "  »title"), "key-missing",
          "add 'published: …'"),
    read_on("C17", "a source read in the future", "read: 2026-01-06", "read: »2026-01-12", "date-future",
            "check the date"),
    read_on("C17", "a source published in the future", "published: 2026-01-05\n  read: 2026-01-06",
            "published: »2026-02\n  read: 2026-02-02", "date-future", "check the date", f"{SOURCES}:5:9 date-future"),
    edit("C17", "a claim as of the future", PRODUCT_A, "length: 5 s", "length: {value: 5 s, as_of: »2027-01-01}",
         "date-future",
         "check the date"),
    edit("C17", "an event of the future", PRODUCT_A, "date: 2025-09", "date: »2062-09", "date-future",
         "check the date"),
    read_on("C18", "a source read before it was published", "read: 2026-01-06", "read: »2026-01-04", "date-order",
            "two dates"),
    Bad("C19", "a vendor's source on a stranger's host",
        {SOURCES: (TEXTS[SOURCES] + VENDOR.replace("»", "")).encode(),
         PRODUCT_A: TEXTS[PRODUCT_A].replace("length: 5 s", "length: {value: 5 s, source: maker-page, at: all}")
         .replace("color: 1", "color: 1\nhosts: [maker.example]").encode()},
        f"{SOURCES}:15:8", "source-host", "add it to 'hosts' in content/products/a.yaml", severity="warning"),
    edit("C19", "an address as a host", PRODUCT_A, "color: 1", "color: 1\nhosts: [»https://maker.example/]", "url-form",
         "write the host's name alone"),
    read_on("C19", "an address with a password", "url: none", "url: »https://me:secret@maker.example/", "url-form",
            "write https://…"),
    edit("C20", "two values of one source", PRODUCT_A, "length: 5 s", "length: »{claims: [{value: 5 s}, {value: 6 s}]}",
         "source-conflict", "under which condition"),
    prices("C20", "two prices of one source and day", "monthly: 6.99", "»{from: 2026-01-05, monthly: 7.99}",
           code="source-conflict", hint="keep the one"),
    prices("C21", "a price that is free and is not", "»{monthly: 6.99, free: true}", code="price-shape",
           hint="remove one"),
    Bad("C22", "prices in NT$ that say nothing of tax",
        {PLANS_A: TEXTS[PLANS_A].replace("USD", "TWD").encode(),
         PLANS_B: TEXTS[PLANS_B].replace("USD", "TWD\ntax: excluded").encode(),
         OFFER: TEXTS[OFFER].replace("USD", "TWD\ntax: unknown").encode()},
        f"{PLANS_A}:1:11", "tax-missing", "tax: included", severity="warning"),
    edit("C22", "a word on tax that is none", PLANS_A, "currency: USD", "currency: USD\ntax: »yes please", "choice",
         "one of: included"),
    edit("C23", "a quote without the price", PLANS_A, "- monthly: 6.99",
         "- {monthly: 6.99, quote: »from US$7.99 a month}",
         "source-evidence", "correct the figure"),
    edit("C23", "a quote with half of the range", PRODUCT_A, "length: 5 s",
         "length: {value: 5-8 s, quote: »clips of 5 seconds}",
         "source-evidence", "correct the figure"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad, "check" if bad.code == "date-future" else "build")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PLANS_A, "- monthly: 6.99", "- {monthly: 6.99, quote: 'Base: ＄6.99 a month'}"),
        (PLANS_A, "- monthly: 6.99", "- {monthly: 1200, quote: 'Base: 1,200 a month'}"),
        (PLANS_A, "- monthly: 6.99", "- {monthly: 6.99, quote: 'nur 6,99 im Monat'}"),
        (PRODUCT_A, "length: 5 s", "length: {value: 5-8 s, quote: 5 到 8 秒}"),
        (PRODUCT_A, "length: 5 s", "length: {value: 5 s, quote: 最長五秒}"),
        (PRODUCT_A, "sound: true", "sound: {value: true, quote: with sound}"),
        (SOURCES, "read: 2026-01-06", "read: 2026-01-11"),
        (PLANS_A, "- monthly: 6.99", "- monthly: 6.99\n      - {from: 2027-01-01, monthly: 7.99, confirm: true}"),
    ],
)
def test_what_is_right_is_not_complained_of(workspace: Workspace, file: str, old: str, new: str) -> None:
    """Quotes in any writing; a day that has begun elsewhere; a price that has been announced."""
    with workspace.having({file: TEXTS[file].replace(old, new).encode()}):
        ended = workspace.run("check", "--strict", pages=False)
    assert (ended.code, ended.err) == (0, "no errors\n")


def text_of(page: str, **changed: str) -> str:
    """What an English page says where one file says this."""
    files = {file: text.encode() for file, text in {**TEXTS, **changed}.items()}
    return " ".join(visible_blocks(rendered(files)[f"en/{page}/"]))


def test_c07_sums_are_exact() -> None:
    """Three clips of 0.1 are 0.3, not 0.30000000000000004."""
    text = text_of("scenarios/work", **{OFFER: TEXTS[OFFER].replace("per_second: 0.1", "per_clip: 0.1")})
    assert "US$0.30" in text and not re.search(r"0\.30000|0\.2999", text)


def test_c10_without_a_rate_nothing_is_called_cheapest() -> None:
    text = text_of("features/fee", **{PLANS_B: TEXTS[PLANS_B].replace("USD", "TWD\ntax: included")})
    assert "The currencies differ and no rate is given" in text


def test_c10_a_rate_settles_it(workspace: Workspace) -> None:
    rate = "rates: [{from: USD, to: TWD, rate: 31.5, date: 2026-01-05, source: sheet, at: all}]\n"
    files = {PLANS_B: TEXTS[PLANS_B].replace("USD", "TWD\ntax: included"), SITE: TEXTS[SITE] + rate}
    with workspace.having({file: text.encode() for file, text in files.items()}):
        assert workspace.run("check", "--strict", pages=False).err == "no errors\n"


def test_c17_the_day_is_not_asked_for_in_a_build(workspace: Workspace) -> None:
    with workspace.having({SOURCES: TEXTS[SOURCES].replace("read: 2026-01-06", "read: 2026-03-01").encode()}):
        assert workspace.run("build").code == 0
    workspace.run("build")


def test_c_the_pick_and_the_verdict_do_not_hide_one_another(workspace: Workspace) -> None:
    """All independent problems in one run."""
    files = {
        PLANS_A: TEXTS[PLANS_A].replace("6.99", "-1"),
        SCENARIO: TEXTS[SCENARIO].replace("pick: b", "pick: c"),
        COMPARISON: TEXTS[COMPARISON].replace("at: all", "at: al\npoints: [{text: {zh-TW: 甲, en: A}}]"),
    }
    with workspace.having({file: text.encode() for file, text in files.items()}):
        ended = workspace.run("build")
    assert [line.split(": ")[1] for line in ended.err.splitlines() if line.startswith("content/")] == [
        "error[reference-dangling]", "error[number-negative]", "error[reference-dangling]",
    ]  # fmt: skip
