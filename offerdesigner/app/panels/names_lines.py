"""In « Nommer »: what becomes of a name aloud, on a keyboard, in a search and shortened, and the names nearby."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.app.panels.why_words import section
from offerdesigner.app.plain import breakable
from offerdesigner.checks.naming.advice import Aspect, Caution, Neighbour
from offerdesigner.text import _, typeset

_ICON = 15


def plain_label(parent: QWidget, *, muted: bool = False, bold: bool = False) -> QLabel:
    """Return a label for a name as it was typed, which never asks for more width than there is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.font(bold=bold))
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if muted:
        theme.mark(label, "tone", "muted")
    return label


def write(label: QLabel, text: str) -> None:
    """Show `text`, broken where it must be, and say it whole to those who listen."""
    shown = breakable(text)
    if label.text() != shown:
        label.setText(shown)
        label.setAccessibleName(text)


class _CautionLine(QWidget):
    """A shape, the word that says it, and a sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._said: tuple[str, str] = ("", "")
        self._sign = QLabel(self)
        self._words = plain_label(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    @property
    def sentence(self) -> str:
        """What is said, with the word of the shape."""
        return self._said[1]

    def say(self, icon: str, sentence: str) -> None:
        """Show `sentence` beside the shape `icon`."""
        if (icon, sentence) != self._said:
            self._said = icon, sentence
            write(self._words, sentence)
            self._paint_sign()

    def _paint_sign(self) -> None:
        self._sign.setPixmap(icons.pixmap(self._said[0], _ICON, None, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._said[0]:
            self._paint_sign()


class Cautions(QWidget):
    """As many lines as there are things to beware of; no room when there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[_CautionLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(line.sentence for line in self._lines if not line.isHidden())

    def show_cautions(self, cautions: Sequence[Caution], fine: str = "") -> None:
        """Show `cautions`; where there is none, say `fine` if it is given."""
        said = [(one.severity.value, _worded(one)) for one in cautions] or ([("ok", typeset(fine))] if fine else [])
        while len(self._lines) < len(said):
            self._lines.append(_CautionLine(self))
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(said))
            if place < len(said):
                line.say(*said[place])
        self.setVisible(bool(said))


def _worded(caution: Caution) -> str:
    said = _("{severity} : {message}").format(severity=severity_word(caution.severity), message=caution.sentence)
    return typeset(said)


class AspectsPart(QWidget):
    """Four short lines, each with what to beware of beneath it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: list[QLabel] = []
        self._values: list[QLabel] = []
        self._cautions: list[Cautions] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as one reads them: title, value, what to beware of."""
        told = zip(self._titles, self._values, self._cautions, strict=True)
        return tuple(
            " ".join((f"{title.text()}{_(' : ')}{value.accessibleName()}", *cautions.sentences))
            for title, value, cautions in told
        )

    def show_aspects(self, aspects: Sequence[Aspect]) -> None:
        """Show what becomes of a name."""
        for place, aspect in enumerate(aspects):
            if place == len(self._titles):
                self._add_row()
            self._titles[place].setText(typeset(aspect.title))
            write(self._values[place], aspect.value or "—")
            self._cautions[place].show_cautions(aspect.cautions)

    def _add_row(self) -> None:
        row = self._grid.rowCount()
        title = QLabel(self)
        theme.mark(title, "tone", "muted")
        value = plain_label(self, bold=True)
        cautions = Cautions(self)
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._grid.addWidget(cautions, row + 1, 1)
        self._titles.append(title)
        self._values.append(value)
        self._cautions.append(cautions)


class NeighboursPart(QWidget):
    """The names of the project that one may take for this one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cautions = Cautions(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(section(_("Noms voisins"), self))
        column.addWidget(self.cautions)

    def show_neighbours(self, neighbours: Sequence[Neighbour]) -> None:
        """Show them, the closest first."""
        told = [
            Caution(one.severity, _("« {name} » ({what}), {why}.").format(name=one.name, what=one.what, why=one.why))
            for one in neighbours
        ]
        self.cautions.show_cautions(told, fine=_("Aucun autre nom du projet n'y ressemble."))
