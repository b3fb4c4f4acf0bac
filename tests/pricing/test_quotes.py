"""What a quote prints: rows that a reader finds again with a calculator, and totals that are their sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import CapacityPrice, FlatPrice, OnQuote, UnitPrice
from offerdesigner.model.clients import Client
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, TaxMode, Term
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    Discount,
    OptionChoice,
    Quote,
    QuoteBreak,
    QuoteChoice,
    QuoteComment,
    QuoteContent,
    QuoteLine,
    QuoteRow,
    QuoteSection,
    RowKind,
    Taking,
)
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.pricing.quote_totals import PRICED, totals
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import NBSP, NNBSP

STANDARD = Vat(kind=VatKind.STANDARD, rate=Decimal(20))


def host(*, vat: Vat | None = None, tax: TaxMode = TaxMode.TTC) -> Project:
    """A host of two offers, with people counted beyond what is included, options, a partner and a list of prices."""
    users = Metric(id="users", name="Personnes", singular="personne", plural="personnes")
    extra = RateCard(
        id="extra", name="Personnes en plus", charge=UnitPrice(unit_price=Decimal("1.5")), metric="users",
        beyond_included=True, tax=tax,
    )  # fmt: skip
    year = Term(id="year", months=12, months_offered=Decimal(2))
    active = Offer(
        id="active", range="all", name="Active", terms=(year,), setup_fee=FlatPrice(amount=Decimal(60)), setup_tax=tax,
        rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(25)), tax=tax), extra),
        inclusions=(Inclusion(id="i", service="accounts", grant=Granted(quantity=Decimal(15))),),
    )  # fmt: skip
    large = evolve(
        active, id="large", name="Offre Large", setup_fee=None,
        rates=(RateCard(id="price", charge=FlatPrice(amount=Decimal(60)), tax=tax),),
        inclusions=(Inclusion(id="i", service="accounts", grant=Granted(quantity=Decimal(100))),),
    )  # fmt: skip
    domain = Option(
        id="domain", name="Nom de domaine", provider="voisin",
        rates=(RateCard(id="r", charge=FlatPrice(amount=Decimal(15)), period_months=12, tax=tax, follows_terms=False),),
    )  # fmt: skip
    workshop = Option(
        id="workshop", name="Atelier", available_for=("active",),
        rates=(RateCard(id="r", charge=FlatPrice(amount=Decimal(150)), period_months=None, tax=tax),),
    )  # fmt: skip
    return Project(
        structure=Structure(
            id="structure", name="Nuage Commun", vat=vat or Vat(), membership=Membership(amount=Decimal(20))
        ),
        partners=(Structure(id="voisin", name="Voisin", vat=STANDARD),),
        metrics=(users,),
        services=(Service(id="accounts", need="Ouvrir des comptes", software="Keycloak", metric="users"),),
        ranges=(Range(id="all", name="Toutes"),),
        offers=(active, large),
        options=(domain, workshop),
        price_lists=(PriceList(id="solidarity", name="Tarif solidaire", percent_off=Decimal(50)),),
        clients=(Client(id="pre", name="Les Jardins du Pré"),),
    )


def draft(users: int | None = None, *options: OptionChoice, **fields: object) -> Quote:
    quantities = () if users is None else (ProfileQuantity(id="q", metric="users", quantity=Decimal(users)),)
    choice = QuoteChoice(offer="active", quantities=quantities, options=options)
    return Quote.model_validate({"id": "q", "client": "pre", "choice": choice, **fields})


def free(**fields: object) -> QuoteLine:
    return QuoteLine.model_validate({"id": "line", **fields})


def printed(content: QuoteContent) -> list[tuple[str, str, str | None, int | None]]:
    """Return what each priced row says: its label, « quantity × unit price », its amount, its cadence."""
    return [
        (
            row.label,
            f"{row.quantity}{f' {row.unit}' if row.unit else ''} × {row.unit_price}",
            None if row.amount is None else f"{row.amount:.2f}",
            row.period_months,
        )
        for row in content.rows
        if row.kind in PRICED
    ]


def found(content: QuoteContent, row_id: str) -> QuoteRow:
    (row,) = (row for row in content.rows if row.id == row_id)
    return row


def test_the_choice_gives_a_row_for_each_price_that_counts_something() -> None:
    content = content_of(host(), draft(18, OptionChoice(id="o", option="domain")))
    assert printed(content) == [
        ("Offre Active", "1 × 250.00", "250.00", 12),
        ("Personnes en plus", "3 personnes × 15.00", "45.00", 12),
        ("Mise en service", "1 × 60.00", "60.00", None),
        ("Nom de domaine", "1 × 15.00", "15.00", 12),
        ("Adhésion", "1 × 20.00", "20.00", 12),
    ]
    assert found(content, "subscription").detail == f"25{NBSP}€ × 10{NBSP}mois = 250{NBSP}€ par an"
    assert found(content, "rate.extra").detail.startswith("18 personnes, dont 15 déjà dans l'offre")
    assert (content.offer, content.usage, content.client.name) == ("Active", "18 personnes", "Les Jardins du Pré")
    assert content.needs == (f"Ouvrir des comptes{NBSP}: Keycloak, 15 personnes",)
    assert (totals(content).first_year, totals(content).next_year) == (Decimal("390.00"), Decimal("330.00"))
    assert len(printed(content_of(host(), draft(15)))) == 3


def test_what_is_proposed_stays_out_of_the_totals_until_it_is_asked_for() -> None:
    content = content_of(host(), draft(18, OptionChoice(id="o", option="workshop", taking=Taking.PROPOSED, count=2)))
    assert ("Atelier", "2 × 150.00", "300.00", None) in printed(content)
    assert totals(content).first_year == Decimal("375.00")
    assert totals(content, with_proposed=True).first_year == Decimal("675.00")


def test_what_an_offer_refuses_is_unknown_and_says_why() -> None:
    quote = draft(18, OptionChoice(id="o", option="workshop"))
    refused = content_of(host(), evolve(quote, choice=evolve(quote.choice, offer="large")))
    row = found(refused, "option.workshop")
    assert (row.amount, row.detail) == (None, "L'option « Atelier » n'est pas proposée avec « Offre Large ».")
    assert totals(refused).first_year is None
    assert totals(refused).cadences[1].amount == Decimal("620.00")


def test_options_that_need_or_exclude_one_another_are_refused_each_with_its_reason() -> None:
    project = host()
    domain, workshop = project.options
    project = evolve(project, options=(evolve(domain, needs=("workshop",)), evolve(workshop, max_quantity=1)))
    asked = OptionChoice(id="d", option="domain"), OptionChoice(id="w", option="workshop", count=2)
    content = content_of(project, draft(15, *asked))
    assert [found(content, f"option.{name}").detail for name in ("domain", "workshop")] == [
        "L'option « Nom de domaine » demande aussi « Atelier ».",
        "L'option « Atelier » se prend 1 fois au plus.",
    ]
    ticked = (evolve(one, taking=Taking.PROPOSED, count=1) for one in asked)
    both = totals(content_of(project, draft(15, *ticked)), with_proposed=True)
    assert both.first_year == Decimal("330.00") + 15 + 150


def test_an_option_that_the_offer_gives_costs_nothing_more() -> None:
    project = host()
    service = Service(id="visio", need="Se réunir")
    visio = Option(id="visio", name="Visio", adds=(Inclusion(id="a", service="visio"),), available_for=("active",))
    active, large = project.offers
    large = evolve(large, inclusions=(*large.inclusions, Inclusion(id="v", service="visio")))
    project = evolve(
        project, services=(*project.services, service), options=(*project.options, visio), offers=(active, large)
    )
    quote = draft(18, OptionChoice(id="o", option="visio"))
    row = found(content_of(project, evolve(quote, choice=evolve(quote.choice, offer="large"))), "option.visio")
    assert (row.amount, row.detail) == (Decimal("0.00"), "Déjà dans l'offre Offre Large.")
    assert found(content_of(project, quote), "option.visio").amount is None  # it has no price of its own


def test_a_price_that_is_not_known_is_never_nothing() -> None:
    project = host()
    active, large = project.offers
    asked = evolve(active, rates=(evolve(active.rates[0], charge=OnQuote()),), terms=())
    content = content_of(evolve(project, offers=(asked, large)), draft(18))
    assert found(content, "subscription").amount is None
    assert found(content, "beyond.2").label == "Au-delà de ce qui est compris : 3 personnes"
    assert totals(content).next_year is None


def test_the_price_list_and_the_commitment_of_the_choice_hold() -> None:
    quote = draft(18)
    content = content_of(host(), evolve(quote, choice=evolve(quote.choice, price_list="solidarity", months=1)))
    assert printed(content)[:2] == [
        ("Offre Active", "1 × 12.50", "12.50", 1),
        ("Personnes en plus", "3 personnes × 0.75", "2.25", 1),
    ]
    assert totals(content).next_year == (Decimal("12.50") + Decimal("2.25")) * 12 + 20


def test_a_sum_of_parts_is_one_amount_that_says_how() -> None:
    project = host()
    charge = CapacityPrice(amount=Decimal(10), included=Decimal(5), unit_price=Decimal(2))
    active, large = project.offers
    capacity = evolve(active, rates=(RateCard(id="price", charge=charge, metric="users"),), terms=())
    row = found(content_of(evolve(project, offers=(capacity, large)), draft(8)), "subscription")
    assert (row.quantity, row.unit_price, row.amount) == (Decimal(1), Decimal("16.00"), Decimal("16.00"))
    assert row.detail == f"10{NBSP}€ + 3 × 2{NBSP}€ = 16{NBSP}€ par mois"


def test_free_lines_stand_in_their_order_with_headings_and_breaks() -> None:
    entries = (
        QuoteSection(id="s", title="Site"),
        free(label="Refonte", quantity=Decimal(2), unit="jours", unit_price=Decimal(350)),
        QuoteComment(id="c", text="Deux allers-retours."),
        QuoteBreak(id="b"),
    )
    rows = content_of(host(), Quote(id="q", entries=entries)).rows
    assert [(row.kind, row.label, row.detail) for row in rows] == [
        (RowKind.SECTION, "Site", ""),
        (RowKind.LINE, "Refonte", ""),
        (RowKind.COMMENT, "", "Deux allers-retours."),
        (RowKind.BREAK, "", ""),
    ]
    assert (rows[1].quantity, rows[1].unit, rows[1].amount) == (Decimal(2), "jours", Decimal("700.00"))
    assert rows[1].origin == "quotes/q/entries/line"


@pytest.mark.parametrize(
    ("vat", "tax", "line", "net", "due_vat", "gross"),
    [
        (Vat(), TaxMode.TTC, {"quantity": 12, "unit_price": Decimal(10)}, "120.00", "0.00", "120.00"),
        (Vat(kind=VatKind.NON_PROFIT), TaxMode.HT, {"unit_price": Decimal(10)}, "10.00", "0.00", "10.00"),
        (STANDARD, TaxMode.TTC, {"quantity": 12, "unit_price": Decimal(10)}, "100.00", "20.00", "120.00"),
        (STANDARD, TaxMode.HT, {"unit_price": Decimal(100), "tax": TaxMode.HT}, "100.00", "20.00", "120.00"),
        (
            Vat(rate=Decimal(10)), TaxMode.HT,
            {"quantity": 2, "unit_price": Decimal("1.24"), "tax": TaxMode.HT}, "2.48", "0.25", "2.73",
        ),
        (
            STANDARD, TaxMode.HT,
            {"quantity": 3, "unit_price": Decimal("14.90"), "tax": TaxMode.TTC}, "37.25", "7.45", "44.70",
        ),
    ],
)  # fmt: skip
def test_each_vat_situation(
    vat: Vat, tax: TaxMode, line: dict[str, object], net: str, due_vat: str, gross: str
) -> None:
    content = content_of(host(vat=vat), Quote(id="q", tax=tax, entries=(free(**line),)))
    (once,) = totals(content).cadences
    assert (once.net, once.vat, once.gross) == (Decimal(net), Decimal(due_vat), Decimal(gross))


def test_a_free_line_that_divides_on_no_cent_says_how_it_comes_about() -> None:
    line = free(quantity=Decimal(3), unit="jours", unit_price=Decimal("14.90"), detail="x" * 4000)
    row = content_of(host(vat=STANDARD), Quote(id="q", tax=TaxMode.HT, entries=(line,))).rows[0]
    assert (row.quantity, row.unit, row.unit_price, row.amount) == (1, "", Decimal("37.25"), Decimal("37.25"))
    assert row.detail.endswith(f"…\n3{NBSP}jours × 14,90{NBSP}€ TTC")


def test_two_rates_and_two_who_deliver_stand_apart() -> None:
    content = content_of(host(), draft(15, OptionChoice(id="o", option="domain")))
    shares = totals(content).cadences[1].shares
    assert [(share.provider, share.rate, share.gross) for share in shares] == [
        (None, Decimal(0), Decimal("270.00")),
        ("voisin", Decimal(20), Decimal("15.00")),
    ]
    assert totals(content, provider="voisin").first_year == Decimal("15.00")


def test_a_partner_s_price_takes_the_vat_of_the_partner_and_a_membership_none() -> None:
    project = host(vat=Vat(kind=VatKind.OVERSEAS, rate=Decimal("8.5")), tax=TaxMode.HT)
    content = content_of(project, draft(15, OptionChoice(id="o", option="domain")))
    assert (found(content, "option.domain.r").amount, found(content, "option.domain.r").vat_rate) == (18, 20)
    assert (found(content, "membership").amount, found(content, "membership").vat_rate) == (20, 0)
    assert found(content, "subscription").amount == Decimal("271.25")


def test_discounts_bear_on_what_stands_before_them_and_spread_over_the_rates() -> None:
    quote = draft(
        15,
        OptionChoice(id="o", option="domain"),
        discounts=(
            Discount(id="own", label="Fidélité", amount=Decimal(50), line="subscription"),
            Discount(id="all", percent=Decimal(10)),
        ),
    )
    content = content_of(host(), quote)
    assert [(row.label, row.amount, row.vat_rate, row.period_months) for row in content.rows if row.amount < 0] == [
        ("Fidélité", Decimal(-50), 0, 12),
        ("Remise", Decimal("-6.00"), 0, None),
        ("Remise", Decimal("-20.00"), 0, 12),
        ("Remise", Decimal("-1.50"), 20, 12),
    ]
    assert found(content, "discount.own").origin == "quotes/q/discounts/own"
    assert [row.id for row in content.rows].index("discount.own") == 1
    assert f"10{NNBSP}% de 215{NBSP}€" in found(content, "discount.all.12.1").detail


def test_a_discount_takes_off_no_more_than_there_is() -> None:
    quote = draft(
        15,
        discounts=(
            Discount(id="setup", amount=Decimal(100), line="setup"),
            Discount(id="year", amount=Decimal(1000), period_months=12),
            Discount(id="lost", amount=Decimal(5), line="nowhere"),
        ),
    )
    content = content_of(host(), quote)
    assert [(row.id, row.amount) for row in content.rows if row.amount < 0] == [
        ("discount.setup", Decimal(-60)),
        ("discount.year.12.0", Decimal(-250)),
    ]
    assert found(content, "discount.setup").detail == "ramenée à ce qui est dû"
    assert totals(content).first_year == Decimal("20.00")  # the membership is no price


def test_variants_compare_the_same_usage() -> None:
    quote = draft(30)
    content = content_of(host(), evolve(quote, choice=evolve(quote.choice, alternatives=("large", "active", "large"))))
    assert [(one.offer, one.first_year, one.next_year, one.is_chosen) for one in content.variants] == [
        ("Active", Decimal("555.00"), Decimal("495.00"), True),
        ("Offre Large", Decimal("620.00"), Decimal("620.00"), False),
    ]


def test_an_amount_too_large_to_be_written_says_so() -> None:
    huge = free(quantity=Decimal("999999999"), unit_price=Decimal("99999999"))
    (row,) = content_of(host(), Quote(id="q", entries=(huge,))).rows
    assert (row.amount, row.detail) == (
        None, "Ce montant dépasse ce qu'un devis peut écrire : vérifiez la quantité et le prix.",
    )  # fmt: skip


def test_too_many_rows_make_the_total_unknown_rather_than_wrong() -> None:
    lines = tuple(free(id=f"l{place}", unit_price=Decimal(1), vat_rate=Decimal(place) / 10) for place in range(500))
    discounts = tuple(Discount(id=f"d{place}", percent=Decimal(1)) for place in range(2))
    content = content_of(host(), Quote(id="q", entries=lines, discounts=discounts))
    assert len(content.rows) == 1000
    assert totals(content).first_year is None


def test_no_cadence_of_which_rows_are_cut_has_a_total() -> None:
    periods = (None, 1, 3, 12, 24)
    lines = tuple(
        free(id=f"l{place}", unit_price=Decimal(1), vat_rate=Decimal(place) / 10, period_months=periods[place % 5],
             taking=Taking.PROPOSED if place % 10 == 9 else Taking.INCLUDED)
        for place in range(500)
    )  # fmt: skip
    discounts = tuple(Discount(id=f"d{place}", percent=Decimal(1)) for place in range(2))
    quote = Quote(id="q", entries=lines, discounts=discounts)
    content = content_of(host(), quote)
    assert len(content.rows) <= 1000 and len({row.id for row in content.rows}) == len(content.rows)
    cut = {None: 0, 1: 0, 3: 0, 12: 0, 24: 0}
    assert {one.period_months for one in totals(content).cadences if one.amount is None} == set(cut)


def test_a_cadence_that_is_whole_keeps_its_total() -> None:
    once = tuple(free(id=f"o{place}", unit_price=Decimal(1), vat_rate=Decimal(place) / 10) for place in range(490))
    yearly = (free(id="y", unit_price=Decimal(7), period_months=12),)
    discounts = tuple(Discount(id=f"d{place}", amount=Decimal(50)) for place in range(3))
    found = totals(content_of(host(), Quote(id="q", entries=(*yearly, *once), discounts=discounts)))
    assert [(one.period_months, one.amount is None) for one in found.cadences] == [(None, True), (12, False)]
