"""JSON inside a page: data for scripts, and structured data for search engines that says only what the page says."""

import json
from typing import Any

from markupsafe import Markup

from pingbi.locale.figures import plain_digits
from pingbi.model.plans import Offering
from pingbi.pages.parts.components import Addresses, Link, QuestionView
from pingbi.pages.parts.presenter import Presenter, plain


def embedded_json(data: Any) -> Markup:
    """Return a JSON document for the inside of a script element: no character in it means anything to HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def document(*items: dict[str, Any]) -> Markup:
    """One JSON-LD document; safe inside a script element."""
    return embedded_json({"@context": "https://schema.org", "@graph": list(items)})


def breadcrumbs(to: Addresses, links: tuple[Link, ...], title: str, url: str) -> dict[str, Any]:
    steps = [*((link.text, to.absolute(link.url)) for link in links), (title, url)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(presenter: Presenter) -> dict[str, Any]:
    config = presenter.site.config
    return {
        "@type": "WebSite",
        "name": config.title[presenter.locale],
        "description": presenter.plain(config.description),
        "url": presenter.to.absolute(presenter.to.to("home")),
        "inLanguage": presenter.locale,
    }


def product(presenter: Presenter, id_: str) -> dict[str, Any]:
    """Return a product with its vendor's current prices; without a rating, since none was measured."""
    record, locale = presenter.site.products[id_], presenter.locale
    found: dict[str, Any] = {
        "@type": "Product",
        "name": record.name[locale],
        "description": plain(presenter.rich(record.summary)),
        **({"brand": {"@type": "Brand", "name": record.vendor[locale]}} if record.vendor else {}),
        "url": presenter.to.absolute(presenter.to.to("product", id_)),
    }
    offering = presenter.site.plans.get(id_)
    priced = _offers(presenter, offering) if offering else []
    return {**found, "offers": priced} if priced else found


def _offers(presenter: Presenter, offering: Offering) -> list[dict[str, Any]]:
    found = []
    for plan in offering.plans.values():
        monthly = plan.current.amounts.get("monthly")
        if plan.sold and monthly and monthly.exact and not monthly.about and monthly.low is not None:
            price = plain_digits(monthly.low)
            found.append(
                {
                    "@type": "Offer",
                    "name": plan.name[presenter.locale],
                    "price": price,
                    "priceCurrency": offering.currency,
                }
            )
    return found


def questions(views: tuple[QuestionView, ...]) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": plain(view.question),
                "acceptedAnswer": {"@type": "Answer", "text": plain(view.answer)},
            }
            for view in views
        ],
    }
