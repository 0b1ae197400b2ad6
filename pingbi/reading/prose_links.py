"""Links in prose to pages of this site: each leads to a page of the same language that there will be."""

import re
from collections.abc import Collection, Iterator, Mapping

from pingbi.locales import Locale
from pingbi.model.site import Prose
from pingbi.problems import Place, Problem, Severity, suggestion
from pingbi.reading.content import WHAT, Content
from pingbi.remember import remembered
from pingbi.site_structure import RECORD_PAGES, SECTIONS, PageKind
from pingbi.wording import say

_LINK = re.compile(
    r"(?:(?P<picture>!?)\[[^\]\[]*\]\([ ]*|^[ ]{0,3}\[[^\]]+\]:[ \t]*)<?"
    r"(?P<address>(?:https?://[^\s/?#)]+)?/[^\s)>]*)(?=[)>]|[ \t]+[\"'(]|[ \t]*$)"
)
"""A link where it stands, or a definition at the beginning of a line: to this site, or to any other."""
_CODE = re.compile(r"(`+)[^`].*?\1(?!`)")


def prose_links(content: Content) -> Iterator[Problem]:
    """Every link of every prose file that cannot be meant so."""
    languages = {locale.id: locale for locale in content.site.config.languages}
    for (_, _, locale), prose in content.site.prose.items():
        for place, address, is_picture in _links(prose):
            wrong = _picture(place, address) if is_picture and re.match("/(?!/)", address) else None
            wrong = wrong or _other_language(content, languages, locale, place, address)
            wrong = wrong or _missing(content, place, address)
            if wrong:
                yield wrong


@remembered
def _links(prose: Prose) -> list[tuple[Place, str, bool]]:
    """Every link or picture of a page of this site: its place, its address, and whether it is a picture."""
    found = []
    for number, line in enumerate(prose.text.split("\n"), 1):
        for match in _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            place = Place(prose.file, line=number, column=match.start("address") + 1)
            found.append((place, match["address"], bool(match["picture"])))
    return found


def _picture(place: Place, address: str) -> Problem | None:
    """A page of the site is no picture, and content/ holds none."""
    hint = say("describe the picture in words: prose has none of its own")
    message = say("'{address}' is no picture of this site", address=address)
    return Problem(place, "image-missing", message, hint, about=(address,))


def _other_language(
    content: Content, languages: Mapping[str, Locale], here: str, place: Place, address: str
) -> Problem | None:
    """A page is named without its language, which is the reader's; the whole address of another is doubted."""
    base = content.site.config.base_url
    whole = bool(base) and address.startswith(base)
    first, _, rest = (address.removeprefix(base) if whole else address[1:]).partition("/")
    named = next((it for it in languages.values() if first.lower() in (it.path.lower(), it.id.lower())), None)
    if named is None or (whole and named.id == here):
        return None
    message = say("this leads to a page in {language}, not in the reader's language", language=named.id)
    if not whole:
        message = say("a page of this site is named without its language")
    hint = say("write {address}: it leads to the page in the reader's language", address=f"/{rest}")
    severity: Severity = "warning" if whole else "error"
    return Problem(place, "link-language", message, hint, severity, about=(named.id, address))


def _missing(content: Content, place: Place, address: str) -> Problem | None:
    """No page of this site can lie there. A pair without a comparison, and a way upwards, are judged later."""
    if not re.match("/(?![/\\\\])", address) or "/../" in f"{address}/":
        return None
    section, _, rest = address[1:].partition("#")[0].partition("?")[0].removesuffix("index.html").partition("/")
    rest, kind = rest.removesuffix("/"), RECORD_PAGES.get(section)
    if kind and rest and not _can_be(content, kind, rest):
        return _no_page(place, address, rest, content.declared[kind.records], kind.records)
    if section not in ("", *SECTIONS) or (rest and kind is None):
        return _no_page(place, address, section, [name for name in SECTIONS if name != section])
    return None


def _can_be(content: Content, kind: PageKind, id_: str) -> bool:
    """Whether there can be such a page; a pair's without a comparison is between two products."""
    if kind.computed:
        return set(id_.split("-vs-")) <= set(content.declared["products"])
    return content.declares(kind.records, id_)


def _no_page(place: Place, address: str, name: str, known: Collection[str], folder: str = "") -> Problem:
    message = say("'{address}' leads to no page of this site", address=address)
    if folder:
        message = say("'{address}': there is no {what} '{name}'", address=address, what=WHAT[folder], name=name)
    hint = suggestion(name, known) or say("known: {known}", known=sorted(known) or say("none"))
    return Problem(place, "link-missing", message, hint, about=(address, name))
