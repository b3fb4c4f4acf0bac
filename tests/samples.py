"""Examples as tests take them apart."""

from __future__ import annotations

from typing import Any

from offerdesigner.model.base import evolve
from offerdesigner.model.forecast import Plan
from offerdesigner.model.market import Market
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import open_copy


def offers_alone(name: str = "nuage-commun", **changes: Any) -> Project:
    """Return an example without what speaks of its offers, so that these may go: sales, costs, market, quotes…"""
    alone = {"sales": (), "costs": (), "scenarios": (), "plan": Plan(), "market": Market(), "surveys": (), "quotes": ()}
    return evolve(open_copy(name), **alone, **changes)
