"""Decision sheets made for tests: the worked one, a small association, a quote with almost nothing, one too full."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.model.base import evolve
from offerdesigner.model.clients import Client
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import (
    BoardSheet,
    Quote,
    QuoteChoice,
    QuoteLine,
    QuoteTerms,
    QuoteVariant,
    Renewal,
    Taking,
)
from offerdesigner.storage.examples import open_copy
from offerdesigner.text import NBSP
from tests.render.quotes import ONCE, TICKED, YEARLY, quoted

NEEDS = tuple(
    said.replace(" : ", f"{NBSP}: ")
    for said in (
        "Personnes : 30 personnes",
        "Espace : 300 Go",
        "Partager vos fichiers : Nextcloud",
        "Écrire à plusieurs : Collabora",
        "Tenir un agenda commun : Nextcloud",
        "Recevoir du courrier à votre nom : 30 adresses",
        "Se réunir à distance : BigBlueButton",
        "Suivre adhésions et comptes : Paheko",
        "Publier votre site : WordPress",
        "Appeler ou écrire : réponse sous 2 jours",
        "Retrouver un fichier effacé : 30 jours",
    )
)
VARIANTS = (
    QuoteVariant(offer="Active", first_year=Decimal("732.50"), next_year=Decimal("372.50"), is_chosen=True),
    QuoteVariant(offer="Essentielle", first_year=Decimal("722.50"), next_year=Decimal("422.50")),
    QuoteVariant(offer="Fédération", first_year=Decimal("1112.50"), next_year=Decimal("632.50")),
)
BOARD = BoardSheet(
    question="Confier nos outils numériques à Nuage Commun ?",
    need="La Bobine a besoin d'un lieu commun pour ses fichiers, son courrier et ses adhésions, en raison de trois "
    "abonnements séparés et de documents restés sur des ordinateurs personnels.",
    excluded="Les ordinateurs, la ligne internet et la création du site.",
    helper="Yann Kervella, de Nuage Commun : par téléphone ou par courriel, réponse sous deux jours ouvrés. À La "
    "Bobine, Claire Morvan suit la mise en route, d'avril à mai 2027.",
    data_place="À Nantes, sauvegardées chaque nuit dans une autre ville.",
    values="Une association sans but lucratif : comptes publics, une voix par adhérent, logiciels libres.",
    today_yearly=Decimal(492),
    members=298,
)


def worked(**changes: Any) -> Project:
    """La Bobine, 298 members, three offers side by side and what it pays today."""
    fields: dict[str, Any] = {"board": BOARD, **changes}
    content = {"offer": "Active", "usage": "30 personnes, 300 Go", "needs": NEEDS, "variants": VARIANTS}
    return quoted(*ONCE, *YEARLY, *TICKED, content=content, **fields)


def small_association() -> Project:
    """Sleto's Émeraude for two years, to an association of 15 volunteers and 2 staff; one workshop to tick."""
    client = Client(id="lierre", name="Le Lierre", people=17, volunteers=15)
    quote = Quote(
        id="q",
        client="lierre",
        purpose="Vos comptes, vos adhésions et vos fichiers",
        dated=date(2026, 11, 23),
        choice=QuoteChoice(
            offer="emeraude",
            quantities=(ProfileQuantity(id="s", metric="storage", quantity=Decimal(10)),),
            months=24,
        ),
        entries=(
            QuoteLine(id="w", label="Atelier de prise en main, 2 h", unit_price=Decimal(80), taking=Taking.PROPOSED),
        ),
        terms=QuoteTerms(start=date(2027, 1, 1), renewal=Renewal.AGREED),
        board=BoardSheet(need="Que la trésorière et les deux salariés travaillent sur les mêmes comptes, de chez eux."),
    )
    return evolve(open_copy("sleto"), clients=(client,), quotes=(quote,))


def nearly_empty() -> Project:
    """A draft with one price and no words: no client, no need, no date."""
    line = QuoteLine(id="l", label="Hébergement", unit_price=Decimal(120), period_months=12)
    return evolve(Project(), quotes=(Quote(id="q", entries=(line,)),))


def too_full() -> Project:
    """Texts longer than the page holds, four offers beside what is paid today, twenty needs, a price unknown."""
    long = "Nous voulons un lieu commun, simple et durable, pour travailler à plusieurs sans dépendre d'une personne. "
    words: dict[str, Any] = dict.fromkeys(("need", "excluded", "helper", "data_place", "values", "today"), long * 4)
    board = BoardSheet(question=long.strip(), today_first=Decimal(492), today_yearly=Decimal(510), members=298, **words)
    largest = QuoteVariant(offer="Réseau départemental et ses antennes")
    needs = tuple(f"Répondre à un besoin de l'association{NBSP}: logiciel {n}, pour tout le monde" for n in range(20))
    content = {
        "offer": "Active",
        "usage": "30 personnes, 300 Go, 12 listes, 3 sites",
        "needs": needs,
        "variants": (*VARIANTS, largest),
    }
    return quoted(*ONCE, *YEARLY, *TICKED, content=content, board=board)


SAMPLES = {
    "worked": worked,
    "small-association": small_association,
    "nearly-empty": nearly_empty,
    "too-full": too_full,
}
