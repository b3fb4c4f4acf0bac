"""Costs as people type them: « 2 × 79 », « 3 j × 140 », « 480 sur 4 ans », « par pas de 20 clients ».

Each reader gives the fields of a `CostLine` that what was typed changes; it raises `Refused` with a French sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.costs import (
    Basis,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    Salary,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.joining import PEOPLE
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import (
    ADJECTIVE,
    BEYOND,
    COUNT,
    CURRENCY,
    EACH,
    NUMBER,
    ONCE,
    SIDE,
    UNIT,
    Refused,
    read_length,
    read_number,
)
from offerdesigner.text import _, fold

_TIMES = r" ?[x×*] ?"
_MONEY = re.compile(rf" ?{CURRENCY} ?")
_CUT = re.compile(r" ?/ ?|,? (?:et )?(?:par|tous les|toutes les) ")
_DAYS = re.compile(rf"(?P<days>{NUMBER}) ?j(?:ours?|ournees?)?(?:{_TIMES}| (?:a|de) )(?P<cost>{NUMBER})")
_HOURS = re.compile(rf"(?P<count>{NUMBER}) ?h(?:eures?)?(?:{_TIMES}| (?:a|de) )(?P<amount>{NUMBER})")
_ONCE = re.compile(rf"(?P<rest>.*\d[^\w]*?),? ?{ONCE}")
_PRODUCT = re.compile(rf"(?P<count>{NUMBER}){_TIMES}(?P<amount>{NUMBER})")
_GROSS = re.compile(
    rf"(?P<gross>{NUMBER}) ?bruts?(?:{_TIMES}(?P<paid>{NUMBER})(?: ?mois)?)?(?:,? ?a (?P<share>{NUMBER}) ?%)?"
)
_LIFE = re.compile(rf"(?:(?P<rest>.*\d[^\w]*?),? )?(?:{ONCE},? )?sur {COUNT} ?{UNIT}")
_LENGTH = re.compile(rf"(?P<rest>.*\d[^\w]*) pour {COUNT} ?{UNIT}")
_CADENCE = re.compile(rf"(?:{EACH} ?)?(?:(?:{COUNT} ?)?{UNIT}|{ADJECTIVE})")
_PAID_MONTHS = re.compile(rf"(?P<paid>{NUMBER}) ?(?:mois|fois)(?: (?:par|sur) an)?")
_STEP = re.compile(
    rf"(?:pas|paliers?|tranches?|lots?) de (?P<size>{NUMBER}) ?(?P<unit>[^\d,]+?)"
    rf"(?:,? (?:{BEYOND}|a partir de)(?: les)? (?P<free>{NUMBER})(?: premi\w+)?)?"
)
_CLIENTS = frozenset({"client", "clients", "cliente", "clientes", "abonne", "abonnes"})
_PEOPLE = frozenset(form for word in (*PEOPLE, "compte", "usager", "usagere", "membre") for form in (word, f"{word}s"))
_SALES = frozenset({"nouveau client", "nouveaux clients", "vente", "ventes", "nouvelle vente"})
_PRICED = re.compile(rf"{CURRENCY}|\bbruts?\b|(?:/|\bpar ) ?(?:mois|trimestre|semestre|an)\b|\bsur {COUNT} ?ans?\b")
"""What makes of a number in a name the amount of a cost: « 2 serveurs » has none."""
_AROUND = " ,;:=()-–—\u00a0\u202f"
_VOLUNTEER = ("benevol", "valoris")
_SPREAD = _("Une dépense faite une fois se répartit : dites sur combien de temps (« sur 4 ans »).")


def read_cost_amount(line: CostLine, typed: str, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Read an amount with whatever is said around it: a count, days, a life in years, a cadence, what it is counted by.

    A plain number keeps what the line is: the gross pay of a salary, the price of equipment. Raises `Refused`.
    """
    text = fold(_MONEY.sub(" ", fold(typed)))
    changes: dict[str, Any] = {}
    if found := SIDE.search(text):
        changes["tax"] = TaxMode(found[1])
        text = fold(SIDE.sub(" ", text))
    head, *rest = _CUT.split(text)
    for said in rest:
        changes.update(_said_after(said, metrics))
    if found := _LIFE.fullmatch(head):
        return {**changes, "source": _bought(line, found["rest"] or ""), "period_months": read_length(found)}
    if found := _LENGTH.fullmatch(head):
        head, changes["period_months"] = found["rest"].strip(), read_length(found)
    if found := _ONCE.fullmatch(head):
        if not isinstance(line.source, Equipment):
            raise Refused(_SPREAD)
        head = found["rest"].strip()
    changes.update(_read_source(line, head, changes.get("period_months")))
    if isinstance(changes["source"], Salary) and changes.pop("period_months", 1) != 1:
        raise Refused(_("Un salaire se tape par mois (« 2 100 brut ») ; autre chose se choisit dans le détail."))
    return changes


def read_named_cost(line: CostLine, typed: str, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Read a cost as one writes it in a note: « Assurance serveurs 240 € par an » is a name and what it costs.

    The name is what is left of the words; a text without an amount is a name and nothing else. Raises `Refused` for
    an expense that is made once, which must say over how long it is spread.
    """
    words = typed.split()
    for first, word in enumerate(words):
        if not word.lstrip(_AROUND)[:1].isdigit():
            continue
        for after in range(len(words), first, -1):
            said = " ".join(words[first:after]).strip(_AROUND)
            if _PRICED.search(fold(said)) is None:
                break
            try:
                changes = read_cost_amount(line, said, metrics)
            except Refused as refusal:
                if str(refusal) == _SPREAD:
                    raise
                continue
            name = " ".join((*words[:first], *words[after:])).strip(_AROUND)
            return {"name": name, **changes}
    return {"name": typed.strip()}


def read_cadence(line: CostLine, typed: str) -> dict[str, Any]:
    """Read « par trimestre », « par an », « pour 2 ans »; « sur 4 ans » makes of the line a purchase that lasts.

    Raises `Refused`.
    """
    text, source = fold(typed), line.source
    if isinstance(source, Salary):
        if found := _PAID_MONTHS.fullmatch(text):
            return {"source": evolve(source, months=read_number(found["paid"], decimals=3))}
        raise Refused(_("Un salaire se paie au mois : tapez combien de fois par an (« 12 mois », « 13 mois »)."))
    if found := _LIFE.fullmatch(text):
        return {"source": _as_bought(line), "period_months": read_length(found)}
    if found := _CADENCE.fullmatch(text):
        paid = PaidAmount(amount=source.price, count=source.count) if isinstance(source, Equipment) else source
        return {"source": paid, "period_months": read_length(found)}
    if text == "une fois":
        raise Refused(_SPREAD)
    message = _(
        "« {typed} » n'est pas une cadence : tapez « par mois », « par trimestre », « par an » ou « sur 4 ans »."
    )
    raise Refused(message.format(typed=typed.strip()))


def read_behaviour(typed: str, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Read « fixe », « par client », « par Go », « par pas de 20 clients au-delà de 20 », « bénévole ».

    Raises `Refused`.
    """
    text = fold(typed).removeprefix("par ").strip()
    if not text or text.startswith("fixe"):
        return {"behaviour": FixedCost(), "unpaid": any(word in text for word in _VOLUNTEER)}
    if text.startswith(_VOLUNTEER):
        return {"behaviour": FixedCost(), "unpaid": True}
    return {"behaviour": _counted(text, metrics, typed)}


def _said_after(said: str, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Read what follows a « par »: a cadence, or what a cost is counted by."""
    if found := _CADENCE.fullmatch(said.strip()):
        return {"period_months": read_length(found)}
    return {"behaviour": _counted(said.strip(), metrics, said)}


def _counted(text: str, metrics: Sequence[Metric], typed: str) -> UnitCost | StepCost:
    if found := _STEP.fullmatch(text):
        size, free = read_number(found["size"], decimals=3), read_number(found["free"] or "0", decimals=3)
        if not size:
            raise Refused(_("Un pas compte au moins une unité."))
        return StepCost(size=size, free=free, **_basis(found["unit"].strip(), metrics, typed))
    return UnitCost(**_basis(text, metrics, typed))


def _basis(unit: str, metrics: Sequence[Metric], typed: str) -> dict[str, Any]:
    if unit in _CLIENTS:
        return {"basis": Basis.CLIENT}
    if unit in _SALES:
        return {"basis": Basis.SALE}
    for metric in metrics:
        if unit in {fold(word) for word in (metric.singular, metric.plural, metric.name)}:
            return {"basis": Basis.METRIC, "metric": metric.id}
    if unit in _PEOPLE:
        for metric in metrics:
            if fold(metric.singular) in _PEOPLE:
                return {"basis": Basis.METRIC, "metric": metric.id}
        raise Refused(_("Aucune de vos unités ne compte des personnes : ajoutez-en une, page Structure."))
    message = _("« {typed} » ne se compte pas ici : tapez « fixe », « par client » ou l'une de vos unités ({units}).")
    units = ", ".join(metric.singular for metric in metrics) or _("page Structure")
    raise Refused(message.format(typed=typed.strip(), units=units))


def _read_source(line: CostLine, text: str, cadence: int | None) -> dict[str, Any]:
    if found := _DAYS.fullmatch(text):
        days, cost = read_number(found["days"], decimals=3), read_number(found["cost"], decimals=2)
        return {"source": WorkDays(days=days, day_cost=cost)}
    if found := _GROSS.fullmatch(text):
        return {"source": _paid(line, found)}
    if found := _HOURS.fullmatch(text):
        count, cost = read_number(found["count"], decimals=3), read_number(found["amount"], decimals=4)
        # As days of work do, hours have no VAT unless it is said.
        untaxed = Decimal(0) if line.vat_rate is None else line.vat_rate
        return {"source": PaidAmount(amount=cost, count=count), "vat_rate": untaxed}
    if isinstance(line.source, Equipment) and cadence is None:
        return {"source": _bought(line, text)}
    if isinstance(line.source, Salary) and text and not _PRODUCT.fullmatch(text):
        return {"source": evolve(line.source, gross=read_number(text, decimals=2))}
    count, amount = _product(text)
    return {"source": PaidAmount(amount=read_number(amount, decimals=4), count=count)}


def _product(text: str) -> tuple[Decimal, str]:
    """Return how many times, and the text of the amount, in « 2 × 79 » or « 79 »."""
    if found := _PRODUCT.fullmatch(text):
        return read_number(found["count"], decimals=3), found["amount"]
    if not text:
        raise Refused(_("Il manque un montant : tapez « 24 », « 2 × 79 », « 3 j × 140 » ou « 480 sur 4 ans »."))
    return Decimal(1), text


def _bought(line: CostLine, text: str) -> Equipment:
    """Return the purchase of « 2 × 480 »; it stays second-hand where it was."""
    count, price = _product(text)
    second_hand = isinstance(line.source, Equipment) and line.source.second_hand
    return Equipment(price=read_number(price, decimals=2), count=count, second_hand=second_hand)


def _as_bought(line: CostLine) -> Equipment:
    source = line.source
    if isinstance(source, Equipment):
        return source
    if isinstance(source, PaidAmount):
        return Equipment(price=round(source.amount, 2), count=source.count)
    raise Refused(_("Seul un achat se répartit sur des années."))


def _paid(line: CostLine, found: re.Match[str]) -> Salary:
    held = line.source if isinstance(line.source, Salary) else Salary(gross=Decimal(0))
    changes: dict[str, Any] = {"gross": read_number(found["gross"], decimals=2)}
    if found["paid"]:
        changes["months"] = read_number(found["paid"], decimals=3)
    if found["share"]:
        changes["share"] = read_number(found["share"], decimals=2)
    return evolve(held, **changes)
