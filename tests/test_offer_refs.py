"""An offer is named alike wherever it is shown, and whoever shows it has its evidence on the page."""

import pytest

from pingbi.analysis.offers import Offer, main_currency, offers, reseller_offers, vendor_offers
from pingbi.model.site import Site
from pingbi.pages.changes import change_days
from pingbi.pages.parts.cells import EvidenceCollector
from pingbi.pages.parts.offer_views import all_plans
from pingbi.pages.parts.presenter import plain
from tests.support.presenters import LANGUAGES, presenter_of
from tests.support.samples import mobile_site, real_site

SITES = pytest.mark.parametrize("site", [real_site(), mobile_site()], ids=["video", "mobile"])
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def resold(site: Site) -> Offer:
    return next(offer for offer in offers(site) if offer.offer)


@SITES
@EACH_LANGUAGE
def test_an_offer_is_made_into_words_once(site: Site, language: str) -> None:
    presenter = presenter_of(site, language)
    for offer in offers(site):
        assert presenter.offer(offer) is presenter.offer(offer)


@SITES
def test_no_two_offers_share_an_id_a_place_or_a_note(site: Site) -> None:
    refs = [presenter_of(site, "en").offer(offer) for offer in offers(site)]
    assert len({ref.id for ref in refs}) == len({ref.url for ref in refs}) == len({ref.evidence for ref in refs})
    assert len(refs) == len({ref.id for ref in refs})


@SITES
@EACH_LANGUAGE
def test_its_address_leads_to_its_note_on_the_pricing_page(site: Site, language: str) -> None:
    presenter = presenter_of(site, language)
    assert {presenter.offer(offer).url for offer in offers(site)} == {
        presenter.to.to("pricing", fragment=presenter.offer(offer).evidence) for offer in offers(site)
    }


def test_a_vendor_sells_under_the_plans_name_alone() -> None:
    site = real_site()
    ref = presenter_of(site, "en").offer(next(vendor_offers(site, "kling-30")))
    assert not ref.reseller
    assert (ref.seller, ref.seller_plan) == (ref.product.vendor, ref.plan)
    assert ref.name == f"{ref.product.name} {ref.plan}"


def test_a_reseller_is_named_before_its_plan() -> None:
    site = real_site()
    offer = resold(site)
    ref = presenter_of(site, "en").offer(offer)
    assert ref.reseller and offer.offering.seller
    seller = offer.offering.seller.name["en"]
    assert ref.seller_plan == f"{seller} {ref.plan}"
    assert ref.name == f"{ref.product.name} {seller} {ref.plan}"
    assert seller in ref.seller != seller


def test_an_offer_has_its_products_colour_and_its_own_currency() -> None:
    site = mobile_site()
    for offer in offers(site):
        ref = presenter_of(site, "en").offer(offer)
        assert (ref.color, ref.currency) == (site.products[offer.product].color, offer.currency)


@SITES
def test_showing_an_offer_puts_its_evidence_on_the_page_once(site: Site) -> None:
    collector = EvidenceCollector(presenter_of(site, "en"))
    for offer in (*offers(site), *offers(site)):
        collector.offer(offer)
    assert [note.id for note in collector.evidence] == [
        collector.presenter.offer(offer).evidence for offer in offers(site)
    ]


@SITES
def test_every_plan_on_the_pricing_page_has_its_evidence_there(site: Site) -> None:
    collector = EvidenceCollector(presenter_of(site, "en"))
    shown = {plan.offer.evidence for plan in all_plans(collector)}
    assert shown <= {note.id for note in collector.evidence}


def test_the_change_log_links_an_offer_to_the_place_that_its_name_has_everywhere() -> None:
    site = real_site()
    presenter = presenter_of(site, "en")
    offer = next(offer for offer in offers(site) if offer.price.from_)
    links = [
        piece for day in change_days(presenter, ()) for line in day.lines for piece in line.text if line.kind == "price"
    ]
    assert presenter.offer(offer).url in {link.url for link in links if not isinstance(link, str)}
    assert presenter.offer(offer).name in plain(tuple(links))


@SITES
def test_offers_are_those_of_the_vendor_and_then_those_of_resellers(site: Site) -> None:
    apart = [offer for id_ in site.products for offer in (*vendor_offers(site, id_), *reseller_offers(site, id_))]
    assert apart == list(offers(site))
    assert main_currency(site) == apart[0].currency
