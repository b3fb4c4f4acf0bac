"""The usual guide of a focus group, from which one starts or which is printed as it is, and its clock."""

from __future__ import annotations

from offerdesigner.model.base import evolve, new_id
from offerdesigner.model.research import FocusGroup, Question
from offerdesigner.text import NBSP, _

WELCOME_MINUTES, CLOSING_MINUTES = 10, 10

OPENING = _(
    "Bienvenue, et merci de nous donner ce temps. Nous préparons une offre pour des structures comme les vôtres, et "
    "nous sommes là pour vous écouter.\n"
    "Il n'y a pas de bonne réponse. Un avis contraire nous aide autant qu'un compliment : dites ce que vous pensez, "
    "répondez-vous, racontez.\n"
    "L'un de nous prend des notes, sans aucun nom. Rien n'est enregistré sans l'accord de chacun. Vous pouvez ne pas "
    "répondre, et partir quand vous voulez."
)
CLOSING = _(
    "Qu'aurions-nous dû vous demander ? Puis : merci, ce que nous ferons de ces notes, et quand vous en aurez des "
    "nouvelles."
)
KEYWORDS = (_("cher"), _("simple"), _("long"), _("confiance"), _("aide"), _("temps"))
_QUESTIONS = (
    (_("Avec quels outils votre structure s'organise-t-elle, une semaine ordinaire ?"), 10),
    (_("Racontez la dernière fois qu'un de ces outils vous a vraiment aidés, ou vous a fait perdre du temps."), 10),
    (_("Voici nos offres. Qu'est-ce qui vous servirait tout de suite, et de quoi vous passeriez-vous ?"), 15),
    (_("Que faudrait-il de plus pour que vous ayez envie de vous en servir ?"), 10),
    (_("Voici le prix de chacune. Qu'en dites-vous ?"), 15),
    (_("Pour bien démarrer, de quel accompagnement auriez-vous besoin ?"), 10),
    (_("Le jour où quelque chose ne marche pas, comment aimeriez-vous être aidés ?"), 10),
    (_("Si vous parliez de nous à une autre structure, que lui diriez-vous en une phrase ?"), 10),
)


def usual_questions() -> tuple[Question, ...]:
    """Return the questions of the usual guide, each with a new id."""
    return tuple(Question(id=new_id(), text=text, minutes=minutes) for text, minutes in _QUESTIONS)


def filled(group: FocusGroup) -> FocusGroup:
    """Return `group` with the usual opening, questions and keywords where it has none of its own."""
    return evolve(
        group,
        opening=group.opening.strip() or OPENING,
        questions=group.questions or usual_questions(),
        keywords=tuple(keyword for keyword in group.keywords if keyword) or KEYWORDS,
    )


def total_minutes(group: FocusGroup) -> int:
    """Return how long a group lasts, with the welcome and the closing, in minutes."""
    return WELCOME_MINUTES + sum(question.minutes for question in group.questions) + CLOSING_MINUTES


def clock(minutes: int) -> str:
    """Write a length of time as a clock counts it: « 1 h 05 »."""
    hours, left = divmod(minutes, 60)
    return f"{hours}{NBSP}h{NBSP}{left:02}"
