"""The `.offre` format: one UTF-8 JSON text, `{"format": 1, "project": {…}}`.

Fields stand in the order of the model, one a line, so that two versions compare line by line.
A value equal to its default is left out, unless it is a text. The defaults are therefore a part
of the format: changing one, like changing the meaning of a field, asks for a new number.
"""

from __future__ import annotations

import base64
import codecs
import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from offerdesigner.model.project import Project
from offerdesigner.model.refusal import explain
from offerdesigner.text import _

FORMAT = 1
"""The number of the format that this version writes."""

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read or written."""


class Unreadable(ValueError):
    """A file cannot be opened; the message is one French sentence, `reason` its second half."""

    def __init__(self, reason: str, name: str | None = None) -> None:
        subject = _("« {name} »").format(name=name) if name else _("Ce fichier")
        super().__init__(_("{subject} ne peut pas être ouvert : {reason}").format(subject=subject, reason=reason))
        self.reason = reason


def dump(project: Project) -> str:
    """Return `project` as the text of a file."""
    content = {"format": FORMAT, "project": _plain(project)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def load(text: str | bytes) -> Project:
    """Return the project that the text of a file holds.

    Raises `Unreadable` when it is broken, foreign, newer, or holds impossible values.
    """
    with _without_collection():
        return _loaded(_decoded(text))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: all that is read stays, and each look would go through all of it again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _loaded(text: str) -> Project:
    content = _parsed(text)
    _check_format(content)
    if unknown := content.keys() - {"format", "project"}:
        raise Unreadable(_("« {field} » n'y a pas de sens.").format(field=min(unknown)))
    try:
        return Project.model_validate(content.get("project"))
    except ValidationError as error:
        raise Unreadable(explain(error, content.get("project"))) from None
    except RecursionError:
        raise Unreadable(_too_deep()) from None


def _plain(value: Any) -> Any:
    """Return `value` as JSON knows it."""
    if isinstance(value, BaseModel):
        return {
            name: _plain(getattr(value, name))
            for name, field in type(value).model_fields.items()
            if not _goes_without_saying(getattr(value, name), field.default)
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _goes_without_saying(value: Any, default: Any) -> bool:
    # A default text (« Adhésion ») may be translated, and `kind` says which fields follow: they are written.
    is_text = type(value) is str and value != ""
    return not is_text and type(value) is type(default) and bool(value == default)


def _decoded(text: str | bytes) -> str:
    if len(text) > MAX_BYTES:
        raise Unreadable(_("il dépasse {n} Mo.").format(n=MAX_BYTES // 1024**2))
    if isinstance(text, bytes):
        try:
            text = text.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            raise Unreadable(_("ce n'est pas une offre, ou son texte n'est pas en UTF-8.")) from None
    elif _LONE_SURROGATE.search(text):
        raise Unreadable(_half_a_character())
    if not text or text.isspace():
        raise Unreadable(_("il est vide."))
    return text


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, object_pairs_hook=_reader_of(text), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{"):
            reason = _("il est abîmé ou incomplet (ligne {line}, colonne {column}).")
            raise Unreadable(reason.format(line=error.lineno, column=error.colno)) from None
        raise Unreadable(_foreign()) from None
    except RecursionError:
        raise Unreadable(_too_deep()) from None
    except Unreadable:
        raise
    except ValueError:  # an integer of thousands of digits
        raise Unreadable(_("un de ses nombres est démesuré.")) from None
    if not isinstance(content, dict):
        raise Unreadable(_foreign())
    return content


def _reader_of(text: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return what builds the objects of `text`: its words are looked at one by one only where some may be broken."""
    return _whole_object if r"\u" in text else _object


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a JSON object, refusing what another program could read otherwise than we do."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(_("« {field} » y est écrit deux fois au même endroit.").format(field=_printable(twice)))
    return made


def _whole_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a JSON object, refusing halves of characters too."""
    made = _object(pairs)
    if any(_LONE_SURROGATE.search(word) for word in _words(pairs)):
        raise Unreadable(_half_a_character())
    return made


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _words(pairs: list[tuple[str, Any]]) -> Iterable[str]:
    for name, value in pairs:
        yield name
        for word in value if isinstance(value, list) else (value,):
            if isinstance(word, str):
                yield word


def _printable(word: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", word)[:60]


def _refuse_constant(name: str) -> None:
    raise Unreadable(_("« {name} » n'est pas un nombre.").format(name=name))


def _check_format(content: dict[str, Any]) -> None:
    """Refuse what is not ours, or not of our time. A newer format is never guessed at: saving would lose data."""
    number = content.get("format")
    if type(number) is not int or number < 1 or "project" not in content:
        raise Unreadable(_foreign())
    if number > FORMAT:
        reason = _(
            "il vient d'une version plus récente du programme (format {theirs}, celui-ci lit le format {ours}) ; "
            "installez la dernière version."
        )
        raise Unreadable(reason.format(theirs=number, ours=FORMAT))


def _foreign() -> str:
    return _("ce n'est pas une offre faite avec ce programme.")


def _half_a_character() -> str:
    return _("il contient un caractère qui n'existe pas.")


def _too_deep() -> str:
    return _("ses parties sont emboîtées trop profondément.")
