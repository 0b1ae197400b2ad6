"""Prose, disputes and questions, told in one language."""

import re

from pingbi.model.editorial import Question
from pingbi.model.products import Dispute
from pingbi.pages.teller import Teller
from pingbi.pages.views import DisputeView, Link, QuestionView
from pingbi.references import Reference, split

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")


def prose(teller: Teller, folder: str, id_: str) -> str:
    """A Markdown file with its references as links; '' where there is none."""
    found = teller.site.prose.get((folder, id_, teller.locale))
    return markdown_with_links(teller, found.text) if found else ""


def markdown_with_links(teller: Teller, text: str) -> str:
    """Resolve references, and turn links from the language's root into this site's addresses."""
    home = teller.to.to("home")
    pieces = (
        _as_markdown(teller.resolve(piece)) if isinstance(piece, Reference) else str(piece).replace("](/", f"]({home}")
        for piece in split(text)
    )
    return "".join(pieces)


def _as_markdown(link: Link) -> str:
    words = _SPECIAL.sub(r"\\\1", link.text)
    return f"[{words}]({link.url})"


def dispute_views(teller: Teller, disputes: tuple[Dispute, ...]) -> tuple[DisputeView, ...]:
    return tuple(
        DisputeView(teller.rich(dispute.about), teller.points(dispute.claims), teller.rich(dispute.ruling))
        for dispute in disputes
    )


def question_views(teller: Teller, questions: tuple[Question, ...]) -> tuple[QuestionView, ...]:
    return tuple(
        QuestionView(teller.rich(question.question), teller.rich(question.answer), teller.cite(question))
        for question in questions
    )
