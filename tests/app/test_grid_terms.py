"""What a term makes of the leading price of an offer."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.app.models.grid_terms import over_term
from offerdesigner.model.charges import FreePrice
from offerdesigner.model.offers import RateCard, Term


def test_the_minimum_of_a_free_price_covers_the_term_too():
    rate = RateCard(charge=FreePrice(advised=Decimal(10), minimum=Decimal(8)))
    year = over_term(rate, Term(months=12))
    assert year.charge == FreePrice(advised=Decimal(120), minimum=Decimal(96))
    halved = over_term(rate, Term(months=1, percent_off=Decimal(50)))
    assert halved.charge == FreePrice(advised=Decimal(5), minimum=Decimal(4))
    assert halved.saving == 5
