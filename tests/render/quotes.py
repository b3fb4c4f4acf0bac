"""Quotes made for tests of documents: the worked one, every VAT situation, many lines, options, structures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client, ClientKind
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    Clause,
    ClauseKind,
    Discount,
    Quote,
    QuoteChoice,
    QuoteContent,
    QuoteLine,
    QuoteRow,
    QuoteSection,
    QuoteStatus,
    QuoteStep,
    QuoteTerms,
    QuoteVariant,
    Renewal,
    RowKind,
    Taking,
)
from offerdesigner.model.structure import Contact, Identifiers, Structure, Vat, VatKind
from tests.samples import offers_alone

SENT_ON = date(2026, 11, 23)
BOBINE = Client(
    id="bobine",
    name="La Bobine",
    identifiers=Identifiers(rna="W442900126"),
    contact=Contact(person="Claire Morvan", street="27 rue des Tisserands", postcode="44100", town="Nantes"),
    capacity="présidente",
)
CLAUSES = (
    Clause(
        id="pay",
        kind=ClauseKind.PAYMENT,
        text="Une facture au démarrage, payable à 30 jours par virement, puis une facture chaque année. "
        "Pas d'escompte pour paiement anticipé.",
    ),
    Clause(
        id="late",
        kind=ClauseKind.PENALTIES,
        text="Trois fois le taux d'intérêt légal, et 40 € pour frais de recouvrement.",
    ),
    Clause(
        id="leave",
        kind=ClauseKind.LEAVING,
        text="À tout moment, avec deux mois de préavis au plus, sans pénalité. Les mois payés et non utilisés sont "
        "remboursés. Nous effaçons tout 30 jours après votre accord.",
    ),
    Clause(
        id="export",
        kind=ClauseKind.EXPORT,
        text="Sous 15 jours et sans frais, nous vous remettons fichiers, agendas (iCal), courrier (mbox), adhésions "
        "(tableur) et site.",
    ),
    Clause(
        id="data",
        kind=ClauseKind.DATA,
        text="Hébergées à Nantes, sauvegardées chaque nuit, gardées 30 jours. Nous ne les lisons pas et ne les cédons "
        "à personne. L'accord sur les données personnelles (RGPD, article 28) est joint.",
    ),
    Clause(id="mediator", kind=ClauseKind.MEDIATOR, text="Médiateur de la consommation : à Nantes."),
)
TERMS = QuoteTerms(start=date(2027, 4, 1), renewal=Renewal.TACIT, notice_months=2, clauses=CLAUSES)

ACCOUNT = "FR76 3000 6000 0112 3456 7890 189"


def line(name: str, label: str, price: str | None, *, count: str = "1", **more: Any) -> QuoteRow:
    """A printed row: its amount is its price times its count."""
    unit_price = None if price is None else Decimal(price)
    amount = None if unit_price is None else (unit_price * Decimal(count)).quantize(Decimal("0.01"))
    return QuoteRow(id=name, label=label, quantity=Decimal(count), unit_price=unit_price, amount=amount, **more)


def discount(name: str, label: str, amount: str, **more: Any) -> QuoteRow:
    """A row that takes off."""
    off = Decimal(amount)
    return QuoteRow(id=name, kind=RowKind.DISCOUNT, label=label, unit_price=off, amount=off, **more)


def mark(name: str, kind: RowKind, label: str = "", detail: str = "") -> QuoteRow:
    """A section, a comment or a page break."""
    return QuoteRow(id=name, kind=kind, label=label, detail=detail)


def section(name: str, title: str) -> QuoteSection:
    """A heading among the free lines of a draft."""
    return QuoteSection(id=name, title=title)


def off(name: str, **of: Any) -> Discount:
    """A discount of a draft, on the whole."""
    return Discount(id=name, **of)


ONCE = (
    line("a", "Mettre en route l'offre Active", "120", detail="Comptes, accès, réglages, vérification avec vous"),
    line("b", "Reprendre vos fichiers et votre courrier", "90", detail="Jusqu'à 100 Go, depuis vos services actuels"),
    line("c", "Prendre en main, dans vos locaux", "75", count="2", detail="Ateliers de 2 h, dix personnes au plus"),
)
YEARLY = (
    line("d", "Offre Active, payée à l'année", "250", period_months=12, detail="25 personnes, 200 Go"),
    line("e", "Accueillir 5 personnes de plus", "30", period_months=12, detail="Pour atteindre 30 personnes"),
    line("f", "Ajouter 50 Go", "30", count="2", period_months=12, detail="Pour atteindre 300 Go"),
    line("g", "Garder votre nom de domaine", "12.50", period_months=12, detail="la-bobine.example"),
    line("h", "Adhésion annuelle à Nuage Commun", "20", period_months=12, detail="Obligatoire ; une voix à l'AG"),
)
TICKED = (
    line("o1", "Deux ateliers de plus dans vos locaux", "75", count="2", taking=Taking.PROPOSED, detail="2 h chacun"),
    line("o2", "Sauvegarde dans une autre ville", "48", period_months=12, taking=Taking.PROPOSED, detail="À Rennes"),
    line("o3", "Entretenir votre site · WordPress", "96", period_months=12, taking=Taking.PROPOSED),
)


def host(**changes: Any) -> Structure:
    """Nuage Commun with its numbers."""
    structure = offers_alone().structure
    numbers = Identifiers(rna="W442900014", siren="999 000 102")
    contact = evolve(structure.contact, person="Yann Kervella")
    return evolve(structure, **{"identifiers": numbers, "contact": contact, **changes})


def quoted(
    *rows: QuoteRow,
    client: Client = BOBINE,
    sent: bool = True,
    seller: Structure | None = None,
    content: dict[str, Any] | None = None,
    **fields: Any,
) -> Project:
    """A project with one quote that was sent with these rows; a draft of the same words when not `sent`."""
    project = offers_alone()
    printed = QuoteContent(seller=seller or host(), client=client, rows=rows, **(content or {}))
    words = {
        "number": "D-2026-014",
        "client": client.id,
        "dated": SENT_ON,
        "valid_days": 92,
        "purpose": "Héberger et accompagner les outils numériques de 30 personnes : fichiers, courrier, réunions, "
        "adhésions et site.",
        "terms": TERMS,
        **fields,
    }
    if sent:
        words |= {"content": printed, "steps": (QuoteStep(id="sent", status=QuoteStatus.SENT, on=SENT_ON),)}
    quote = Quote(id="q", tax=printed.tax, **words)
    return evolve(
        project,
        structure=seller or host(),
        partners=printed.partners,
        clients=(client,),
        quotes=(quote,),
    )


def worked() -> Project:
    """The quote of La Bobine: 360 € once, 372,50 € a year, three options."""
    return quoted(*ONCE, *YEARLY, *TICKED)


def one_line() -> Project:
    """One workshop, for a person, from a host in franchise."""
    person = Client(id="ada", name="Ada Le Goff", kind=ClientKind.PERSON, contact=Contact(town="Rennes"))
    return quoted(
        line("a", "Installer un nuage de fichiers chez vous", "80"), client=person, purpose="Installer un nuage."
    )


def with_vat(tax: TaxMode = TaxMode.HT) -> Project:
    """20 % and 5,5 %, a discount on a line and one on the whole, for a company; a deposit of 30 %."""
    twenty, reduced = Decimal(20), Decimal("5.5")
    rows = (
        line("a", "Mise en service", "400", vat_rate=twenty),
        line("b", "Manuel imprimé", "12.40", count="10", unit="exemplaires", vat_rate=reduced),
        discount("x", "Remise de 10 % sur les manuels", "-12.40", vat_rate=reduced),
        line("c", "Hébergement", "49.90", period_months=1, vat_rate=twenty, detail="30 comptes, 500 Go"),
        line("d", "Astreinte", "0.0125", count="1440", unit="minutes", period_months=1, vat_rate=twenty),
        discount("y", "Remise de bienvenue, 5 %", "-3.40", period_months=1, vat_rate=twenty),
    )
    seller = host(vat=Vat(kind=VatKind.STANDARD, rate=twenty), name="Indie Loire", legal_form="SCIC SA")
    company = Client(
        id="sarl",
        name="Atelier du Port",
        kind=ClientKind.COMPANY,
        is_professional=True,
        identifiers=Identifiers(siret="732 829 320 00074", vat_number="FR44732829320"),
        contact=Contact(person="Nadia Ferrand", street="3 quai des Antilles", postcode="44200", town="Nantes"),
        capacity="gérante",
    )
    terms = evolve(TERMS, deposit_percent=Decimal(30), renewal=Renewal.AGREED)
    return quoted(
        *rows,
        client=company,
        seller=seller,
        content={"tax": tax, "iban": ACCOUNT},
        terms=terms,
        shows_deposit_code=True,
    )


def sixty_lines() -> Project:
    """Sixty lines, some with long details."""
    detail = "Comptes, accès et réglages, puis vérification avec vous. " * 3
    once = tuple(
        line(
            f"o{n}",
            f"Prestation numéro {n + 1}",
            f"{10 + n}.50",
            count=f"{n % 4 + 1}",
            detail=detail if n % 7 == 3 else "",
        )
        for n in range(35)
    )
    yearly = tuple(
        line(f"y{n}", f"Service numéro {n + 36}", f"{5 + n}", unit="comptes", count="12", period_months=12)
        for n in range(25)
    )
    return quoted(*once, *yearly)


def many_choices() -> Project:
    """Sections, a comment, a break, a quantity to choose, options, three offers side by side."""
    rows = (
        YEARLY[0],
        mark("s1", RowKind.SECTION, "Formation"),
        mark("k1", RowKind.COMMENT, detail="Nous venons chez vous, avec nos ordinateurs."),
        line("w", "Atelier de prise en main", "75", count="3", least=Decimal(1), most=Decimal(5), unit="ateliers"),
        line("v", "Support papier", "4", count="20"),
        mark("s2", RowKind.SECTION, "Site de l'association"),
        line("u", "Refonte du site", None, detail="Selon la maquette retenue"),
        line("t", "Entretien du site", "15", period_months=1),
        line("r", "Sauvegarde chiffrée", "48", period_months=24),
        mark("b1", RowKind.BREAK),
        *TICKED,
    )
    variants = (
        QuoteVariant(offer="Essentielle", first_year=Decimal("722.50"), next_year=Decimal("422.50")),
        QuoteVariant(offer="Active", first_year=Decimal("732.50"), next_year=Decimal("372.50"), is_chosen=True),
        QuoteVariant(offer="Fédération", first_year=None, next_year=None),
    )
    return quoted(*rows, content={"variants": variants, "usage": "30 personnes, 300 Go"}, version=2)


def several_structures() -> Project:
    """Two structures deliver beside ours, one of which charges VAT."""
    partners = (
        Structure(id="bois", name="Bois", legal_form="SCIC", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20))),
        Structure(
            id="cuivre", name="Cuivre", legal_form="Association", vat=Vat(mention="TVA non applicable, art. 261")
        ),
    )
    rows = (
        ONCE[0],
        line("p", "Déménager vos courriels", "140", provider="bois", vat_rate=Decimal(20)),
        *YEARLY[:2],
        line("m", "Listes de discussion", "9", period_months=1, provider="bois", vat_rate=Decimal(20)),
        line("n", "Visioconférence", "36", period_months=12, provider="cuivre"),
    )
    return quoted(*rows, content={"partners": partners})


def draft() -> Project:
    """A draft: an offer for a usage, a free line to tick, no client yet."""
    choice = QuoteChoice(
        offer="active",
        quantities=(ProfileQuantity(id="u", metric="users", quantity=Decimal(25)),),
        months=24,
    )
    entries = (QuoteLine(id="l", label="Atelier", unit_price=Decimal(75), taking=Taking.PROPOSED),)
    terms = QuoteTerms(renewal=Renewal.NONE, trial_days=30)
    return quoted(
        sent=False, number="", dated=None, client=BOBINE, choice=choice, entries=entries, terms=terms, purpose=""
    )


SAMPLES = {
    "draft": draft,
    "worked": worked,
    "one-line": one_line,
    "vat-excluded": with_vat,
    "vat-included": lambda: with_vat(TaxMode.TTC),
    "sixty-lines": sixty_lines,
    "many-choices": many_choices,
    "several-structures": several_structures,
}
