"""The need in one sentence: « Les petites associations ont besoin d'un agenda partagé en raison de leur budget. »

People write each part as it comes: a noun, a whole clause, with an article or without. What is sure is joined as
French wants it; the rest stands as it was written, after a colon, in a frame that any words suit.
"""

from __future__ import annotations

import re
import unicodedata

from offerdesigner.model.research import Need
from offerdesigner.text import _, fold, of, typeset

_MISSING = "…"
_ENDS = " .,;:\u00a0\u202f"
_LOUD = "!?…"

_ONE = (
    r"(?:l'|quelqu'un\b|tout le monde\b|(?:le|la|un|une|ce|cet|cette|mon|ma|ton|ta|son|sa|notre|votre|leur|chaque|tout"
    r"|toute|chacun|chacune|celui|celle|on|il|elle)\s)"
)
_SEVERAL = (
    r"(?:(?:les|des|ces|nos|vos|leurs|mes|tes|ses|plusieurs|certains|certaines|quelques|beaucoup|peu|la plupart|nombre"
    r"|la majorite des|tous|toutes|ceux|celles|ils|elles|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    r"|quinze|vingt|trente|cinquante|cent|mille)\s|d'autres\s)"
)
_HAVE = (
    (re.compile(r"nous\s"), _("avons")),
    (re.compile(r"vous\s"), _("avez")),
    (re.compile(_SEVERAL), _("ont")),
    (re.compile(_ONE), _("a")),
)
_COUNT = re.compile(r"(\d[\d ]*)(?:[.,]\d+)?(?: ?(?:a|ou|-|–) ?(\d[\d ]*))? ?(?=[^\W\d])(?!(?:e|er|re|eme)\b)")
_BEFORE_CLAUSE = re.compile(r"\b(?:qui|que|dont|ou|quand)\b|\bqu'|[(,;:]")
_AND_OTHERS = re.compile(rf"\bet (?:{_SEVERAL}|{_ONE})")

_DETERMINER = (
    r"(?:l'|(?:le|la|les|un|une|des|du|ce|cet|cette|ces|mon|ma|mes|son|sa|ses|notre|nos|votre|vos|leur|leurs)\s)"
)
_ARTICLE = re.compile(rf"{_DETERMINER}|de\s|d'")
_SOME = re.compile(r"(?:des|de la|du)\s+|de l['’]\s*", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:de|du|des|que|qui|dont)\b|\b(?:d|qu)'")
_DE = re.compile(r"(?:de|du|des)\s|d['’]", re.IGNORECASE)
_THE = ((re.compile(r"le\s+", re.IGNORECASE), _("du ")), (re.compile(r"les\s+", re.IGNORECASE), _("des ")))
_THAT = re.compile(r"que\s|qu['’]", re.IGNORECASE)
_APART = re.compile(
    r"(?:a|au|aux|en|pour|par|sans|avec|chez|dans|sur|si|quand|parce|car|il|elle|ils|elles|on|nous|je|tu|vous)\s"
)

_CLAUSE = re.compile(
    r"(?:parce qu|puisqu|vu qu|etant donne|comme\s|car\s|pour\s|afin\s|faute\s|a cause\s|grace\s|en raison\s)"
)
_SUBJECT = re.compile(r"(?:(?:ils?|elles?|on|nous|vous|je|tu|ca|cela)\s|c'est|c'etait|j')")
_VOWELS = "aeiou"
_THING = r"[^\W\d][\w-]*"
_USUAL = (
    r"(?:(?:petit|grand|faible|gros|grosse|nouveau|nouvel|nouvelle|mauvais|mauvaise|bon|bonne|vieux|vieille|long|longue"
    r"|meilleur|autre|premier|première|dernier|dernière)(?:e?s|x)?\s)?"
)
_QUALITY = r"(?: (?:trop |peu |plus |moins )?[\w-]+(?:ée?s?|els?|ifs?|al|aux|eux))?"
"""Endings that no verb of a clause has: « les prix élevés », not « le bureau explique »."""
_NOUN = re.compile(
    rf"{_DETERMINER}{_USUAL}{_THING}{_QUALITY}(?: (?:(?:de|du|des)\s|d')(?:l'|(?:la|leur|leurs|nos|notre)\s)?{_THING})*"
    r"(?: (?:qui|que|dont)\b.*| qu'.*)?"
)


def need_sentence(need: Need) -> str:
    """Return the need in a sentence, « … » where a part is missing; "" when all of them are.

    A reason that may be a clause of its own (« le budget est petit ») stands after « La raison : ».
    """
    who, what, reason_alone = (part.strip(_LOUD + _ENDS) for part in (need.who, need.what, need.why))
    why = need.why.strip(_ENDS) if reason_alone else ""
    if not (who or what or why):
        return ""
    said = f"{_having(who)}{_needed(what)}".replace(" : besoin :", ", besoin :")
    reason = _because(why)
    if reason is None:
        said = _("{need} La raison : {why}").format(need=_ended(said), why=_lowered(why))
    else:
        said = f"{said} {reason}"
    return typeset(_ended(said))


def _ended(said: str) -> str:
    """Return a sentence with its full stop, where it does not end by itself."""
    return said if said.endswith(tuple(_LOUD)) else f"{said.rstrip(_ENDS)}."


def _having(who: str) -> str:
    """Return who has the need, with the verb where their number is known: « Une MJC a besoin », « Emmaüs : besoin »."""
    name = who[:1].upper() + who[1:] or _MISSING
    have = _have(fold(who)) if who else _("a")
    if have is None:
        return _("{who} : besoin ").format(who=name)
    return _("{who} {have} besoin ").format(who=name, have=have)


def _have(who: str) -> str | None:
    """Return the verb that agrees with `who` (folded), or `None` where nothing tells whether they are several."""
    head = _BEFORE_CLAUSE.split(who, maxsplit=1)[0]
    if found := _COUNT.match(who):
        return _("ont") if int((found[2] or found[1]).replace(" ", "")) > 1 else _("a")
    for several, have in _HAVE:
        if several.match(f"{who} "):
            return _("ont") if have == _("a") and _AND_OTHERS.search(head) else have
    return None


def _needed(what: str) -> str:
    """Return what follows « besoin »: « d'outils » for « des outils » and « outils », « de temps » for « du temps »."""
    if not what:
        return _("de {missing}").format(missing=_MISSING)
    what, plain = _lowered(what), fold(what)
    if _THAT.match(what):
        return what
    if _APART.match(f"{plain} "):
        return _(": {what}").format(what=what)
    some = _SOME.match(what)
    if some is not None and (fold(some[0]) == "des" or not _WHOSE.search(plain, len(fold(some[0])))):
        return of(what[some.end() :])
    return _after_de(what)


def _because(why: str) -> str | None:
    """Return the reason as it follows the need; `None` where it may be a clause that nothing introduces."""
    why = _lowered(why)
    plain = fold(why).rstrip(_LOUD + _ENDS)
    if not why:
        return _("en raison de {missing}").format(missing=_MISSING)
    if _CLAUSE.match(plain):
        return why
    if _SUBJECT.match(f"{plain} "):
        elided = plain[:1] in _VOWELS
        return (_("parce qu'{why}") if elided else _("parce que {why}")).format(why=why)
    if plain.startswith(("de ", "d'", "du ")) or _NOUN.fullmatch(_accented(why)):
        return _("en raison {why}").format(why=_after_de(why))
    return None


def _accented(words: str) -> str:
    """Return `words` as they compare with their accents, which tell « élevés » from « élèves »."""
    return " ".join(unicodedata.normalize("NFC", words).lower().replace("’", "'").rstrip(_LOUD + _ENDS).split())


def _lowered(words: str) -> str:
    """Return `words` without the capital of a small word that no longer begins a sentence."""
    plain = f"{fold(words)} "
    is_article = any(pattern.match(plain) for pattern in (_ARTICLE, _SUBJECT, _CLAUSE))
    return words[:1].lower() + words[1:] if is_article else words


def _after_de(words: str) -> str:
    if _DE.match(words):
        return words
    for article, joined in _THE:
        if article.match(words):
            return article.sub(joined, words, count=1)
    return of(words)
