"""Prose, disputes and questions, told in one language."""

import re
import string

from pingbi.model.editorial import Question
from pingbi.model.products import Dispute
from pingbi.pages.teller import Teller
from pingbi.pages.views import DisputeView, Link, QuestionView
from pingbi.references import Opinion, Piece, Reference, split

_SPECIAL = re.compile(f"([{re.escape(string.punctuation)}])")
_INSIDE = re.compile(r"(\]\([ ]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)/(?![/\\])", re.MULTILINE)
"""What stands before an address from the language's root: a link, or a definition at the beginning of a line."""


def prose(teller: Teller, folder: str, id_: str) -> str:
    """A Markdown file with its references as links; '' where there is none."""
    found = teller.site.prose.get((folder, id_, teller.locale))
    return markdown_with_links(teller, found.text) if found else ""


def markdown_with_links(teller: Teller, text: str) -> str:
    """Resolve references and marks, and turn links from the language's root into this site's addresses."""
    return "".join(_markdown(teller, piece) for piece in split(text))


def _markdown(teller: Teller, piece: Piece) -> str:
    match piece:
        case Reference():
            return _as_markdown(teller.resolve(piece))
        case Opinion():
            return "".join(_as_markdown(part) for part in teller.opinion(piece))
        case _:
            home = teller.to.to("home")
            return _INSIDE.sub(lambda match: match[1] + home, str(piece))


def _as_markdown(part: str | Link) -> str:
    """Words that came from the data mean themselves: no sign in them is Markdown's."""
    words = _SPECIAL.sub(r"\\\1", part if isinstance(part, str) else part.text)
    return words if isinstance(part, str) else f"[{words}]({part.url})"


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
