"""A field for a date, typed as people write it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.line import LineEditField
from offerdesigner.text import _, day

_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:er)? ([^\W\d]+)\.? (\d{4})")
_MONTHS = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aou", "sept", "oct", "nov", "dec")


def parse_date(typed: str) -> date:
    """Read « 1/12/2026 », « 1er décembre 2026 », « 1 déc. 2026 » or « 2026-12-01 ».

    Raises `Refused` with a French sentence.
    """
    text = " ".join(typed.split())
    try:
        if found := _ISO.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _NUMERIC.fullmatch(text):
            in_day, in_month, year = (int(part) for part in found.groups())
            return date(year + 2000 if year < 100 else year, in_month, in_day)
        if found := _WORDS.fullmatch(text):
            return date(int(found[3]), _month_number(found[2]), int(found[1]))
    except ValueError:
        raise Refused(_("« {typed} » n'existe pas dans le calendrier.").format(typed=text)) from None
    raise Refused(_("Écrivez une date comme « 1er décembre 2026 » ou « 1/12/2026 »."))


def _month_number(word: str) -> int:
    plain = unicodedata.normalize("NFD", word.lower()).encode("ascii", "ignore").decode()
    for index, start in enumerate(_MONTHS, 1):
        if len(plain) >= 3 and (plain.startswith(start) or start.startswith(plain)):
            return index
    raise ValueError(word)


class DateField(LineEditField):
    """A date (`datetime.date`), or `None` when left empty."""

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent, hint=hint)
        self.control.setMaxLength(40)
        self.control.setPlaceholderText(_("jour/mois/année"))

    def _take_typed(self, text: str) -> None:
        # A date is a mistake only once left: each key of « 1/12/2026 » would be refused in turn.
        try:
            if text.strip():
                parse_date(text)
        except Refused:
            return
        self.commit()

    def _display(self, value: Any) -> None:
        text = "" if value is None else day(value)
        if self.control.text() != text:
            self.control.setText(text)

    def _read(self) -> date | None:
        return parse_date(self.control.text()) if self.control.text().strip() else None
