"""The need in one sentence: « Les petites associations ont besoin d'un agenda partagé en raison de leur budget. »"""

from __future__ import annotations

import re

from offerdesigner.model.research import Need
from offerdesigner.text import _, fold, of, typeset

_MISSING = "…"
_SEVERAL = frozenset(
    ("les", "des", "ces", "nos", "vos", "leurs", "mes", "tes", "ses", "plusieurs", "certains", "certaines",
     "quelques", "beaucoup", "la plupart", "deux", "trois", "quatre", "cinq", "six")
)  # fmt: skip
_DE = re.compile(r"d(?:e|u|es)\s|d['’]", re.IGNORECASE)
_SOME = re.compile(r"des\s+", re.IGNORECASE)
_THE = ((re.compile(r"le\s+", re.IGNORECASE), _("du ")), (re.compile(r"les\s+", re.IGNORECASE), _("des ")))
_CLAUSE = re.compile(r"(?:parce qu|car\s|puisqu|pour\s|afin\s|faute\s|à cause\s|grâce\s|en raison\s)", re.IGNORECASE)
_ELIDED = "aeiou"
_SUBJECT = re.compile(r"(?:ils?|elles?|on|nous|vous|je|tu|ça|cela|c['’]est|j['’])\b", re.IGNORECASE)


def need_sentence(need: Need) -> str:
    """Return the need as one sentence, « … » where a part is missing; "" when all of them are."""
    who, what, why = (part.strip().rstrip(" .") for part in (need.who, need.what, need.why))
    if not (who or what or why):
        return ""
    said = _("{who} {have} besoin {what} {why}.").format(
        who=who[:1].upper() + who[1:] or _MISSING,
        have=_("ont") if _are_several(who) else _("a"),
        what=_needed(what),
        why=_because(why),
    )
    return typeset(said.replace("….", "…"))


def _are_several(who: str) -> bool:
    plain = fold(who)
    return any(plain.startswith(f"{word} ") for word in _SEVERAL) or plain[:1].isdigit()


def _needed(what: str) -> str:
    """Return what follows « besoin »: « d'outils » for « des outils » as for « outils »."""
    if _SOME.match(what):
        return of(_SOME.sub("", what, count=1))
    return _after_de(what or _MISSING)


def _because(why: str) -> str:
    """Return the reason, after « en raison de » unless it is a clause of its own."""
    if _CLAUSE.match(why):
        return why
    if _SUBJECT.match(why):
        elided = fold(why)[:1] in _ELIDED
        return (_("parce qu'{why}") if elided else _("parce que {why}")).format(why=why)
    return _("en raison {why}").format(why=_after_de(why or _MISSING))


def _after_de(words: str) -> str:
    if _DE.match(words):
        return words
    for article, joined in _THE:
        if article.match(words):
            return article.sub(joined, words, count=1)
    return of(words)
