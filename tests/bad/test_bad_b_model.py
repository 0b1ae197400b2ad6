"""B: types, keys, required values."""

import pytest

from tests.bad.conftest import Workspace
from tests.support.bad_cases import Bad, edit, write
from tests.support.bad_site import (
    COMPARISON,
    FEATURES,
    GUIDE,
    OFFER,
    PLANS_A,
    PRODUCT_A,
    SCENARIO,
    SITE,
    SOURCES,
    TEXTS,
)

PRICE, NAME = "      - monthly: 6.99", "name: Base"
LANGUAGES = "  zh-TW: {path: zh-tw, name: 繁體中文}\n  en: {path: en, name: English}"

CASES = [
    # keys
    edit("B01", "a key with a slip", PLANS_A, "monthly:", "»montly:", "key-unknown", "did you mean 'monthly'?"),
    edit("B01", "a key of another format", SITE, "subject:", "»topic: x\nsubject:", "key-unknown", "known here: title"),
    edit("B01", "a key in capitals", PLANS_A, "includes:", "»Includes:", "key-unknown", "did you mean 'includes'?"),
    edit("B01", "a key with a hyphen", PLANS_A, "credits_per_month", "»credits-per-month", "key-unknown",
         "did you mean 'credits_per_month'?"),
    edit("B02", "a key with a Cyrillic letter", PLANS_A, "    name: Base", "    name: Base\n    »pеrks: []",
         "key-unknown",
         "U+0435 CYRILLIC SMALL LETTER IE; did you mean 'perks'?"),
    edit("B01", "a slip in the key that a value needs", PRODUCT_A, "length: 5 s", "length: {»vlaue: 5 s}",
         "key-unknown", "did you mean 'value'?"),
    edit("B01", "a key with a slip that must be there", PRODUCT_A, "vendor:", "»vendr:", "key-unknown",
         "did you mean 'vendor'?"),
    edit("B02", "a language with a Cyrillic letter", GUIDE, "zh-TW: 用法, en:", "zh-TW: 用法, »еn:", "key-unknown",
         "U+0435 CYRILLIC SMALL LETTER IE; did you mean 'en'?"),
    edit("B01", "a key in Chinese", PLANS_A, "    name: Base", "    name: Base\n    »名稱: x", "key-unknown",
         "  hint: known here"),
    edit("B03", "an offer that nobody sells", OFFER, TEXTS[OFFER],
         "»" + TEXTS[OFFER].replace("seller: {name: Shop, kind: reseller}\n", ""), "key-missing", "seller: {name"),
    edit("B03", "a source without its kind", SOURCES, "  title: {zh-TW: 規格表, en: Sheet}\n  kind: own-test\n",
         "  »title: {zh-TW: 規格表, en: Sheet}\n", "key-missing", "add 'kind: …'"),
    edit("B03", "a site without its languages", SITE, TEXTS[SITE],
         "»" + TEXTS[SITE].replace(f"locales:\n{LANGUAGES}\n", ""), "key-missing", "add 'locales: …'"),
    edit("B03", "no name", PRODUCT_A, "name: Product A\n", "»", "key-missing", "add 'name: …'"),
    edit("B03", "no prices", PLANS_A, f"    name: Base\n    prices:\n{PRICE}\n", "    »name: Base\n", "key-missing",
         "add 'prices: …'"),
    edit("B03", "a scenario without a pick", SCENARIO, TEXTS[SCENARIO], "»" + TEXTS[SCENARIO].replace("pick: b\n", ""),
         "key-missing", "add 'pick: …'"),
    edit("B04", "null where something must stand", PLANS_A, NAME, "name: »null", "type", "write text"),
    edit("B04", "nothing where something must stand", PLANS_A, NAME, "name:»", "type", "write text"),
    # types
    edit("B05", "a price in words", PLANS_A, "6.99", "»free", "type", "a free plan is written 'free: true'"),
    edit("B05", "a number in words", SCENARIO, "clips_per_month: 3", "clips_per_month: »three", "number-form",
         "like 20"),
    edit("B05", "a price that nobody states", PLANS_A, "6.99", "»on request", "number-form", "said in a note"),
    edit("B05", "an allowance in words", PLANS_A, "credits_per_month: 600", "credits_per_month: »unlimited",
         "number-form", "unlimited: true"),
    edit("B06", "a file's source that is true", PRODUCT_A, "source: sheet", "source: »true", "type", "one word or id"),
    edit("B06", "a price that is true", PLANS_A, "6.99", "»true", "type", "write it like 15"),
    edit("B06", "a weight that is true", SCENARIO, "size: 1", "size: »true", "weight", "5 matters most"),
    edit("B07", "a weight with a point", SCENARIO, "size: 1", "size: »1.5", "weight", "5 matters most"),
    edit("B07", "half a clip", SCENARIO, "clips_per_month: 3", "clips_per_month: »2.5", "number-form", "like 20"),
    edit("B08", "a list where keys belong", PRODUCT_A, "values:\n  length: 5 s\n  sound: true\n  size: 3\n",
         "values:\n  »- length: 5 s\n", "type", "write 'feature: value' lines"),
    edit("B08", "keys where a list belongs", GUIDE, "three: [", "three: »{a: x}\nleft: [", "type",
         "begin each item with '- '",
         f"{GUIDE}:4:1 key-unknown"),
    edit("B08", "a list where a text belongs", COMPARISON, "{zh-TW: 看長度, en: It is about length}", "»[a, b]", "type",
         "write {zh-TW: …, en: …}"),
    edit("B08", "a list where a record belongs", PLANS_A, "{credits_per_month: 600}", "»[600]", "type",
         "lines below it, with: credits_per_month"),
    edit("B08", "a list where one id belongs", SCENARIO, "pick: b", "pick: »[b]", "type", "write one word or id"),
    edit("B08", "a list where one word belongs", PLANS_A, "currency: USD", "currency: »[USD]", "currency", "ISO code"),
    edit("B08", "groups in a list", FEATURES, "  all: {zh-TW: 全部, en: All}", "  »- all", "type",
         "write 'id: …' lines"),
    write("B08", "sources in a list", SOURCES, "»- sheet\n", "type", "write 'ID:'"),
    write("B08", "a catalogue that is a list", FEATURES, "»- length\n", "type", "with: scales, groups, features"),
    write("B08", "a site that is a word", SITE, "»site\n", "type", "with: title"),
    edit("B08", "languages in a list", SITE, LANGUAGES, "  »- zh-TW\n  - en", "type", "write 'id: …' lines"),
    edit("B09", "one item instead of a list", PLANS_A, f"prices:\n{PRICE}", "prices: »6.99", "type",
         "- {monthly: 6.99}"),
    edit("B09", "one product instead of two", COMPARISON, "products: [a, b]", "products: »a", "type",
         "begin each item"),
    edit("B09", "one point instead of a list", PRODUCT_A, "values:", "strengths: »fast\nvalues:", "type",
         "begin each with"),
    edit("B09", "a text instead of one in each language", COMPARISON, "{zh-TW: 看長度, en: It is about length}",
         "»length",
         "type", "write {zh-TW: …, en: …}"),
    # empty and unseen
    edit("B10", "an empty name", PLANS_A, NAME, 'name: »""', "value-empty", "write a text"),
    edit("B10", "an empty text", GUIDE, "zh-TW: 用法", 'zh-TW: »""', "value-empty", "write a text"),
    edit("B10", "only a space", PLANS_A, NAME, 'name: »" "', "value-empty", "write a text"),
    edit("B11", "a name of zero width", PLANS_A, NAME, 'name: »"\u200b"', "value-empty", "write a text"),
    edit("B11", "a name of Hangul fillers", PLANS_A, NAME, 'name: »"\u3164"', "value-empty", "write a text"),
    edit("B12", "a name that turns its direction", PLANS_A, NAME, "name: Ba»\u202ese", "char-bidi", "delete it"),
    edit("B12", "an isolate in a text", GUIDE, "How to use it", "How »\u2066to use it", "char-bidi", "delete it"),
    edit("B13", "a zero-width space in a name", PLANS_A, NAME, "name: »Ba\u200bse", "char-hidden", "delete it"),
    edit("B13", "a soft hyphen in a name", PRODUCT_A, "vendor: Maker", "vendor: »Ma\u00adker", "char-hidden",
         "delete it"),
    edit("B13", "a name of two lines", PLANS_A, NAME, 'name: »"Ba\\nse"', "char-hidden", "delete it"),
    edit("B13", "a soft hyphen in a name of two languages", SCENARIO, "en: Work}", 'en: »"Wo\u00adrk"}', "char-hidden",
         "delete it"),
    edit("B13", "a joiner between letters", PLANS_A, NAME, "name: »Ba\u200dse", "char-hidden", "delete it"),
    edit("B12", "an id that turns its direction", PLANS_A, "  base:", "  ba»\u202ese:", "char-bidi", "delete it"),
    # ids and lengths
    edit("B14", "a source's id with a space at its end", SOURCES, "sheet:", '»"sheet ":', "id-form",
         "for instance 'sheet'"),
    edit("B14", "a file's source with a space at its end", PLANS_A, "source: sheet", 'source: »"sheet "',
         "reference-dangling", "did you mean 'sheet'?"),
    edit("B14", "an id with a space at its end", PLANS_A, "  base:", '  »"base ":', "id-form", "for instance 'base'"),
    edit("B14", "an id with a full-width letter", PLANS_A, "  base:", "  »ｂase:", "id-form", "use a-z, 0-9"),
    edit("B14", "an id with an underscore", PLANS_A, "  base:", "  »my_plan:", "id-form", "for instance 'my-plan'"),
    edit("B14", "a name with a space at its end", PLANS_A, NAME, 'name: »"Base "', "value-space", "remove the space"),
    edit("B15", "a name of 500 characters", PLANS_A, NAME, f"name: »{'x' * 500}", "value-too-long", "shorten it"),
    edit("B15", "a name in two languages of 500 characters", FEATURES, "zh-TW: 長度, en: Length",
         f"zh-TW: »{'長' * 500}, en: Length", "value-too-long", "shorten it"),
    edit("B15", "a title of 500 characters", SITE, "en: Reviews", f"en: »{'x' * 500}", "value-too-long", "shorten it"),
    edit("B15", "an id of 100 characters", PLANS_A, "  base:", f"  »{'x' * 100}:", "slug-long", "part of an address"),
    # one of several words
    edit("B16", "an unknown kind of source", SOURCES, "own-test", "»own", "choice", "did you mean 'own-test'?"),
    edit("B16", "an unknown kind of seller", OFFER, "kind: reseller", "kind: »dealer", "choice",
         "one of: reseller, partner"),
    edit("B16", "an unknown kind of value", FEATURES, "kind: yes-no", "kind: »boolean", "choice", "one of: yes-no"),
    edit("B16", "an unknown direction", FEATURES, "direction: higher", "direction: »up", "choice", "one of: higher"),
    edit("B16", "an unknown event", PRODUCT_A, "event: released", "event: »launched", "choice", "one of: announced"),
    edit("B17", "a yes/no value in words", PRODUCT_A, "sound: true", "sound: »good", "type", "true or false"),
    edit("B17", "seconds in Chinese", PRODUCT_A, "length: 5 s", "length: »5 秒", "number-form", "write 5 s"),
    edit("B17", "seconds in another way", PRODUCT_A, "length: 5 s", "length: »5 sec", "unit-unknown", "write 5 s"),
    edit("B17", "a number with a wrong unit", PRODUCT_A, "length: 5 s", "length: »5 px", "unit-unknown",
         "write it like 15 s"),
    edit("B17", "a number without its unit", PRODUCT_A, "length: 5 s", "length: »5", "unit-unknown",
         "write it like 15 s"),
    edit("B17", "a range that runs backwards", PRODUCT_A, "length: 5 s", "length: »9-5 s", "range-order",
         "smaller number"),
    edit("B17", "a typed price", PRODUCT_A, "size: 3", "size: 3\n  fee: »6.99", "price-typed", "write 'plan ID'"),
    edit("B18", "two languages with the path of the second", SITE,
         "zh-TW: {path: zh-tw, name: 繁體中文}\n  en: {path: en,",
         "zh-TW: {path: en, name: 繁體中文}\n  en: {path: »en,", "duplicate-path", "for instance 'en-2'"),
    edit("B18", "two languages with one path", SITE, "path: en,", "path: »zh-tw,", "duplicate-path",
         "for instance 'en'"),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_it_is_reported_where_it_stands(workspace: Workspace, bad: Bad) -> None:
    workspace.judge(bad)


def test_b18_a_language_that_nobody_knows_is_reported_first(workspace: Workspace) -> None:
    text = TEXTS[SITE].replace("  en: {path", "  xx-YY: {path")
    with workspace.having({SITE: text.encode()}):
        ended = workspace.run("build")
    assert ended.code == 1 and f"{SITE}:7:3: error[language]: 'xx-YY'" in ended.err
    assert "1 error\n" in ended.err, "no other file is to blame"
