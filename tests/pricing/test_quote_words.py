"""The words of quotes that the screen, the paper and the console share."""

from __future__ import annotations

import pytest

from offerdesigner.model.clients import ClientKind
from offerdesigner.model.quotes import QuoteStatus, Renewal
from offerdesigner.pricing.quote_words import (
    CLIENT_KINDS,
    RENEWALS,
    STATUSES,
    amount_words,
    answers,
    cadence_title,
    cadence_words,
    kind_words,
)
from tests.plain import plain


def test_every_cadence_has_a_name() -> None:
    assert [plain(cadence_title(period)) for period in (None, 1, 3, 6, 12, 24, 5)] == [
        "Une seule fois", "Chaque mois", "Chaque trimestre", "Chaque semestre", "Chaque année", "Tous les 2 ans",
        "Tous les 5 mois",
    ]  # fmt: skip
    assert cadence_words(None) == "une seule fois"


def test_every_status_renewal_and_client_has_a_name() -> None:
    assert (set(STATUSES), set(RENEWALS), set(CLIENT_KINDS)) == (set(QuoteStatus), set(Renewal), set(ClientKind))
    assert (kind_words(ClientKind.COMPANY), kind_words(ClientKind.PERSON)) == ("entreprise", "")


def test_what_is_not_known_is_never_nothing() -> None:
    assert amount_words(None) == "sur devis"


@pytest.mark.parametrize(
    ("need", "said", "is_given"),
    [
        ("Partager\u00a0: Nextcloud, 300 Go", "Partager : Nextcloud, 300 Go", True),
        ("Être aidé*\u00a0: aide comprise*, 60 minutes", "Être aidé : aide comprise, 60 minutes", True),
        ("Nom de domaine\u00a0: Non fourni", "Nom de domaine : Non fourni", False),
        ("Nom de domaine\u00a0: non", "Nom de domaine : non", False),
        ("Trafic\u00a0: non limité", "Trafic : non limité", True),
        ("Agenda\u00a0: nonante jours", "Agenda : nonante jours", True),
        ("Courrier", "Courrier", True),
        ("*", "*", True),
    ],
)
def test_a_need_is_answered_or_not(need: str, said: str, is_given: bool) -> None:
    [answer] = answers((need,))
    assert (plain(answer.said), answer.is_given) == (said, is_given)
