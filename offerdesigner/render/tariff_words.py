"""The sentences of a tariff sheet: title, notes on prices, conditions, contact and legal line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule, Structure, VatKind
from offerdesigner.pricing.offers import term_for
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import NBSP, NNBSP, _, day, listed, months, number

_COUNTS = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix")


def default_title(count: int, public: str) -> str:
    """Return « Trois offres pour les associations », from the number of offers and their public."""
    how_many = _(_COUNTS[count]) if 0 < count < len(_COUNTS) else number(count)
    offers = _("{n} offre").format(n=how_many) if count < 2 else _("{n} offres").format(n=how_many)
    return _("{offers} pour {public}").format(offers=offers, public=public) if public else offers


def price_notes(project: Project, offers: Sequence[Offer]) -> Iterator[Said]:
    """Yield what holds for all prices: taxes, and what a year costs when it is the same rule everywhere."""
    vat = project.structure.vat
    rates = [rate for offer in offers for rate in offer.rates]
    if rates:
        yield (Words(_taxes(project, {rate.tax for rate in rates}), "soft", "structure/vat/kind"),)
    if vat.rate and any(rate.tax == TaxMode.HT for rate in rates):
        yield (Words(_("Les autres montants sont TTC."), "soft"),)
    rule = _common_year(offers)
    if rule:
        yield (Words(rule, "soft"),)


def _taxes(project: Project, entered: set[TaxMode]) -> str:
    vat = project.structure.vat
    if not vat.rate:
        is_net = vat.kind in (VatKind.FRANCHISE, VatKind.NON_PROFIT, VatKind.NOT_APPLICABLE, VatKind.OVERSEAS)
        return _("Prix nets, toutes taxes comprises.") if is_net else _("Prix toutes taxes comprises.")
    rate = f"{number(vat.rate)}{NNBSP}%"
    if entered == {TaxMode.TTC}:
        return _("Prix TTC, TVA à {rate} comprise.").format(rate=rate)
    if entered == {TaxMode.HT}:
        return _("Prix hors taxes (HT), TVA à {rate} en plus.").format(rate=rate)
    return _("Prix TTC, sauf ceux marqués HT, auxquels s'ajoute la TVA à {rate}.").format(rate=rate)


def _common_year(offers: Sequence[Offer]) -> str:
    """Say what a year costs, when all offers that have one give the same months or the same discount."""
    years = [term for offer in offers for term in offer.terms if term.months == 12]
    monthly = all(offer.lead_rate is not None and offer.lead_rate.period_months == 1 for offer in offers)
    if len(years) < len(offers) or not monthly:
        return ""
    offered = {term.months_offered for term in years}
    if len(offered) == 1 and (months := offered.pop()):
        words = {2: _("dix"), 1: _("onze"), 3: _("neuf")}
        paid = words.get(int(months)) if months == int(months) else None
        return _("L'année coûte {n} mois au lieu de douze.").format(n=paid or number(12 - months))
    percents = {term.percent_off for term in years}
    if len(percents) == 1 and (percent := percents.pop()):
        return _("À l'année, {percent} de moins.").format(percent=f"{number(percent)}{NNBSP}%")
    return ""


def conditions(project: Project, offers: Sequence[Offer], has_totals: bool, star: str) -> tuple[Said, ...]:
    """Return the conditions: how years are counted, the project's own, VAT and the date of the prices."""
    said: list[Said] = []
    own = paragraphs(project.conditions, "ink", "conditions")
    if has_totals and not (star and project.conditions.lstrip().startswith(star)):
        counted = _how_counted(project, offers)
        if counted:
            said.append((Words(f"{star} {counted}".strip()),))
    said += own
    ending: list[Words] = []
    mention = project.structure.vat.mention
    if mention:
        ending.append(Words(_sentence(mention), "ink", "structure/vat/mention"))
    if project.valid_from is not None:
        space = " " if ending else ""
        ending.append(Words(f"{space}{_('Tarifs au {day}.').format(day=day(project.valid_from))}", "ink", "valid_from"))
    if ending:
        said.append(tuple(ending))
    return tuple(said)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text.rstrip()}."


def _how_counted(project: Project, offers: Sequence[Offer]) -> str:
    """Say what the yearly costs count: « Offre payée à l'année, adhésion comprise, sans option. »."""
    parts: list[str] = []
    taken = [_taken_over_a_year(offer) for offer in offers if offer.rates]
    lengths = sorted({length for length in taken if length}, reverse=True)
    if lengths:
        each = {length: _("tous les {length}").format(length=months(length)) for length in lengths} | {
            12: _("à l'année")
        }
        paid = _("offre payée {often}").format(often=_(" ou ").join(each[length] for length in lengths))
        is_same = len(lengths) == 1 and all(taken)
        parts.append(paid if is_same else _("{paid} quand elle peut l'être").format(paid=paid))
    due: list[str] = []
    if any(offer.setup_fee is not None for offer in offers):
        due.append(_("mise en service"))
    membership = project.structure.membership
    if membership is not None and any(offer.membership == MembershipRule.REQUIRED for offer in offers):
        due.append(_("adhésion"))
    if due:
        word = _("comprise") if len(due) == 1 else _("comprises")
        parts.append(f"{listed(due)} {word}")
    if parts and project.options:
        parts.append(_("sans option"))
    counted = ", ".join(parts)
    return f"{counted[:1].upper()}{counted[1:]}." if counted else ""


def _taken_over_a_year(offer: Offer) -> int:
    """Return the months of the term that a client who stays a year takes in place of the leading price, or 0."""
    term, rate = term_for(offer, 12), offer.lead_rate
    if term is None or rate is None or not (rate.period_months or 0) < term.months <= 12:
        return 0
    return term.months


def contact(structure: Structure) -> tuple[Said, ...]:
    """Return the lines of the contact block: whom to ask for, how to call, write, look up, and where to come."""
    of = structure.contact
    town = f"{of.postcode}{NBSP}{of.town}".strip(NBSP)
    street = Words(of.street, "ink", "structure/contact/street")
    where = Words(town, "ink", "structure/contact/town" if of.town else "structure/contact/postcode")
    place = (street, Words(", ", "break"), where) if street.text and town else (street,) if street.text else (where,)
    lines: tuple[Said, ...] = (
        (Words(of.person, "ink", "structure/contact/person"),),
        (Words(of.phone.replace(" ", NBSP), "strong", "structure/contact/phone"),),
        (Words(of.email, "ink", "structure/contact/email"),),
        (Words(of.website, "ink", "structure/contact/website"),),
        place,
    )
    return tuple(said for said in lines if said[-1].text)


_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@:?&]+@[\w-]+(?:\.[\w-]+)+")


def qr_content(structure: Structure) -> str:
    """Return what the QR code leads to: the site, or else a mail; nothing when neither looks like one."""
    website, email = structure.contact.website.strip(), structure.contact.email.strip()
    if _SITE.fullmatch(website):
        return website if "://" in website[:8] else f"https://{website}"
    return f"mailto:{email}" if _EMAIL.fullmatch(email) else ""


def legal(structure: Structure) -> Said:
    """Return the last line: who sells, under which form and numbers."""
    numbers = structure.identifiers
    said: list[Words] = []
    if structure.legal_form:
        said.append(Words(structure.legal_form, "soft", "structure/legal_form"))
    for label, value, field in (
        (_("RNA"), numbers.rna, "rna"),
        (_("SIRET"), numbers.siret, "siret"),
        (_("SIREN"), "" if numbers.siret else numbers.siren, "siren"),
        (_("TVA"), numbers.vat_number, "vat_number"),
    ):
        if value:
            shown = f"{label}{NBSP}{value}"
            said.append(Words(shown, "soft", f"structure/identifiers/{field}"))
    joined: list[Words] = []
    for words in said:
        joined += [Words(" · ", "soft"), words] if joined else [words]
    if joined and structure.name:
        joined = [Words(structure.name, "soft", "structure/name"), Words(" · ", "soft"), *joined]
    return tuple(joined)
