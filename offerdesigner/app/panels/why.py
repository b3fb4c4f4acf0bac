"""« Pourquoi ? »: the rule behind a problem, one's own figures, two examples, the repairs, or ignoring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from offerdesigner.app import icons, naming, theme
from offerdesigner.app.fields.marks import severity_word
from offerdesigner.app.panels.comparison import Comparison, Side
from offerdesigner.app.panels.why_figures import Figures
from offerdesigner.app.panels.why_ignoring import IgnoredPart, IgnoringPart
from offerdesigner.app.panels.why_repairs import RepairsPart
from offerdesigner.app.panels.why_words import line, sentence, told, words
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.repairs import applicable
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.text import _

if TYPE_CHECKING:
    from offerdesigner.app.repairs import Repairs
    from offerdesigner.app.samples import Samples
    from offerdesigner.checks.registry import Rule
    from offerdesigner.model.project import Project, Waiver

_MARGIN = 14


class WhyPanel(QScrollArea):
    """Explains one finding, and follows it while it lasts."""

    fix_asked = Signal(object)
    """A `Fix` to apply."""

    waive_asked = Signal(object, str)
    """A `Finding` to ignore, and the reason."""

    resume_asked = Signal(object)
    """A `Waiver` to take back."""

    leave_asked = Signal()
    """The person wants to mend it by hand: back to the field."""

    samples_asked = Signal(str)
    """The rule whose examples are to be drawn."""

    repairs_asked = Signal(object)
    """The fixes whose result is to be drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Pourquoi ?"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._finding: Finding | None = None
        self._rule: Rule | None = None
        self._waiver: Waiver | None = None
        self._project: Project | None = None
        self.samples: Comparison | None = None
        self.repairs: RepairsPart | None = None
        self.ignoring: IgnoringPart | None = None
        theme.mark(self, "region", True)
        self.clear()

    @property
    def finding(self) -> Finding | None:
        """The finding explained, or `None`."""
        return self._finding

    def explain(self, finding: Finding, rule: Rule | None, project: Project, waiver: Waiver | None = None) -> None:
        """Show all about `finding`, found by `rule` (`None` for what the drawing alone says), ignored by `waiver`."""
        body, column = self._new_body()
        self._finding, self._rule, self._waiver, self._project = finding, rule, waiver, project
        praised = finding.severity is Severity.STRENGTH
        column.addLayout(self._heading(body, finding, rule, project))
        if rule is not None:
            column.addWidget(words(rule.why, body))
        tone = "advice" if waiver is not None else naming.TONES[finding.severity]
        self._figures = Figures(finding.message, self._lines(finding), tone, body)
        column.addWidget(self._figures)
        if waiver is not None:
            ignored = IgnoredPart(waiver, body)
            ignored.resume_asked.connect(self.resume_asked)
            column.addWidget(ignored)
        if rule is not None:
            self._add_samples(body, column, rule)
        if rule is not None and not praised:
            column.addLayout(told(_("Que faire"), rule.remedy, body))
        fixes = applicable(project, finding.fixes)
        if fixes:
            self._add_repairs(body, column, fixes)
        if not praised:
            column.addWidget(self._by_hand(body), 0, Qt.AlignmentFlag.AlignLeft)
            self._add_ignoring(body, column)
        column.addStretch(1)
        if rule is not None:
            column.addWidget(line(body))
            column.addLayout(self._foot(body, rule))
        self.setWidget(body)
        self._chain(body)
        self._ask_for_pictures(fixes)

    def renew(self, finding: Finding, project: Project, waiver: Waiver | None = None) -> bool:
        """Follow the finding explained, as another check found it. False when that takes explaining it anew."""
        fixes = applicable(project, finding.fixes)
        if len(fixes) != (len(self.repairs.buttons) if self.repairs is not None else 0) or waiver != self._waiver:
            return False
        changed = project is not self._project
        self._finding, self._project = finding, project
        self._figures.say(finding.message, self._lines(finding))
        self._where.setText(sentence(self._place(finding, project)))
        if self.repairs is not None:
            self.repairs.renew(fixes)
            if changed:
                self.repairs_asked.emit(fixes)
        return True

    def clear(self) -> None:
        """Explain nothing."""
        body, column = self._new_body()
        column.addWidget(words(_("Choisissez un problème, puis « Pourquoi ? » (Alt+Entrée)."), body))
        column.addStretch(1)
        self.setWidget(body)

    def show_samples(self, drawn: Samples) -> None:
        """Put the examples of the rule in their boxes, if it is still the one explained."""
        if self._rule is None or self.samples is None or drawn.rule != self._rule.id:
            return
        self.samples.put(drawn.bad, drawn.good, (drawn.said, drawn.good.words or _("sans ce problème")))

    def show_repairs(self, drawn: Repairs) -> None:
        """Show what the repairs change on the sheet, if they are still offered."""
        if self.repairs is not None:
            self.repairs.show_repairs(drawn)

    def take_focus(self) -> None:
        """Put the keyboard on the first repair if it is in sight, or on the text, that the arrows scroll."""
        first: QWidget = self.repairs.buttons[0] if self.repairs is not None else self
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._keep_focus_in_sight()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pictures that land make the text longer: the keyboard does not stay on what they push out of sight."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and watched is self._body:
            self._keep_focus_in_sight()
        return done

    def _keep_focus_in_sight(self) -> None:
        if self.repairs is None or self.verticalScrollBar().value():
            return
        first = self.repairs.buttons[0]
        bottom = first.mapTo(self._body, first.rect().bottomLeft()).y()
        if first.hasFocus() and bottom > self.viewport().height():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text as wide with a scroll bar as without, so that neither makes the other come and go."""
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        bar = self.verticalScrollBar()
        room = 0 if bar.isVisible() else bar.sizeHint().width()
        self._column.setContentsMargins(_MARGIN, 12, _MARGIN + room, 12)

    def _new_body(self) -> tuple[QWidget, QVBoxLayout]:
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self._finding = self._rule = self._waiver = self._project = None
        self.samples = self.repairs = self.ignoring = None
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setSpacing(10)
        self._set_margins()
        return self._body, self._column

    def _heading(self, body: QWidget, finding: Finding, rule: Rule | None, project: Project) -> QHBoxLayout:
        row = QHBoxLayout()
        sign = QLabel(body)
        sign.setPixmap(
            icons.pixmap("ignored" if self._waiver else finding.severity.value, 24, None, self.devicePixelRatioF())
        )
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(4)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        title = words(rule.title if rule is not None else severity_word(finding.severity), body)
        title.setFont(theme.font(theme.TITLE, bold=True))
        self._where = words(self._place(finding, project), body, muted=True)
        lines.addWidget(title)
        lines.addWidget(self._where)
        row.addLayout(lines, 1)
        return row

    def _place(self, finding: Finding, project: Project) -> str:
        word = _("Ignoré") if self._waiver is not None else severity_word(finding.severity)
        return f"{word}{naming.SEPARATOR}{naming.place(project, finding.address)}"

    def _lines(self, finding: Finding) -> tuple[tuple[str, str], ...]:
        return self._rule.figures_of(finding.data) if self._rule is not None else ()

    def _add_samples(self, body: QWidget, column: QVBoxLayout, rule: Rule) -> None:
        if rule.after_waivers or not rule.document:  # no paper shows what was ignored, nor what is planned
            return
        self.samples = Comparison(Side(_("À éviter"), "error"), Side(_("Plus clair"), "ok"), body)
        column.addWidget(self.samples)

    def _add_repairs(self, body: QWidget, column: QVBoxLayout, fixes: tuple[Fix, ...]) -> None:
        self.repairs = RepairsPart(fixes, body)
        self.repairs.fix_asked.connect(self.fix_asked)
        column.addWidget(self.repairs)

    def _by_hand(self, body: QWidget) -> QPushButton:
        """Return the button that leads back to the field, to mend it as one likes."""
        button = QPushButton(_("Revenir à la case (Échap)"), body)
        theme.mark(button, "link", True)
        button.clicked.connect(self.leave_asked)
        return button

    def _add_ignoring(self, body: QWidget, column: QVBoxLayout) -> None:
        rule = self._rule
        if rule is None or rule.after_waivers or self._waiver is not None:
            return
        column.addWidget(line(body))
        if rule.waivable:
            self.ignoring = IgnoringPart(body)
            self.ignoring.ignore_asked.connect(self._ignore)
            column.addWidget(self.ignoring)
        else:
            column.addWidget(words(_("Ce problème ne peut pas être ignoré : il se corrige."), body, muted=True))

    def _foot(self, body: QWidget, rule: Rule) -> QHBoxLayout:
        row = QHBoxLayout()
        source = words(_("Source : {source}").format(source=rule.source), body, muted=True)
        # The name of the rule serves whoever asks for help, or uses the command line.
        source.setToolTip(plain_tooltip(_("Nom de cette règle : {id}").format(id=rule.id)))
        row.addWidget(source, 1)
        return row

    def _chain(self, body: QWidget) -> None:
        """Have Tab lead from the text to what is in it: Qt puts what is made later after all the window."""
        before: QWidget = self
        for widget in body.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _ask_for_pictures(self, fixes: tuple[Fix, ...]) -> None:
        if self.samples is not None and self._rule is not None:
            self.samples_asked.emit(self._rule.id)
        if fixes:
            self.repairs_asked.emit(fixes)

    def _ignore(self, reason: str) -> None:
        if self._finding is not None:
            self.waive_asked.emit(self._finding, reason)
