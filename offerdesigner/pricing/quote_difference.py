"""What changes from a version of a quote to the next, in sentences: for those who answer, and for those who read again.

Rows are the same where they have one id: a subscription from an offer to another, a free line that was reworded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any

from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Clause, Quote, QuoteContent, QuoteRow, QuoteTerms, QuoteVariant, RowKind, Taking
from offerdesigner.pricing.quote_term import whole_term, year_figures
from offerdesigner.pricing.quote_totals import PRICED, totals
from offerdesigner.pricing.quote_words import RENEWALS, amount_words
from offerdesigner.pricing.quotes import content_of
from offerdesigner.text import NBSP, NNBSP, _, day, every, months, number, plural


@dataclass(frozen=True)
class _Field:
    """A thing said once in a quote: its name, where it stands, and how it is written."""

    name: str
    of: Callable[[Any], Any]
    say: Callable[[Any], str] = str

    def told(self, old: Any, new: Any) -> Iterator[str]:
        before, after = self.of(old), self.of(new)
        if before != after:
            was, now = (_("rien") if value in (None, "") else self.say(value) for value in (before, after))
            yield _("{what} : {now}, au lieu de {was}.").format(what=self.name, now=now, was=was)


def _days(count: int) -> str:
    return f"{number(count)}{NBSP}{plural(count, _('jour'), _('jours'))}"


def _percent(value: Decimal) -> str:
    return f"{number(value)}{NNBSP}%"


def _bounds(row: QuoteRow) -> str:
    """Say how many the client may choose: « de 1 à 5 »; "" where it may not."""
    least, most = ("" if bound is None else number(bound) for bound in (row.least, row.most))
    if not (least or most):
        return ""
    said = _("de {least} à {most}") if least and most else _("à partir de {least}") if least else _("jusqu'à {most}")
    return said.format(least=least, most=most)


_QUOTE = (
    _Field(_("Objet"), lambda quote: quote.purpose),
    _Field(_("Durée"), lambda quote: quote.choice.months, months),
    _Field(_("Validité"), lambda quote: quote.valid_days, _days),
    _Field(_("Fiche tarifaire"), lambda quote: _("jointe") if quote.attaches_tariff else _("non jointe")),
)
_CONTENT = (
    _Field(_("Client"), lambda content: content.client.name),
    _Field(_("Offre"), lambda content: content.offer),
    _Field(_("Usage"), lambda content: content.usage),
    _Field(_("Prix"), lambda content: content.tax.upper()),
)
_TERMS = (
    _Field(_("Début"), lambda terms: terms.start, day),
    _Field(_("À la fin, le contrat"), lambda terms: terms.renewal, RENEWALS.__getitem__),
    _Field(_("Préavis"), lambda terms: terms.notice_months or None, months),
    _Field(_("Essai"), lambda terms: terms.trial_days or None, _days),
    _Field(_("Acompte"), lambda terms: terms.deposit_percent, _percent),
    _Field(_("Acompte"), lambda terms: terms.deposit_amount, amount_words),
)


def differences(project: Project, old: Quote, new: Quote) -> tuple[str, ...]:
    """Return what `new` says otherwise than `old`, a sentence each; nothing where they say the same.

    A draft is compared as it is computed in `project` today.
    """
    before, after = content_of(project, old), content_of(project, new)
    return (
        *(said for field in _QUOTE for said in field.told(old, new)),
        *(said for field in _CONTENT for said in field.told(before, after)),
        *_rows(before.rows, after.rows),
        *_totals((old, before), (new, after)),
        *_variants(before.variants, after.variants),
        *_terms(old.terms, new.terms),
    )


def _rows(before: Iterable[QuoteRow], after: Iterable[QuoteRow]) -> Iterator[str]:
    old, new = ({row.id: row for row in rows if row.kind != RowKind.BREAK} for rows in (before, after))
    for row in new.values():
        if row.id not in old:
            yield _("En plus : {row}.").format(row=_told(row))
        else:
            yield from _changed(old[row.id], row)
    for row in old.values():
        if row.id not in new:
            yield _("En moins : {row}.").format(row=_told(row))


def _changed(old: QuoteRow, new: QuoteRow) -> Iterator[str]:
    """Yield what became of one row: its name and its price, where it counts, or its words alone."""
    if new.kind not in PRICED:
        if _name(old) != _name(new):
            yield _("{now}, au lieu de {was}.").format(now=_told(new), was=_told(old))
        return
    if (_name(old), _price(old)) != (_name(new), _price(new)):
        was = _told(old) if _name(old) != _name(new) else _price(old)
        yield _("{now}, au lieu de {was}.").format(now=_told(new), was=was)
    elif old.taking == new.taking and (old.detail, old.vat_rate, old.provider) != (
        new.detail, new.vat_rate, new.provider,
    ):  # fmt: skip
        yield _("{name} : la précision, la TVA ou qui la fournit change.").format(name=_name(new))
    yield from _Field(_("{name}, quantité au choix").format(name=_name(new)), _bounds).told(old, new)
    if old.taking != new.taking:
        moved = _("{name} : au choix, hors du total.")
        if new.taking == Taking.INCLUDED:
            moved = _("{name} : dans le total, et non plus au choix.")
        yield moved.format(name=_name(new))


def _name(row: QuoteRow) -> str:
    return row.label or row.detail or _("sans nom")


def _told(row: QuoteRow) -> str:
    if row.kind not in PRICED:
        return _("« {text} »").format(text=_name(row))
    proposed = f" {_('(au choix)')}" if row.taking == Taking.PROPOSED else ""
    return f"{_name(row)}{proposed}, {_price(row)}"


def _price(row: QuoteRow) -> str:
    """Say what a row comes to: « 3 personnes × 15,00 € = 45,00 € par an »."""
    said = amount_words(row.amount)
    if row.quantity != 1 and row.unit_price is not None and row.amount is not None:
        unit = f"{NBSP}{row.unit}" if row.unit else ""
        said = f"{number(row.quantity)}{unit} × {amount_words(row.unit_price)} = {said}"
    return f"{said} {every(row.period_months)}"


def _totals(old: tuple[Quote, QuoteContent], new: tuple[Quote, QuoteContent]) -> Iterator[str]:
    """Yield what the years, and the whole contract, come to; a change of its length is told beside it."""
    was, now = ({name: amount_words(amount) for name, amount in _figures(*pair)} for pair in (old, new))
    for name, amount in now.items():
        if name in was:
            yield from _Field(name, itemgetter(name)).told(was, now)
        else:
            yield _("{what} : {now}.").format(what=name, now=amount)


def _figures(quote: Quote, content: QuoteContent) -> Iterator[tuple[str, Decimal | None]]:
    told = totals(content)
    yield from year_figures(quote, told)
    yield from whole_term(quote, told)


def _variants(before: Iterable[QuoteVariant], after: Iterable[QuoteVariant]) -> Iterator[str]:
    """Yield what became of the offers side by side; the totals tell of the one that is proposed."""
    old, new = ({variant.id: variant for variant in variants} for variants in (before, after))
    for variant in new.values():
        former = old.get(variant.id)
        if variant.is_chosen:
            continue
        if former is None:
            yield _("Variante en plus : {variant}.").format(variant=_variant(variant))
        elif _variant(former) != _variant(variant):
            yield _("Variante {now}, au lieu de {was}.").format(now=_variant(variant), was=_variant(former))
    for variant in old.values():
        if variant.id not in new and not variant.is_chosen:
            yield _("Variante en moins : {variant}.").format(variant=_variant(variant))


def _variant(variant: QuoteVariant) -> str:
    """Say what a variant is and costs: « Offre Large, 620,00 € la première année, puis 620,00 € par an »."""
    said = _("{offer}, {first} la première année, puis {then} par an")
    first, then = amount_words(variant.first_year), amount_words(variant.next_year)
    return said.format(offer=variant.offer or _("sans nom"), first=first, then=then)


def _terms(old: QuoteTerms, new: QuoteTerms) -> Iterator[str]:
    yield from (said for field in _TERMS for said in field.told(old, new))
    before, after = ({clause.id: clause for clause in terms.clauses} for terms in (old, new))
    for clause in after.values():
        if clause.id not in before:
            yield _("Texte en plus : {title}.").format(title=_title(clause))
        elif clause != before[clause.id]:
            yield _("Texte changé : {title}.").format(title=_title(clause))
    for clause in before.values():
        if clause.id not in after:
            yield _("Texte en moins : {title}.").format(title=_title(clause))


def _title(clause: Clause) -> str:
    return _("« {text} »").format(text=clause.title or _("sans titre"))
