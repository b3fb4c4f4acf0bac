"""Fields of choice: one among several, yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from offerdesigner.app.fields.base import Field


class ChoiceField(Field):
    """One value among several, named in words."""

    control: QComboBox

    def __init__(
        self, parent: QWidget | None = None, *, choices: Iterable[tuple[Any, str]] = (), hint: str = ""
    ) -> None:
        super().__init__(QComboBox(), parent, hint=hint)
        self._values: tuple[Any, ...] = ()
        self._texts: tuple[str, ...] = ()
        # Long names elide rather than widen the whole page.
        self.control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.control.setMinimumContentsLength(12)
        self.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self.control.activated.connect(self._take_activated)

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer `choices` (value, words); the shown value stays shown."""
        pairs = tuple(choices)
        values, texts = tuple(value for value, _text in pairs), tuple(text for _value, text in pairs)
        if (values, texts) == (self._values, self._texts):
            return
        self._values, self._texts = values, texts
        blocker = QSignalBlocker(self.control)
        self.control.clear()
        self.control.addItems(list(texts))
        self._display(self._value)
        blocker.unblock()

    def _take_activated(self, _index: int) -> None:
        self.conclude()

    def _display(self, value: Any) -> None:
        self.control.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _stands_already(self, value: Any) -> bool:
        index = self.control.currentIndex()
        return bool(index >= 0 and self._values[index] == value)

    def _read(self) -> Any:
        index = self.control.currentIndex()
        # Values stay here: a combo box would hand back copies, and plain strings for enumerations.
        return self._values[index] if index >= 0 else self._value


class CheckField(Field):
    """Yes or no (`bool`), with its words beside the box."""

    control: QCheckBox

    def __init__(self, text: str = "", parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(QCheckBox(text), parent, hint=hint)
        self.control.clicked.connect(self._take_clicked)

    def _take_clicked(self, _checked: bool) -> None:
        self.conclude()

    def _display(self, value: Any) -> None:
        self.control.setChecked(bool(value))

    def _read(self) -> bool:
        return self.control.isChecked()
