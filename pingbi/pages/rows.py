"""Rows of comparison tables: cells side by side, who wins, and why nobody does."""

from collections.abc import Iterable, Mapping

from pingbi.analysis.ranking import Ranking, rank
from pingbi.analysis.tallies import Count
from pingbi.analysis.winners import WIN, Outcome
from pingbi.pages.notebook import Notebook
from pingbi.pages.rates import rate_words
from pingbi.pages.teller import Teller
from pingbi.pages.views import Group, Row, Tally
from pingbi.scripts import script_of


def grouped(teller: Teller, rows: Mapping[str, Row]) -> tuple[Group, ...]:
    """Rows (by feature) under their groups' headings; empty groups are left out."""
    catalogue = teller.site.catalogue
    groups = []
    for id_, name in catalogue.groups.items():
        inside = tuple(rows[feature] for feature in catalogue.in_group(id_) if feature in rows)
        if inside:
            groups.append(Group(id_, name[teller.locale], inside))
    return tuple(groups)


def pair_row(notebook: Notebook, name: str, a: str, b: str, outcome: Outcome) -> Row:
    """One feature of two products."""
    teller = notebook.teller
    cells = tuple(notebook.cell(teller.site.facts[product][name]) for product in (a, b))
    winners = (outcome.winner,) if outcome.result == WIN else ()
    overruled = teller.rich(outcome.ruled.because) if outcome.ruled else ()
    return Row(teller.feature(name), cells, outcome.result, winners, why(teller, outcome), overruled)


def why(teller: Teller, outcome: Outcome) -> str:
    """Why a row has no plain winner, in words, and the rate by which its money was compared; '' for a plain winner."""
    rate = rate_words(teller, outcome.rate) if outcome.rate else ""
    if not outcome.why or (outcome.result == WIN and not outcome.ruled):
        return rate
    words = teller.t(f"why-{outcome.why}", products=teller.names(outcome.whose))
    return teller.t("semicolon").join(part for part in (words, rate) if part)


def wide_row(notebook: Notebook, name: str, ranking: Ranking) -> Row:
    """One feature of all products, with those in front."""
    teller = notebook.teller
    cells = tuple(notebook.cell(teller.site.facts[product][name]) for product in teller.site.products)
    winners = ranking.leaders if ranking.result == WIN else ()
    return Row(
        teller.feature(name),
        cells,
        ranking.result,
        winners,
        conclusion(teller, ranking, name) if not winners else "",
    )


def wide_rows(notebook: Notebook) -> dict[str, Row]:
    site = notebook.teller.site
    return {name: wide_row(notebook, name, rank(site, name)) for name in site.catalogue.features}


def own_row(notebook: Notebook, name: str, product: str) -> Row:
    """One feature of one product, without a comparison."""
    teller = notebook.teller
    return Row(teller.feature(name), (notebook.cell(teller.site.facts[product][name]),), "none", (), "")


def conclusion(teller: Teller, ranking: Ranking, feature: str) -> str:
    """A ranking in a sentence, with the unknown that could change it."""
    t, names = teller.t, teller.names(ranking.leaders)
    if ranking.result == "none":
        return t("conclusion-none")
    if ranking.result == WIN:
        text = t("conclusion-win", product=names, value=teller.used(ranking.leaders[0], feature))
    elif ranking.result == "tie":
        text = t("conclusion-shared", products=names)
    else:
        text = t("conclusion-undecided")
    caveat = t("conclusion-caveat", products=teller.names(ranking.unknown)) if ranking.unknown else ""
    return text if not caveat else sentences([text, caveat], teller.locale)


def sentences(parts: Iterable[str], locale: str) -> str:
    """Sentences after one another, with a space between where the language has spaces."""
    return ("" if script_of(locale).runs_on else " ").join(parts)


def tally_view(teller: Teller, count: Count) -> Tally:
    decided = count.a + count.b + count.ties
    note = teller.t("tally-few", n=decided) if count.few else ""
    return Tally(count.a, count.b, count.ties, count.undecided, count.questions, count.rows, note)
