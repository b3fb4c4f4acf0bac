"""What a survey says, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from offerdesigner.economics.sensitivity.acceptability import Acceptability, PriceRow, Span, overlap
from offerdesigner.economics.sensitivity.answers import FEWEST, Sorted
from offerdesigner.economics.sensitivity.intent import Intent
from offerdesigner.economics.sensitivity.van_westendorp import Crossing, Points, VanWestendorp
from offerdesigner.economics.values import euros, percent
from offerdesigner.model.research import Answer, Convention
from offerdesigner.text import _, listed, money, number, plural

_MOST_NAMED = 4
"""How many best prices are named one by one."""

CONVENTIONS = {
    Convention.INCLUSIVE: _("bornes comprises"),
    Convention.STRICT_LOW: _("minimum non compris"),
    Convention.STRICT_HIGH: _("maximum non compris"),
    Convention.STRICT: _("bornes non comprises"),
}


def name_of_question(question: str) -> str:
    """Return the French name of a question, by the field of `Answer` that holds its answer."""
    return Answer.model_fields[question].title or question


def convention_words(convention: Convention) -> str:
    """Say who accepts a price: results of another convention differ."""
    sentence = _("Une personne accepte un prix compris entre son minimum et son maximum, {ends}.")
    return sentence.format(ends=CONVENTIONS[convention])


def crossing_words(crossing: Crossing) -> str:
    """Write a crossing: « 14,91 € », or « de 6,35 € à 13,63 € » where the curves run together."""
    if not crossing.is_plateau:
        return euros(crossing.first)
    return _("de {first} à {last}").format(first=euros(crossing.first), last=euros(crossing.last))


def span_words(span: Span) -> str:
    """Write the prices of a span: « 20 € », « de 20 € à 25 € », « entre 20 € et 25 € » without its ends."""
    if span.first == span.last:
        return money(span.first)
    words = _("de {first} à {last}") if span.closed else _("entre {first} et {last}")
    return words.format(first=money(span.first), last=money(span.last))


def out_of(row: PriceRow) -> str:
    """Write how many accept a price: « 19 sur 24 »."""
    return _("{n} sur {people}").format(n=number(row.accept), people=number(row.people))


def aside_words(found: Sorted) -> tuple[str, ...]:
    """Say which answers are set aside, and why."""
    said: list[str] = []
    if count := len(found.contradictory):
        words = plural(
            count,
            _("{n} réponse laissée de côté : ses prix se contredisent (ils doivent aller en montant)."),
            _("{n} réponses laissées de côté : leurs prix se contredisent (ils doivent aller en montant)."),
        )
        said.append(words.format(n=number(count)))
    if count := len(found.unfinished):
        words = plural(
            count,
            _("{n} réponse laissée de côté : il y manque un prix."),
            _("{n} réponses laissées de côté : il y manque un prix."),
        )
        said.append(words.format(n=number(count)))
    return tuple(said)


def no_answer(found: Sorted) -> str:
    """Say that no answer counts."""
    if found.contradictory or found.unfinished:
        return _("Aucune réponse ne peut compter pour l'instant.")
    return _("Pas encore de réponse : tapez celles de votre enquête, ou collez-les depuis un tableur.")


def few_words(found: Sorted, convention: Convention) -> str:
    """Say what fewer than fifteen people have in common."""
    most, spans = overlap(found.kept, convention)
    people, prices = len(found.kept), _prices(spans)
    if not spans:
        return _("Personne n'accepte aucun prix.")
    if people == 1:
        return _("Une seule réponse, qui accepte {prices} : interrogez encore.").format(prices=prices)
    if most == 1:
        return _("Ces {people} personnes n'ont aucun prix en commun.").format(people=number(people))
    if most == people:
        return _("Les {people} personnes acceptent toutes {prices}.").format(people=number(people), prices=prices)
    words = _("Le plus grand accord : {n} personnes sur {people} acceptent {prices}.")
    return words.format(n=number(most), people=number(people), prices=prices)


def few_note() -> str:
    """Say why there is no curve."""
    return _("Moins de {n} réponses : chaque personne est montrée, sans courbe.").format(n=FEWEST)


def acceptability_words(result: Acceptability) -> str:
    """Say the price that brings most and the one that most people accept."""
    if not result.people:
        return no_answer(result.sorted)
    if result.sorted.is_small:
        return few_words(result.sorted, result.convention)
    if not result.best:
        return _("Personne n'accepte aucun des prix cités.")
    people, most = number(result.people), number(result.most)
    best = tuple(row.price for row in result.rows if row.accept == result.most)
    if len(best) == 1 and best == result.best_revenue:
        words = _("{price} est le prix le plus accepté ({n} sur {people}), et celui de la plus forte recette.")
        return words.format(price=money(best[0]), n=most, people=people)
    said = (_revenue_words(result), _best_words(result, most, people))
    return " ".join(sentence for sentence in said if sentence)


def standing_words(result: Acceptability, price: Decimal | None, floor: Decimal | None) -> str:
    """Say what people think of our `price` (€), and how the cost `floor` (€ for the same usage) stands to it."""
    said: list[str] = []
    is_told = result.sorted.is_small or price in result.best_revenue
    if price is not None and not is_told:
        row = result.at(price)
        words = plural(row.accept, _("À notre prix, {price}, {n} accepte."), _("À notre prix, {price}, {n} acceptent."))
        said.append(words.format(price=money(price), n=out_of(row)))
    if floor is not None:
        said.append(_("En dessous de {floor}, le prix ne couvre pas ce que l'offre coûte.").format(floor=money(floor)))
    return " ".join(said)


def _revenue_words(result: Acceptability) -> str:
    if not result.best_revenue:  # only « 0 € » is accepted
        return ""
    if len(result.best_revenue) == 1:
        row = next(row for row in result.rows if row.price == result.best_revenue[0])
        words = plural(
            row.accept,
            _("À {price}, {n} personne sur {people} accepte et la recette est la plus forte."),
            _("À {price}, {n} personnes sur {people} acceptent et la recette est la plus forte."),
        )
        return words.format(price=money(row.price), n=number(row.accept), people=number(row.people))
    prices = _prices([Span(price, price) for price in result.best_revenue])
    return _("La recette est la plus forte, et la même, à {prices}.").format(prices=prices)


def _best_words(result: Acceptability, most: str, people: str) -> str:
    if len(result.best) == 1 and result.best[0].first == result.best[0].last:
        words = _("Le prix le plus accepté est {prices} ({n} sur {people}).")
    elif len(result.best) == 1:
        words = _("Les prix les plus acceptés vont {prices} ({n} sur {people}).")
    else:
        words = _("Les prix les plus acceptés, à égalité, sont {prices} ({n} sur {people}).")
    return words.format(prices=_prices(result.best), n=most, people=people)


def _prices(spans: Sequence[Span]) -> str:
    if len(spans) <= _MOST_NAMED:
        return listed(map(span_words, spans))
    named = [span_words(span) for span in spans[: _MOST_NAMED - 1]]
    return listed((*named, _("{n} autres prix").format(n=number(len(spans) - len(named)))))


def van_westendorp_words(result: VanWestendorp) -> str:
    """Say the range of prices and the optimal one."""
    if result.points is None:
        return no_answer(result.sorted)
    if result.sorted.is_small:
        return few_words(result.sorted, Convention.STRICT)
    found = result.points
    words = _("La fourchette acceptable va de {low} à {high} ; le prix le moins rejeté est {opp}.")
    if found.opp.is_plateau:
        words = _("La fourchette acceptable va de {low} à {high} ; les prix les moins rejetés vont {opp}.")
    low, high = euros(found.pmc.middle), euros(found.pme.middle)
    words = words.format(low=low, high=high, opp=crossing_words(found.opp))
    if result.intent is not None:
        words = f"{words} {intent_words(result.intent)}"
    return words


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point by its name, the curves that cross there, and its price."""

    name: str
    curves: str
    price: str


def point_rows(points: Points) -> tuple[PointRow, ...]:
    """Return the low end of the range, the optimal price, the indifferent one, the high end; then the narrow range."""
    low, high = euros(points.narrow_low.middle), euros(points.narrow_high.middle)
    narrow = _("de {first} à {last}").format(first=low, last=high)
    return (
        PointRow(_("Seuil bas (PMC)"), _("trop bon marché × plus bon marché"), crossing_words(points.pmc)),
        PointRow(_("Prix optimal (OPP)"), _("trop bon marché × trop cher"), crossing_words(points.opp)),
        PointRow(_("Prix d'indifférence (IPP)"), _("bon marché × cher"), crossing_words(points.ipp)),
        PointRow(_("Seuil haut (PME)"), _("trop cher × pas encore cher"), crossing_words(points.pme)),
        PointRow(_("Fourchette étroite"), _("trop bon marché × cher, bon marché × trop cher"), narrow),
    )


def points_words() -> str:
    """Say what the two ranges are, and that firms differ."""
    return _(
        "La fourchette d'origine va du seuil bas (là où autant de personnes trouvent le prix trop bon marché que plus "
        "bon marché) au seuil haut ; certains bureaux d'étude donnent la fourchette étroite à la place."
    )


def opinions_words() -> str:
    """Say who finds a price too cheap or too dear when it is just what they named."""
    return _("Un prix est trop bon marché pour qui en a cité un plus haut, trop cher pour qui l'a cité ou un plus bas.")


def intent_words(found: Intent) -> str:
    """Say the price at which those who would buy pay most together."""
    best = found.best_revenue
    if not best:
        return _("Personne ne dit vouloir acheter.")
    if len(best) > 1:
        prices = _prices([Span(price, price) for price in best])
        return _("La recette serait la plus forte, et la même, à {prices}.").format(prices=prices)
    share = next(row.share for row in found.rows if row.price == best[0])
    sentence = _("À {price}, {share} des personnes achèteraient et la recette serait la plus forte.")
    return sentence.format(price=money(best[0]), share=percent(share))
