"""What is chosen of an import above the preview: the file, its sheet, where its offers stand, and where they go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.app.importing.reading import Sheets
from offerdesigner.app.plain import middle, plain_tooltip
from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.storage.exchange.grid_import import is_blank_range, proposed_name
from offerdesigner.storage.exchange.grid_layout import Orientation
from offerdesigner.text import _

_LONGEST_NAME = 48
_LETTERS_OF_A_BOX = 16


class Choices(QWidget):
    """Two rows of fields. What is chosen is told; the dialog knows what it means."""

    file_asked = Signal()
    sheet_chosen = Signal(int)
    orientation_chosen = Signal(object)
    target_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ranges: tuple[Id | None, ...] = (None,)
        self._project = Project()
        self._orientations = (Orientation.COLUMNS, Orientation.ROWS)
        self.file_name = QLabel(self)
        self.file_button = QPushButton(_("&Choisir un autre fichier…"), self)
        self.file_button.setAutoDefault(False)
        self.sheet_box, self.orientation_box, self.target_box = (QComboBox(self) for _box in range(3))
        self.orientation_box.addItems([_("par colonne"), _("par ligne")])
        self.name_line = QLineEdit(self)
        self.name_line.setMaxLength(LINE_LENGTH)
        self._lay_out()
        self.file_button.clicked.connect(self.file_asked)
        self.sheet_box.activated.connect(self.sheet_chosen)
        self.orientation_box.activated.connect(self._tell_orientation)
        self.target_box.activated.connect(self._tell_target)

    def _lay_out(self) -> None:
        for box in (self.sheet_box, self.orientation_box, self.target_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LETTERS_OF_A_BOX)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        fields = (
            (0, 0, _("Fichier"), self.file_name),
            (0, 3, _("&Feuille"), self.sheet_box),
            (0, 5, _("&Une offre"), self.orientation_box),
            (1, 0, _("Importer &dans"), self.target_box),
            (1, 3, _("&Nom de la gamme"), self.name_line),
        )
        for row, column, words, field in fields:
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, row, column)
        grid.addWidget(self.file_name, 0, 1)
        grid.addWidget(self.file_button, 0, 2)
        grid.addWidget(self.sheet_box, 0, 4)
        grid.addWidget(self.orientation_box, 0, 6)
        grid.addWidget(self.target_box, 1, 1, 1, 2)
        grid.addWidget(self.name_line, 1, 4, 1, 3)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(4, 2)
        grid.setColumnStretch(6, 1)

    # What is shown

    def show_file(self, path: Path) -> None:
        """Name the file that is read; nothing of it can be chosen yet."""
        self.file_name.setText(middle(path.name, _LONGEST_NAME))
        self.file_name.setToolTip(plain_tooltip(str(path)))
        self._set_ready(False)

    def show_sheets(self, found: Sheets) -> None:
        """Offer the sheets of a file, and the ranges of the project where they may go."""
        self._project = found.project
        blocker = QSignalBlocker(self)
        self.sheet_box.clear()
        self.sheet_box.addItems([sheet.name for sheet in found.sheets])
        self._ranges, words = _targets(found)
        self.target_box.clear()
        self.target_box.addItems(words)
        blank = (place for place, known in enumerate(self._ranges) if known and is_blank_range(found.project, known))
        self.target_box.setCurrentIndex(next(blank, 0))
        blocker.unblock()
        self._set_ready(True)
        self.sheet_box.setEnabled(len(found.sheets) > 1)
        self.target_box.setEnabled(len(words) > 1)

    def show_sheet(self, place: int, stem: str, found: Sheets) -> None:
        """Show which sheet is in the preview, and propose a name for its range."""
        self.sheet_box.setCurrentIndex(place)
        self.name_line.setText(proposed_name(found.sheets[place], stem))
        self._allow_name()

    def show_orientation(self, orientation: Orientation) -> None:
        """Show where the offers stand."""
        self.orientation_box.setCurrentIndex(self._orientations.index(orientation))

    def _set_ready(self, ready: bool) -> None:
        for field in (self.sheet_box, self.orientation_box, self.target_box, self.name_line):
            field.setEnabled(ready)

    # What is chosen

    @property
    def range_id(self) -> Id | None:
        """The range to fill, or `None` for a new one."""
        return self._ranges[max(0, self.target_box.currentIndex())]

    @property
    def range_name(self) -> str:
        """The name of the range, where it can be named."""
        return self.name_line.text() if self.name_line.isEnabled() else ""

    def _allow_name(self) -> None:
        target = self.range_id
        self.name_line.setEnabled(target is None or is_blank_range(self._project, target))

    def _tell_orientation(self, place: int) -> None:
        self.orientation_chosen.emit(self._orientations[place])

    def _tell_target(self, _place: int) -> None:
        self._allow_name()
        self.target_chosen.emit()


def _targets(found: Sheets) -> tuple[tuple[Id | None, ...], list[str]]:
    """Return the ranges that may be filled (`None`: a new one), and their words."""
    ranges = found.project.ranges
    if found.is_new:
        return (ranges[0].id,), [_("une nouvelle offre")]
    words = [_("la gamme « {name} »").format(name=sold.name) for sold in ranges]
    return (None, *(sold.id for sold in ranges)), [_("une nouvelle gamme"), *words]
