"""The tab « Prix psychologique » of « Marché »: price surveys, their answers, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.form import Columns, Mnemonics, Section, scroll_column
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import Attempts, RefusalLabel, muted, small_button
from offerdesigner.app.editors.survey import edits
from offerdesigner.app.editors.survey.answers import AnswersTable, ReadFile
from offerdesigner.app.editors.survey.panel import SurveyPanel
from offerdesigner.app.editors.survey.result import ResultBox
from offerdesigner.app.editors.survey.study import Study, StudyJob
from offerdesigner.app.fields import ChoiceField, DateField, Field, LineField
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.importing.flow import grid_files
from offerdesigner.app.latest import Latest
from offerdesigner.economics.sensitivity.floor import offer_of
from offerdesigner.economics.sensitivity.words import CONVENTIONS
from offerdesigner.model.address import at, contains
from offerdesigner.model.base import Id, new_id
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project
from offerdesigner.model.research import Survey, SurveyMethod
from offerdesigner.storage.exchange.survey_answers import ReadAnswers
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document
    from offerdesigner.app.live import Live, Task
    from offerdesigner.app.panels.beside import Beside

_MOST_AT_ONCE = 150
"""With more answers than that, counting them would hold the keys back: the worker does it."""

METHODS = (
    (SurveyMethod.ACCEPTABILITY, _("Acceptabilité (2 prix)")),
    (SurveyMethod.VAN_WESTENDORP, _("Van Westendorp (4 prix)")),
)


class SurveyTab(Page):
    """One survey at a time: what was asked, the answers, the result; its chart stands on the right."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._live: Live | None = None
        self._latest: Latest | None = None
        self._reading: Task | None = None
        self._survey: Id = ""
        self._is_late = False
        self.answers: AnswersTable | None = None
        self.panel = SurveyPanel(self)
        self.empty = self._make_empty()
        self._mnemonics = Mnemonics()
        self._choice_bar = self._make_bar()
        self._form = self._make_form()
        self._answers_section = self._make_answers()
        self.result = ResultBox(self)
        self.result.price_chosen.connect(self._use_price)
        self.attempts = Attempts(document, self)
        self.attempts.told.connect(self.result.refusal.say)
        self._columns = Columns((self._answers_section,), (self.result,), self)
        scroll_column(self, (self.empty, self._choice_bar, self._form, self._columns))
        document.changed.connect(self._follow)
        self._choose(next(iter(document.project.surveys), None))

    # Building

    def _make_empty(self) -> QWidget:
        empty = QWidget(self)
        self.start_button = QPushButton(_("Préparer une enquête de prix"), empty)
        theme.mark(self.start_button, "primary", True)
        self.start_button.clicked.connect(self._add)
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 0, 0, 0)
        question = QLabel(typeset(_("Quel prix accepteraient-ils ?")), empty)
        question.setFont(theme.font(bold=True))
        column.addWidget(question)
        column.addWidget(
            muted(
                _(
                    "Décrivez une offre à une quinzaine de personnes, puis demandez à chacune : en dessous de quel "
                    "prix douteriez-vous de la qualité ? au-dessus de quel prix serait-ce trop cher ?"
                ),
                empty,
            )
        )
        column.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        return empty

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        self.survey_field = ChoiceField(bar)
        self.survey_field.control.setMinimumContentsLength(22)
        self.survey_field.control.setAccessibleName(_("Enquête montrée"))
        self.survey_field.committed.connect(self._choose_id)
        self.add_button = QPushButton(icons.icon("add"), _("Nouvelle enquête"), bar)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add)
        self.remove_button = small_button("trash", _("Retirer cette enquête"), bar)
        self.remove_button.clicked.connect(self._remove)
        self.chart_button = QPushButton(icons.icon("market"), _("Voir le graphique"), bar)
        self.chart_button.setAutoDefault(False)
        self.chart_button.clicked.connect(self.beside_requested)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.survey_field, self.add_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.chart_button)
        return bar

    def _make_form(self) -> Columns:
        asked = Section(_("Ce qui a été demandé"), self._mnemonics)
        read = Section(_("Comment le lire"), self._mnemonics)
        self.offer_field = ChoiceField(self)
        self.method_field = ChoiceField(self, choices=METHODS)
        self.convention_field = ChoiceField(self, choices=CONVENTIONS.items())
        fields: tuple[tuple[Section, str, Field, str], ...] = (
            (asked, "name", LineField(self), _("renommer une enquête")),
            (asked, "offer", self.offer_field, _("changer l'offre d'une enquête")),
            (
                asked,
                "usage",
                LineField(self, placeholder=_("par mois, pour 15 personnes")),
                _("changer l'usage décrit"),
            ),
            (read, "asked_on", DateField(self), _("changer la date d'une enquête")),
            (read, "method", self.method_field, _("changer la méthode d'une enquête")),
            (read, "convention", self.convention_field, _("changer qui accepte un prix")),
        )
        self.fields: dict[str, Field] = {}
        for section, name, field, label in fields:
            section.add_field(field_info(Survey, name).title, field)
            self.bind(field, at("surveys", "", name), label)
            self.fields[name] = field
        self._read_section = read
        return Columns((asked,), (read,), self)

    def _make_answers(self) -> Section:
        section = Section(_("Réponses"), self._mnemonics)
        self.paste_button = QPushButton(icons.icon("duplicate"), _("Coller depuis un tableur"), section)
        self.paste_button.setAutoDefault(False)
        self.paste_button.clicked.connect(self._paste)
        self.import_button = QPushButton(icons.icon("open"), _("Importer un fichier…"), section)
        self.import_button.setAutoDefault(False)
        self.import_button.clicked.connect(self._ask_file)
        self.refusal = RefusalLabel(section)
        row = QHBoxLayout()
        row.addWidget(self.paste_button)
        row.addWidget(self.import_button)
        row.addStretch(1)
        section.column.addLayout(row)
        section.column.addWidget(self.refusal)
        return section

    # Which survey

    @property
    def survey(self) -> Survey | None:
        """The survey in front."""
        return edits.survey_of(self.document.project, self._survey)

    def _choose_id(self, survey: Id) -> None:
        self._choose(edits.survey_of(self.document.project, survey))

    def _choose(self, survey: Survey | None) -> None:
        """Show `survey`, or how to begin without one."""
        had_panel = bool(self._survey)
        if survey is None or survey.id != self._survey:
            self._survey = survey.id if survey is not None else ""
            self.result.forget()
            self.refusal.say("")
        for binding in self._bindings:
            binding.point_to(at("surveys", self._survey or "-", binding.address.rpartition("/")[2]))
        self._show()
        if had_panel != bool(self._survey):
            self.beside_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while another page or tab was in front."""
        super().showEvent(event)
        if self._is_late:
            self._show()

    def _follow(self, change: Change) -> None:
        surveys = change.project.surveys
        if self.survey is None:
            before = [one.id for one in change.previous.surveys]
            place = before.index(self._survey) if self._survey in before else len(surveys)
            self._choose(surveys[min(place, len(surveys) - 1)] if surveys else None)
        elif self.isVisible():
            self._show()
        else:
            self._is_late = True

    def _show(self) -> None:
        self._is_late = False
        project, survey = self.document.project, self.survey
        for widget in (self._choice_bar, self._form, self._columns):
            widget.setVisible(survey is not None)
        self.empty.setVisible(survey is None)
        if survey is None:
            self._forget_job()
            return
        self.survey_field.set_choices((one.id, edits.shown_survey(one)) for one in project.surveys)
        self.survey_field.show(survey.id)
        self.offer_field.set_choices(_offers(project))
        is_accepted = survey.method is SurveyMethod.ACCEPTABILITY
        self._read_section.show_row(self.convention_field, is_accepted)
        self._show_answers(survey)
        job = StudyJob(project, survey)
        if self._latest is not None and len(survey.answers) > _MOST_AT_ONCE:
            self._latest.ask(job)
        else:
            self._forget_job()
            self._tell(job())

    def _forget_job(self) -> None:
        if self._latest is not None:
            self._latest.forget()

    def _tell(self, worked: tuple[StudyJob, Study]) -> None:
        job, told = worked
        self.result.show_study(told, offer_of(job.project, job.survey))
        self.panel.show_study(told)

    def _show_answers(self, survey: Survey) -> None:
        table = self.answers
        if table is None or (table.survey, table.method) != (survey.id, survey.method):
            if table is not None:
                table.hide()
                table.deleteLater()
            self.answers = table = AnswersTable(self.document, survey.id, survey.method, self._answers_section)
            table.address_focused.connect(self.address_focused)
            table.said.connect(self.refusal.say)
            self._answers_section.column.addWidget(table)
            table.model.show_findings(self._findings)

    # What one does

    def _add(self) -> None:
        survey = new_id()
        if self.document.apply(edits.add_survey(self.document.project, survey), self):
            self._choose_id(survey)
            self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self.survey is not None:
            self.document.apply(edits.remove_survey(self.survey), self)

    def _use_price(self, price: Decimal) -> None:
        offer = offer_of(self.document.project, self.survey) if self.survey is not None else None
        if offer is not None:
            self.attempts.make(edits.use_price(offer, price), self)

    def _paste(self) -> None:
        if self.answers is not None:
            self.answers.paste()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Importer des réponses"), "", grid_files())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_name(self, name: str) -> None:
        self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Add the answers of the file `path`, once the worker has read it; or say why there are none."""
        if self._live is None or self.survey is None:
            return
        self._reading = self._live.run(ReadFile(path, self.survey.method), files=True)
        self._reading.finished.connect(self._take_read)

    def _take_read(self, read: ReadAnswers | str) -> None:
        if self.sender() is not self._reading or self.answers is None:
            return
        if isinstance(read, str):
            self.refusal.say(read)
        else:
            self.answers.take(read)

    # What a page does

    def work_with(self, live: Live) -> None:
        """Have files read by `live`, and many answers counted."""
        self._live = live
        self._latest = Latest(live, self, keeps_up=True)
        self._latest.finished.connect(self._tell)

    @property
    def beside(self) -> Beside | None:
        """The chart, once there is a survey."""
        return self.panel if self.survey is not None else None

    @property
    def standing(self) -> object | None:
        """The survey in front."""
        return self._survey or None

    def stand(self, standing: object) -> None:
        """Come back to a survey."""
        assert isinstance(standing, str)
        self._choose(edits.survey_of(self.document.project, standing) or self.survey)
        self.go_to(self.first_address())

    def first_address(self) -> str:
        """Begin on the answers of the survey in front, or where one begins a first one."""
        return at("surveys", self._survey, "answers") if self._survey else "surveys"

    def go_to(self, address: str) -> bool:
        """Show and focus what stands at `address`. False when it is not on this tab."""
        if not contains("surveys", address):
            return False
        wanted = edits.survey_of(self.document.project, (*address.split("/"), "", "")[1]) or self.survey
        if wanted is None:
            self.reveal(self.start_button)
            return address == "surveys"
        self._choose(wanted)
        if self.answers is not None and self.answers.go_to(address):
            self.answers.take_keyboard()
            return True
        return super().go_to(address) or super().go_to(at("surveys", wanted.id))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the fields and the answers."""
        super().show_findings(findings)
        if self.answers is not None:
            self.answers.model.show_findings(findings)


def _offers(project: Project) -> list[tuple[Id | None, str]]:
    named = [(offer.id, offer.name or _("Offre sans nom")) for offer in project.offers]
    return [(None, _("aucune en particulier")), *named]
