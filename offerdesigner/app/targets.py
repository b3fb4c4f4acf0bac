"""What « Aller à… » finds: the places of a project, by their names, and the commands beside them.

Whoever types rarely knows the exact name: case and accents are ignored, each word may be begun only,
in any order; where nothing has these words, the names that look alike are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from offerdesigner.app import naming
from offerdesigner.app.editors.price.lines import price_lines
from offerdesigner.checks.engine import Report
from offerdesigner.model.address import Address, at
from offerdesigner.model.finding import SEVERITY_WORDS, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import reference
from offerdesigner.model.structure import Structure
from offerdesigner.text import _, fold

LIMIT = 20
"""How many places are shown at most."""

_ALIKE = 75
_SHORTEST_ALIKE = 3
_ALSO = {
    "ajouter": _("créer nouveau nouvelle"),
    "nouvelle": _("créer ajouter"),
    "retirer": _("supprimer effacer enlever"),
    "supprimer": _("retirer effacer enlever"),
    "dupliquer": _("copier"),
    "annuler": _("défaire revenir"),
    "retablir": _("refaire"),
    "enregistrer": _("sauvegarder sauver"),
    "exporter": _("PDF PNG image"),
    "imprimer": _("papier imprimante"),
    "importer": _("tableur ods xlsx csv Excel"),
    "rapport": _("bilan CA conseil administration budget comptes équilibre"),
    "grilles": _("tarif solidaire réduction adhérents"),
    "titre": _("sous-titre présentation"),
    "apercu": _("fiche"),
    "taille": _("police lettres grand"),
    "theme": _("couleurs"),
    "partage": _("répartition partenaires revenus"),
}
"""Everyday words for the commands whose name has this one (folded)."""
_SECTIONS = {"contact": _("contact"), "vat": _("TVA"), "brand": _("identité visuelle"), "membership": _("adhésion")}
_TEXTS = ("conditions", "end_of_contract", "valid_from")


@dataclass(frozen=True)
class Target:
    """A place to go to, or a command: its name, what it is and where, and either its address or what it does."""

    name: str
    where: str
    icon: str
    address: Address = ""
    act: Callable[[], object] | None = None
    keys: str = ""
    words: str = ""
    """What else it is looked for by; none of it is shown."""

    @property
    def spoken(self) -> str:
        """The whole row in words."""
        said = _("{name} — {where}").format(name=self.name, where=self.where) if self.where else self.name
        return f"{said} ({self.keys})" if self.keys else said

    @property
    def leads(self) -> bool:
        """Whether it can be chosen."""
        return bool(self.address) or self.act is not None


def of_project(project: Project, report: Report) -> tuple[Target, ...]:
    """Return everything in `project` that has a name, then what the checks found."""
    return (
        *_offers(project),
        *_named(project, "ranges", _("gamme"), "document"),
        *_named(project, "options", _("option"), "option"),
        *_named(project, "price_lists", _("grille de prix"), "price-lists"),
        *_named(project, "profiles", _("usage type"), "bespoke"),
        *_named(project, "competitors", _("concurrent"), "market"),
        *_named(project, "market_rows", _("ligne comparée"), "market"),
        *_named(project, "scenarios", _("scénario"), "forecast"),
        *_named(project, "revenues", _("autre revenu"), "forecast"),
        *_prices(project),
        *_services(project),
        *_named(project, "groups", _("groupe de services"), "packs"),
        *_structure(project),
        *_named(project, "metrics", _("unité"), "steps"),
        *_named(project, "clients", _("client"), "structure"),
        *_quotes(project),
        *_named(project, "partners", _("partenaire"), "structure"),
        *_named(project, "costs", _("poste de coût"), "costs"),
        *_named(project, "cost_groups", _("sous-famille de coûts"), "costs"),
        *_problems(project, report),
    )


class Finder:
    """Finds targets by what somebody types."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = tuple(targets)
        self._names = [fold(target.name) for target in self._targets]
        self._name_words = [_words(name) for name in self._names]
        self._where_words = [
            [*_words(fold(f"{target.where} {target.words}")), *_also(target, named)]
            for target, named in zip(self._targets, self._name_words, strict=True)
        ]

    def find(self, typed: str) -> tuple[Target, ...]:
        """Return the targets that `typed` means, the likeliest first; the first ones of all when it is empty."""
        wanted = fold(typed)
        words = _words(wanted)
        if not words:
            return self._targets[:LIMIT]
        ranked = []
        for place, (named, where) in enumerate(zip(self._name_words, self._where_words, strict=True)):
            ranks = [_rank(word, named, where) for word in words]
            if None not in ranks:
                begins = self._names[place].startswith(wanted)
                ranked.append((sum(filter(None, ranks)), not begins, place))
        if ranked:
            return tuple(self._targets[place] for *_rank_of, place in sorted(ranked)[:LIMIT])
        return self._alike(wanted)

    def _alike(self, wanted: str) -> tuple[Target, ...]:
        if len(wanted) < _SHORTEST_ALIKE:
            return ()
        # Imported here: only a mistake needs it.
        from rapidfuzz import fuzz, process

        close = process.extract(wanted, self._names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=LIMIT)
        return tuple(self._targets[place] for _name, _score, place in close)


def _also(target: Target, named: Sequence[str]) -> list[str]:
    """Return what people who do not know its word call a command."""
    return [] if target.act is None else [other for word in named for other in _words(fold(_ALSO.get(word, "")))]


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


def _rank(word: str, named: Sequence[str], where: Sequence[str]) -> int | None:
    """Return how far `word` is from what stands there: 0 is a word of the name, `None` is nowhere."""
    if word in named:
        return 0
    if any(known.startswith(word) for known in named):
        return 1
    if any(known.startswith(word) for known in where):
        return 2
    return 3 if any(word in known for known in named) else None


def _said(*parts: str) -> str:
    return naming.SEPARATOR.join(filter(None, parts))


def _offers(project: Project) -> Iterator[Target]:
    ranges = {each.id: each.name for each in project.ranges}
    for offer in project.offers:
        name = offer.name or _("Offre sans nom")
        yield Target(name, _said(_("offre"), ranges[offer.range]), "offers", at("offers", offer.id))


def _services(project: Project) -> Iterator[Target]:
    groups = {group.id: group.name for group in project.groups}
    for service in project.services:
        name = service.label or _("Service sans nom")
        # A service known by its need is also looked for by its software.
        where = _said(_("service"), service.software if service.need else "", groups.get(service.group or "", ""))
        yield Target(name, where, "check", at("services", service.id))


def _named(project: Project, kind: str, what: str, icon: str) -> Iterator[Target]:
    for item in getattr(project, kind):
        yield Target(item.name or _("Sans nom"), what, icon, at(kind, item.id))


def _quotes(project: Project) -> Iterator[Target]:
    clients = {client.id: client.name for client in project.clients}
    for quote in project.quotes:
        client = quote.content.client.name if quote.content is not None else clients.get(quote.client or "", "")
        named = reference(quote) or _("Devis en préparation")
        yield Target(named, _said(_("devis"), client, quote.purpose), "document", at("quotes", quote.id))


def _prices(project: Project) -> Iterator[Target]:
    for kind in ("offers", "options"):
        for holder in getattr(project, kind):
            for line in price_lines(project, at(kind, holder.id)):
                owner = holder.name if line.title != holder.name else ""
                yield Target(line.title, _said(_("prix"), owner, line.price), "price", line.address)


def _structure(project: Project) -> Iterator[Target]:
    yield from _fields(Structure, "structure", _("structure"), project.structure)
    for field in _TEXTS:
        title = Project.model_fields[field].title
        yield Target(title or field, _("projet"), "structure", field)


def _fields(model: type[BaseModel], holder: Address, where: str, value: BaseModel) -> Iterator[Target]:
    for name, info in model.model_fields.items():
        inner = getattr(value, name)
        if isinstance(inner, BaseModel):
            yield from _fields(type(inner), at(holder, name), _said(where, _SECTIONS.get(name, "")), inner)
        elif info.title:
            yield Target(info.title, where, "structure", at(holder, name))


def _problems(project: Project, report: Report) -> Iterator[Target]:
    for finding in report.findings:
        if finding.severity is not Severity.STRENGTH and finding.address:
            what = SEVERITY_WORDS[finding.severity][0]
            where = _said(what, naming.place(project, finding.address))
            yield Target(finding.message, where, finding.severity.value, finding.address)
