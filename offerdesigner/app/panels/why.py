"""« Pourquoi ? »: the rule behind a problem, one's own figures, two examples, the repairs, or ignoring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.samples import Samples
    from offerdesigner.checks.registry import Rule
    from offerdesigner.model.project import Project


class _FixButton(QPushButton):
    """A button that knows its repair."""

    asked = Signal(object)

    def __init__(self, fix: Fix, primary: bool, parent: QWidget) -> None:
        super().__init__(icons.icon("fix", "on_accent" if primary else None), caption(fix.title), parent)
        theme.mark(self, "primary", primary)
        self.clicked.connect(self._ask)
        # A long title must not push the whole explanation under the scroll bar.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.renew(fix)

    def renew(self, fix: Fix) -> None:
        """Do `fix` from now on."""
        self._fix = fix
        self.setText(caption(fix.title))
        self.setAccessibleName(fix.title)
        self._wished = super().sizeHint()
        self._fit()

    def sizeHint(self) -> QSize:
        """The room that the whole title wants."""
        return self._wished

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title to the room there is; the tooltip keeps it whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        title, short = self._fix.title, self.width() < self._wished.width()
        room = self.width() - self._wished.width() + self.fontMetrics().horizontalAdvance(title)
        shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room) if short else title
        self.setText(caption(shown))
        self.setToolTip(plain_tooltip(title) if short else "")

    def _ask(self) -> None:
        self.asked.emit(self._fix)


class WhyPanel(QScrollArea):
    """Explains one finding, and follows it while it lasts."""

    fix_asked = Signal(object)
    """A `Fix` to apply."""

    waive_asked = Signal(object, str)
    """A `Finding` to ignore, and the reason."""

    samples_asked = Signal(str)
    """The rule whose examples are to be drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Pourquoi ?"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._finding: Finding | None = None
        self._rule: Rule | None = None
        self._pictures: dict[str, QLabel] = {}
        self._fixes: list[_FixButton] = []
        theme.mark(self, "region", True)
        self.clear()

    @property
    def finding(self) -> Finding | None:
        """The finding explained, or `None`."""
        return self._finding

    def explain(self, finding: Finding, rule: Rule | None, project: Project) -> None:
        """Show all about `finding`, found by `rule` (`None` for what the drawing alone says)."""
        self._finding, self._rule = finding, rule
        body, column = self._new_body()
        column.addLayout(self._heading(finding, rule, project))
        if rule is not None:
            column.addWidget(self._words(rule.why))
        column.addWidget(self._figures(finding))
        if finding.severity is not Severity.STRENGTH and rule is not None:
            column.addWidget(self._section(_("Que faire")))
            column.addWidget(self._words(rule.remedy))
        self._add_fixes(column, finding)
        if rule is not None:
            column.addLayout(self._examples())
        if rule is not None and rule.waivable and finding.severity is not Severity.STRENGTH:
            self._add_ignoring(column)
        column.addStretch(1)
        if rule is not None:
            column.addLayout(self._foot(rule))
        self.setWidget(body)
        if rule is not None:
            self.samples_asked.emit(rule.id)

    def renew(self, finding: Finding, project: Project) -> bool:
        """Follow the finding explained, as another check found it. False when that takes explaining it anew."""
        if len(finding.fixes) != len(self._fixes):
            return False
        self._finding = finding
        self._message.setText(_words(finding.message))
        self._where.setText(_words(_where(finding, project)))
        for button, fix in zip(self._fixes, finding.fixes, strict=True):
            button.renew(fix)
        return True

    def clear(self) -> None:
        """Explain nothing."""
        self._finding = self._rule = None
        self._pictures = {}
        body, column = self._new_body()
        column.addWidget(self._words(_("Choisissez un problème, puis « Pourquoi ? » (Alt+Entrée).")))
        column.addStretch(1)
        self.setWidget(body)

    def show_samples(self, drawn: Samples) -> None:
        """Put the examples of the rule in their boxes, if it is still the one explained."""
        if self._rule is None or drawn.rule != self._rule.id:
            return
        for name, image in (("bad", drawn.bad), ("good", drawn.good)):
            self._pictures[name].setPixmap(_fitted(image, self._pictures[name]))
            self._pictures[name].setToolTip(plain_tooltip(drawn.said if name == "bad" else ""))
        self._pictures["bad"].setAccessibleName(_("À éviter : {said}").format(said=drawn.said))
        self._pictures["good"].setAccessibleName(_("Plus clair : le même endroit de la fiche, sans ce problème"))

    def take_focus(self) -> None:
        """Put the keyboard on the first repair, or on the text."""
        first: QWidget = self._fixes[0] if self._fixes else self
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _new_body(self) -> tuple[QWidget, QVBoxLayout]:
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self._fixes = []
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        return body, column

    def _heading(self, finding: Finding, rule: Rule | None, project: Project) -> QHBoxLayout:
        row = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(icons.pixmap(finding.severity.value, 24, None, self.devicePixelRatioF()))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = self._words(rule.title if rule is not None else severity_word(finding.severity))
        title.setFont(theme.font(theme.TITLE, bold=True))
        self._where = self._words(_where(finding, project), muted=True)
        words.addWidget(title)
        words.addWidget(self._where)
        row.addLayout(words, 1)
        return row

    def _figures(self, finding: Finding) -> QFrame:
        """Your numbers: what the rule says of this very offer."""
        frame = QFrame()
        theme.mark(frame, "message", naming.TONES[finding.severity])
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.setSpacing(2)
        inner.addWidget(self._words(_("Chez vous"), muted=True))
        self._message = self._words(finding.message)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner.addWidget(self._message)
        return frame

    def _examples(self) -> QVBoxLayout:
        """Return both boxes, one above the other: side by side, nothing on them could be read."""
        boxes = QVBoxLayout()
        boxes.setSpacing(8)
        self._pictures = {}
        for name, icon, tone, word in (
            ("bad", "error", "error", _("À éviter")),
            ("good", "ok", "ok", _("Plus clair")),
        ):
            box = QFrame()
            theme.mark(box, "box", tone)
            inner = QVBoxLayout(box)
            inner.setContentsMargins(6, 5, 6, 6)
            head = QHBoxLayout()
            sign = QLabel()
            sign.setPixmap(icons.pixmap(icon, 14, None, self.devicePixelRatioF()))
            head.addWidget(sign)
            label = self._words(word)
            theme.mark(label, "tone", tone)
            head.addWidget(label, 1)
            inner.addLayout(head)
            shown = QLabel(box)
            shown.setMinimumSize(120, 60)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._pictures[name] = shown
            inner.addWidget(shown)
            boxes.addWidget(box)
        return boxes

    def _add_fixes(self, column: QVBoxLayout, finding: Finding) -> None:
        for place, fix in enumerate(finding.fixes):
            button = _FixButton(fix, place == 0, self)
            button.asked.connect(self.fix_asked)
            self._fixes.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if finding.fixes:
            column.addWidget(self._words(_("Rien d'autre ne change ; Ctrl+Z revient en arrière."), muted=True))

    def _add_ignoring(self, column: QVBoxLayout) -> None:
        column.addWidget(self._section(_("Ignorer ici")))
        row = QHBoxLayout()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("La raison, en une phrase…"))
        self.reason.setAccessibleName(_("La raison d'ignorer ce problème"))
        self.reason.setMaxLength(500)
        self.ignore_button = QPushButton(_("&Ignorer"))
        self.ignore_button.setEnabled(False)
        self.reason.textChanged.connect(self._allow_ignoring)
        self.reason.returnPressed.connect(self._ignore)
        self.ignore_button.clicked.connect(self._ignore)
        row.addWidget(self.reason, 1)
        row.addWidget(self.ignore_button)
        column.addLayout(row)
        column.addWidget(
            self._words(_("La raison est gardée dans le fichier ; le problème reste listé à part."), muted=True)
        )

    def _foot(self, rule: Rule) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._words(_("Source : {source}").format(source=rule.source), muted=True), 1)
        name = self._words(_("règle {id}").format(id=rule.id), muted=True)
        name.setWordWrap(False)
        row.addWidget(name)
        return row

    def _section(self, title: str) -> QLabel:
        label = self._words(title)
        label.setFont(theme.font(bold=True))
        return label

    def _words(self, sentence: str, *, muted: bool = False) -> QLabel:
        label = QLabel(_words(sentence))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if muted:
            label.setFont(theme.font(theme.HEADER))
            theme.mark(label, "tone", "muted")
        return label

    def _allow_ignoring(self, typed: str) -> None:
        self.ignore_button.setEnabled(bool(typed.strip()))

    def _ignore(self) -> None:
        reason = self.reason.text().strip()
        if self._finding is not None and reason:
            self.waive_asked.emit(self._finding, reason)


def _words(sentence: str) -> str:
    return typeset(sentence[:1].upper() + sentence[1:])


def _where(finding: Finding, project: Project) -> str:
    return f"{severity_word(finding.severity)}{naming.SEPARATOR}{naming.place(project, finding.address)}"


def _fitted(image: QImage, label: QLabel) -> QPixmap:
    """Return `image` at the width of `label`, sharp on its screen."""
    ratio = label.devicePixelRatioF()
    width = max(120, label.width())
    shown = QPixmap.fromImage(image).scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    shown.setDevicePixelRatio(ratio)
    return shown
