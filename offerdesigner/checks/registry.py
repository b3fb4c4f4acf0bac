"""The rules: everything about one is declared once, beside the function that looks.

    @rule("no_price", Severity.WARNING, message=_("« {offer} » n'a pas de prix."), …)
    def no_price(ctx: Context) -> Iterator[Finding]:
        '''Une offre n'a pas de prix.

        Pourquoi : …

        Que faire : …
        '''

An id never changes and is never given to another rule: waivers in files refer to it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from offerdesigner.checks.wording import sentence
from offerdesigner.model.address import Address
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.checks.context import Context

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "clarity": _("Clarté"),
        "words": _("Mots de la fiche"),
        "contents": _("Contenu des offres"),
        "prices": _("Prix"),
        "tiers": _("Prix par quantité"),
        "terms": _("Échéances"),
        "price_lists": _("Grilles de prix"),
        "comparisons": _("Offres entre elles"),
        "names": _("Noms"),
        "identity": _("Identité et mentions"),
        "law": _("Loi et valeurs datées"),
        "partners": _("Partenaires et partage"),
        "associations": _("Associations"),
        "pack": _("Gamme pour associations"),
        "leaving": _("Fin de contrat"),
        "options": _("Options"),
        "option_prices": _("Prix des options"),
        "quotes": _("Devis"),
        "quote_rows": _("Lignes des devis"),
        "quote_terms": _("Conditions des devis"),
        "competitiveness": _("Marché"),
        "ethics": _("Éthique"),
        "viability": _("Viabilité"),
        "forecast": _("Prévisions"),
        "paper": _("Papier"),
        "strengths": _("Points forts"),
        "waived": _("Problèmes ignorés"),
    }
)
"""The modules of `checks.rules`, in the order in which their rules run, with the words of each family."""

Check = Callable[["Context"], Iterator[Finding]]


@dataclass(frozen=True)
class Sample:
    """A small project that shows a rule at work, with what the drawing had to say of it.

    `today` is the day on which it is looked at, where that is what the rule is about.
    """

    project: Project
    misfits: tuple[Finding, ...] = ()
    today: date | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, how it is told, why, and two projects that show it."""

    id: str
    severity: Severity
    family: str
    message: str
    source: str
    title: str
    why: str
    remedy: str
    check: Check
    bad: Callable[[], Sample]
    good: Callable[[], Sample]
    figures: tuple[tuple[str, str], ...] = ()
    """The numbers that the sentence comes from, one a line: its label and its value, the telling one last."""
    waivable: bool = True
    document: str = "tariff-sheet"
    """The kind of document on which its examples differ; "" where no paper shows it."""
    after_waivers: bool = False
    """Whether the rule looks at what the waivers left."""

    def tell(self, data: Any) -> str:
        """Return the finding's sentence, with the numbers of `data` in it."""
        return sentence(self.message, data)

    def figures_of(self, data: Any) -> tuple[tuple[str, str], ...]:
        """Return the finding's figures line by line, filled from `data`; none where its sentence says it all."""
        return tuple((sentence(label, data), sentence(value, data)) for label, value in self.figures)


_rules: dict[str, Rule] = {}
_SECTIONS = re.compile(r"^(Pourquoi|Que faire) : ", re.MULTILINE)


def rule(
    id: str,
    severity: Severity,
    *,
    message: str,
    source: str,
    bad: Callable[[], Sample],
    good: Callable[[], Sample],
    figures: tuple[tuple[str, str], ...] = (),
    waivable: bool = True,
    document: str = "tariff-sheet",
    after_waivers: bool = False,
) -> Callable[[Check], Check]:
    """Register the decorated generator function as the rule `id`.

    Its docstring gives a title, then « Pourquoi : » and « Que faire : ».
    Raises `ValueError` when the id is taken or a section is missing.
    """

    def register(check: Check) -> Check:
        if id in _rules:
            raise ValueError(f"two rules are named {id}")
        title, sections = _read(check)
        _rules[id] = Rule(
            id=id,
            severity=severity,
            family=check.__module__.rpartition(".")[2],
            message=message,
            source=source,
            title=_(title),
            why=_(sections["Pourquoi"]),
            remedy=_(sections["Que faire"]),
            check=check,
            bad=bad,
            good=good,
            figures=figures,
            waivable=waivable,
            document=document,
            after_waivers=after_waivers,
        )
        return check

    return register


def _read(check: Check) -> tuple[str, dict[str, str]]:
    title, *parts = _SECTIONS.split(inspect.cleandoc(check.__doc__ or ""))
    sections = {name: " ".join(words.split()) for name, words in zip(parts[::2], parts[1::2], strict=True)}
    if not title.strip() or set(sections) != {"Pourquoi", "Que faire"}:
        raise ValueError(f"{check.__name__} lacks a title or a section")
    return title.strip().rstrip("."), sections


def course(part: str) -> str:
    """Return the source of a rule that a part (« 7.1.3 ») of the course is about."""
    return _("Cours CHATONS « Designer une offre de service », {part}").format(part=part)


def found(address: Address, *, related: tuple[Address, ...] = (), fixes: tuple[Fix, ...] = (), **data: Any) -> Finding:
    """Return what a rule yields: the engine adds the rule's id, its severity and the sentence."""
    return Finding("", address, data, related, fixes)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, family by family, in the order of their source."""
    for family in FAMILIES:
        import_module(f"offerdesigner.checks.rules.{family}")
    return tuple(_rules.values())


def rule_of(id: str) -> Rule:
    """Return the rule named `id`.

    Raises `KeyError` when there is none.
    """
    if id not in _rules:
        all_rules()
    return _rules[id]
