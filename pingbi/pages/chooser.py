"""The root of the site: every language introduces itself; nobody is redirected."""

from dataclasses import dataclass

from pingbi.pages.page import PageMeta
from pingbi.pages.teller import Teller
from pingbi.scripts import tag_of


@dataclass(frozen=True)
class ChooserView:
    """The language chooser at the root: (language tag, its own name, sentence, address)."""

    languages: tuple[tuple[str, str, str, str], ...]


def page(tellers: tuple[Teller, ...]) -> tuple[PageMeta, ChooserView]:
    config = tellers[0].site.config
    subject = " · ".join(config.subject[teller.locale] for teller in tellers)
    languages = tuple(
        (tag_of(teller.locale), teller.to.locale.name, teller.t("chooser"), teller.to.to("home")) for teller in tellers
    )
    return PageMeta(subject, tellers[0].plain(config.description)), ChooserView(languages)
