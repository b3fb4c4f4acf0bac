"""What the tab « Besoins » changes of a focus group beyond one field: the usual guide, the words that are counted."""

from __future__ import annotations

from collections.abc import Iterable

from offerdesigner.economics.focus_guide import OPENING, usual_questions
from offerdesigner.model.address import at
from offerdesigner.model.edits import Edit, set_value, together
from offerdesigner.model.research import FocusGroup
from offerdesigner.text import _

MOST_KEYWORDS, LONGEST_KEYWORD = 40, 200


def start_from_usual(group: FocusGroup) -> Edit:
    """Give `group` the usual words of welcome and questions where it has none."""
    root, label = at("focus_groups", group.id), _("partir d'un guide type")
    edits: list[Edit] = []
    if not group.opening.strip():
        edits.append(set_value(at(root, "opening"), OPENING, label))
    if not group.questions:
        edits.append(set_value(at(root, "questions"), usual_questions(), label))
    return together(label, edits, at(root, "questions"))


def count_too(group: FocusGroup, keyword: str) -> Edit:
    """Count one more word in what was said."""
    label = _("compter « {word} »").format(word=keyword)
    return set_value(at("focus_groups", group.id, "keywords"), (*group.keywords, keyword), label)


def keywords_of(typed: str) -> tuple[str, ...]:
    """Read words between commas, semicolons or lines; each once, empty ones left out."""
    parts = typed.replace(";", ",").replace("\n", ",").split(",")
    return tuple(dict.fromkeys(word for part in parts if (word := " ".join(part.split()))))


def typed_keywords(keywords: Iterable[str]) -> str:
    """Write words as one types them."""
    return ", ".join(keyword for keyword in keywords if keyword)
