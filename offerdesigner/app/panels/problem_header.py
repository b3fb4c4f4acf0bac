"""Over the list of problems: the verdict, what is shown of them, and what is done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QWidget

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.panels.problem_table import Row
from offerdesigner.app.panels.wrapping import Wrapped
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.checks.mending import safe_fixes
from offerdesigner.checks.registry import FAMILIES
from offerdesigner.checks.verdict import verdict
from offerdesigner.model.finding import Severity
from offerdesigner.text import _, plural, typeset

_IGNORED = "ignored"
_ANY = ""


class ProblemHeader(QWidget):
    """Counts that hide and show, one family alone, the safe repairs, a copy of the list, and the arrows."""

    filtered = Signal()
    mend_asked = Signal()
    copy_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    fold_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "ground", "head")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 3, 6, 3)
        self._row.setSpacing(6)
        self.verdict = Wrapped(1, self)
        self.verdict.setFont(theme.font(bold=True))
        self._row.addWidget(self.verdict, 1)
        self.filters = {key: self._filter(key) for key in (*(each.value for each in Severity), _IGNORED)}
        self.families = self._family_choice()
        self.mend_button = QPushButton(icons.icon("fix"), "", self)
        self.mend_button.setAutoDefault(False)
        self.mend_button.clicked.connect(self.mend_asked)
        self._row.addWidget(self.mend_button)
        self.copy_button = self._tool("duplicate", _("Copier la liste"), self.copy_asked.emit)
        self._tool("up", _("Problème précédent (Maj+F8)"), self.previous_asked.emit)
        self._tool("down", _("Problème suivant (F8)"), self.next_asked.emit)
        self._tool("close", _("Fermer le panneau"), self.close_asked.emit)
        self.fold_button = self._tool("chevron-down", _("Replier la liste en une ligne"), self.fold_asked.emit)
        self.fold_button.hide()

    def lets_through(self, row: Row) -> bool:
        """Tell whether the filters show `row`."""
        family = self.families.currentData()
        return self.filters[row.icon].isChecked() and family in (_ANY, row.family)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Count `rows`, all of them, filtered or not."""
        active = [row.finding for row in rows if row.waiver is None]
        said = verdict(active)
        self.verdict.say(said[:1].upper() + said[1:])
        for key, button in self.filters.items():
            count = sum(row.icon == key for row in rows)
            word = _counted(key, count)
            if button.accessibleName() != word:
                button.setText(str(count))
                button.setAccessibleName(word)
                button.setToolTip(plain_tooltip(_("{counted} : montrer ou cacher").format(counted=word)))
                button.setVisible(bool(count))
        self._list_families({row.family for row in rows})
        self._count_repairs(len(safe_fixes(active)))
        self.copy_button.setEnabled(bool(rows))

    def _filter(self, key: str) -> QPushButton:
        button = QPushButton(icons.icon(key), "", self)
        button.setCheckable(True)
        button.setChecked(key != _IGNORED)
        button.hide()
        button.toggled.connect(self.filtered)
        self._row.addWidget(button)
        return button

    def _family_choice(self) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(_("Sujet des problèmes montrés"))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(14)
        choice.addItem(_("Tous les sujets"), _ANY)
        choice.currentIndexChanged.connect(self.filtered)
        self._row.addWidget(choice)
        return choice

    def _tool(self, icon: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setToolTip(plain_tooltip(name))
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        self._row.addWidget(button)
        return button

    def _list_families(self, present: set[str]) -> None:
        """Offer the families of the problems there are; the one chosen stays, even when it has none left."""
        chosen = self.families.currentData()
        wanted = [_ANY, *(each for each in FAMILIES if each in present or each == chosen)]
        if wanted == [self.families.itemData(place) for place in range(self.families.count())]:
            return
        with QSignalBlocker(self.families):
            self.families.clear()
            for key in wanted:
                self.families.addItem(FAMILIES[key] if key else _("Tous les sujets"), key)
            self.families.setCurrentIndex(wanted.index(chosen))

    def _count_repairs(self, count: int) -> None:
        self.mend_button.setVisible(bool(count))
        word = plural(count, _("Faire {n} correction sûre"), _("Faire les {n} corrections sûres")).format(n=count)
        self.mend_button.setText(typeset(word))
        help_text = _("Celles qui ne changent ni un prix, ni ce qu'une offre donne. Un seul Ctrl+Z les défait toutes.")
        self.mend_button.setToolTip(plain_tooltip(help_text))


def _counted(key: str, count: int) -> str:
    if key == _IGNORED:
        return plural(count, _("{n} ignorée"), _("{n} ignorées")).format(n=count)
    return naming.counted(count, Severity(key))
