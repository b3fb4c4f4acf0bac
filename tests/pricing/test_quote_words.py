"""The words of quotes that the screen, the paper and the console share."""

from __future__ import annotations

from offerdesigner.model.clients import ClientKind
from offerdesigner.model.quotes import QuoteStatus, Renewal
from offerdesigner.pricing.quote_words import (
    CLIENT_KINDS,
    RENEWALS,
    STATUSES,
    amount_words,
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
