"""« Exporter » and « Imprimer »: asks where, lets the worker do it, then says it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from offerdesigner.app.filing import file_name
from offerdesigner.app.live import (
    BOARD_SHEET,
    FOCUS_GROUP_GUIDE,
    PARTNER_STATEMENT,
    QUOTE,
    TARIFF_SHEET,
    VIABILITY_REPORT,
    Live,
    Task,
    View,
)
from offerdesigner.app.message_bar import MessageBar
from offerdesigner.app.output import Export, Print, SavePicture, files_of
from offerdesigner.app.plain import middle
from offerdesigner.app.prompts import CANCEL, Choice, Prompts, Question
from offerdesigner.app.settings import Store
from offerdesigner.app.workspace import Workspace
from offerdesigner.checks.verdict import verdict
from offerdesigner.model.base import Id
from offerdesigner.model.finding import Severity
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import reference
from offerdesigner.render.charts.figures import Figure
from offerdesigner.storage.files import SaveFailed
from offerdesigner.text import _, plural

_KINDS = {".pdf": _("PDF (*.pdf)"), ".png": _("Image PNG (*.png)")}
_OF_QUOTES = {
    ".eml": _("Courriel à relire, PDF joint (*.eml)"),
    ".csv": _("Tableau CSV (*.csv)"),
    ".ods": _("Classeur ODS (*.ods)"),
    ".json": _("Données JSON (*.json)"),
}
"""What a quote leaves as besides, for other programs."""

_PICTURES = {".png": _KINDS[".png"], ".svg": _("Image SVG (*.svg)")}


@dataclass(frozen=True)
class _Words:
    """How one kind of document is spoken of, and what ends the name of its file."""

    export: str
    written: str
    pictures: str
    suffix: str = ""


_WORDS = {
    TARIFF_SHEET: _Words(
        _("Exporter la fiche"),
        _("Fiche exportée : {name}."),
        _("Fiche exportée en {n} images, de {first} à {last}."),
    ),
    PARTNER_STATEMENT: _Words(
        _("Exporter le relevé"),
        _("Relevé exporté : {name}."),
        _("Relevé exporté en {n} images, de {first} à {last}."),
        suffix="-releve",
    ),
    FOCUS_GROUP_GUIDE: _Words(
        _("Exporter le guide"),
        _("Guide exporté : {name}."),
        _("Guide exporté en {n} images, de {first} à {last}."),
        suffix="-guide",
    ),
    VIABILITY_REPORT: _Words(
        _("Exporter le rapport"),
        _("Rapport exporté : {name}."),
        _("Rapport exporté en {n} images, de {first} à {last}."),
        suffix="-viabilite",
    ),
    QUOTE: _Words(
        _("Exporter le devis"),
        _("Devis exporté : {name}."),
        _("Devis exporté en {n} images, de {first} à {last}."),
    ),
    BOARD_SHEET: _Words(
        _("Exporter la fiche de décision"),
        _("Fiche de décision exportée : {name}."),
        _("Fiche de décision exportée en {n} images, de {first} à {last}."),
        suffix="-decision",
    ),
}


def _called(project: Project, quote_id: Id) -> str:
    """Return what the file of a quote is called after: its reference, and its client."""
    quote = next((quote for quote in project.quotes if quote.id == quote_id), None)
    if quote is None:
        return _("projet")
    client = next((client.name for client in project.clients if client.id == quote.client), "")
    named = quote.content.client.name if quote.content is not None else client
    return f"{reference(quote) or _('projet')} {named}"


@dataclass(frozen=True)
class _Part:
    """What leaves of a document: one range (`None`: every one) or one quote, its pages, what ends its file's name."""

    subject: Id | None
    pages: int
    suffix: str = ""
    stem: str = ""
    """What its file is called, where it is not after the project."""


class Delivery(QObject):
    """What leaves the window: files and printed pages."""

    def __init__(
        self,
        workspace: Workspace,
        live: Live,
        prompts: Prompts,
        store: Store,
        messages: MessageBar,
        today: Callable[[], date],
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._live, self._prompts = workspace, live, prompts
        self._store, self._messages, self._today = store, messages, today
        self._last: dict[tuple[QObject, str, Id | None], Path] = {}
        self._exported = _WORDS[TARIFF_SHEET]
        self._written: tuple[Path, ...] = ()
        self._printed_to = ""
        self._passed: set[tuple[QObject, str, str]] = set()
        """The errors, by document, rule and address, that were let through knowingly."""

        self.failed = False
        """Whether the last export or printing did not succeed."""

        workspace.picture_asked.connect(self.save_picture)
        workspace.document_asked.connect(self.export_document)

    def export(self) -> None:
        """Ask for a file, PDF or PNG, and write the sheet there; a quote may be an e-mail or a table too."""
        view = self._workspace.preview.view
        words = _WORDS[view.document]
        part = self._part(words.export) if self._is_ready(words.export) else None
        if part is not None:
            is_quote = view.document == QUOTE and part.subject is not None
            self._export(view, part, _KINDS | _OF_QUOTES if is_quote else _KINDS)

    def export_document(self, kind: str) -> None:
        """Ask for a PDF file, and write a document of this kind there, whatever is in sight."""
        if self._is_ready(_WORDS[kind].export):
            view = replace(self._workspace.preview.view, document=kind, subject=None)
            self._export(view, _Part(None, 1), {".pdf": _KINDS[".pdf"]})

    def _export(self, view: View, part: _Part, kinds: Mapping[str, str]) -> None:
        document, words = self._workspace.document, _WORDS[view.document]
        asked = (document, view.document, part.subject)
        proposal = self._last.get(asked) or self._proposal(part.stem or document.title, words.suffix + part.suffix)
        path = self._path(words.export, proposal, kinds, part.pages)
        if path is None:
            return
        self._last[asked] = path
        self._exported = words
        self._begin(path)
        job = Export(document.project, view, self._today(), path, part.subject)
        self._run(job).finished.connect(self._tell_exported)

    def save_picture(self, figure: Figure) -> None:
        """Ask for a file, PNG or SVG, and write a chart there."""
        proposal = self._folder() / f"{file_name(figure.title)}.png"
        path = self._path(_("Enregistrer l'image"), proposal, _PICTURES)
        if path is not None:
            self._begin(path)
            self._run(SavePicture(figure, path)).finished.connect(self._tell_pictured)

    def print(self) -> None:
        """Ask for a printer and print the sheet."""
        part = self._part(_("Imprimer")) if self._is_ready(_("Imprimer")) else None
        if part is None:
            return
        printer = self._prompts.printer(part.pages)
        if printer is None:
            return
        self._printed_to = printer.outputFileName()
        self._messages.say("advice", _("Impression en cours…"), at_foot=True)
        view = self._workspace.preview.view
        job = Print(self._workspace.document.project, view, self._today(), printer, part.subject)
        self._run(job).finished.connect(self._tell_printed)

    def _is_ready(self, title: str) -> bool:
        """Ask whether what is wrong may leave as it is; once for the same errors."""
        errors = {
            (self._workspace.document, each.rule, each.address): each.message
            for each in self._workspace.report.findings
            if each.severity is Severity.ERROR
        }
        if not errors or errors.keys() <= self._passed:
            return True
        more = len(errors) - 1
        first = middle(next(iter(errors.values())), 300)
        rest = plural(more, _(" Et {n} autre."), _(" Et {n} autres.")).format(n=more) if more else ""
        answer = self._prompts.ask(
            Question(
                title,
                f"{verdict(self._workspace.report.findings).partition(',')[0]}.",
                f"{first}{rest}",
                (
                    Choice("see", _("&Voir les problèmes")),
                    Choice("pass", _("&Continuer quand même")),
                    Choice(CANCEL, _("Annuler")),
                ),
            )
        )
        if answer == "see":
            self._workspace.docks.open_problems()
            self._workspace.problems.first()
        if answer == "pass":
            self._passed |= errors.keys()
        return answer == "pass"

    def _run(self, job: Callable[[], object]) -> Task:
        self.failed = False
        task = self._live.run(job, must_end=True, foreseen=(SaveFailed,))
        task.failed.connect(self._tell_failed)
        return task

    def open_written(self) -> None:
        """Open what was just exported with the system's own program, or say that there is none."""
        if self._written and not _opens(self._written[0]):
            self._messages.say(
                "warning",
                _("Aucun programme de cet ordinateur n'ouvre « {name} ».").format(name=self._written[0].name),
                ((_("Ouvrir le &dossier"), self.open_folder),),
            )

    def open_folder(self) -> None:
        """Open the folder of what was just exported, or say where it is."""
        if self._written and not _opens(self._written[0].parent):
            self._messages.say("warning", _("Le fichier est là : {path}").format(path=self._written[0]))

    def _proposal(self, title: str, suffix: str) -> Path:
        stem = file_name(title.removesuffix(".offre")) + suffix
        return self._folder() / f"{stem}.pdf"

    def _folder(self) -> Path:
        folder = Path(self._store.settings.export_folder or self._store.settings.folder or Path.home())
        return folder if folder.is_dir() else Path.home()

    def _path(self, title: str, proposal: Path, kinds: Mapping[str, str], pages: int = 1) -> Path | None:
        """Ask where to write, one of `kinds` by its suffix, the first where there is none; `None`: nowhere."""
        asked = self._prompts.path_to_write(title, proposal, tuple(kinds.values()))
        if asked is None:
            return None
        path = asked if asked.suffix.lower() in kinds else asked.with_name(f"{asked.name}{next(iter(kinds))}")
        others = [file for file in files_of(path, pages) if file != asked]
        return path if self._may_write(others, title) else None

    def _begin(self, path: Path) -> None:
        self._store.change(export_folder=str(path.absolute().parent))
        self._messages.say("advice", _("Export en cours…"), at_foot=True)

    def _part(self, title: str) -> _Part | None:
        """Ask whether every range leaves, or the one in front alone, where there is a choice; `None`: neither."""
        workspace = self._workspace
        project, sheets = workspace.document.project, workspace.preview.sheets
        subject = workspace.preview.view.subject
        if subject is not None:
            return _Part(subject, max(1, sheets.page_count), stem=f"devis-{file_name(_called(project, subject))[:60]}")
        whole = _Part(None, max(1, sheets.page_count))
        sold = [each for each in project.ranges if project.offers_of(each.id)]
        front = next((each for each in sold if each.id == workspace.range_in_front), None)
        if workspace.preview.view.document != TARIFF_SHEET or len(sold) < 2 or front is None:
            return whole
        answer = self._prompts.ask(
            Question(
                title,
                _("Votre offre a {n} gammes, chacune sur ses pages.").format(n=len(sold)),
                _("La gamme affichée est « {name} ».").format(name=middle(front.name or _("Sans nom"), 60)),
                (
                    Choice("all", _("&Toutes les gammes")),
                    Choice("front", _("&Cette gamme seulement")),
                    Choice(CANCEL, _("Annuler")),
                ),
            )
        )
        if answer == "front":
            pages = len(sheets.pages_about(workspace.addresses_of_range(front.id)))
            return _Part(front.id, max(1, pages), f"-{file_name(front.name or _('gamme'))[:40]}")
        return whole if answer == "all" else None

    def _may_write(self, others: Sequence[Path], title: str) -> bool:
        """Ask about the files that the dialog did not name: the pages of a PNG export, a name that we complete."""
        known = [file for file in others if file.exists()]
        if not known:
            return True
        answer = self._prompts.ask(
            Question(
                title,
                _("« {name} » existe déjà dans ce dossier.").format(name=known[0].name),
                _("Rien n'est encore écrit."),
                (Choice("replace", _("&Remplacer"), harmful=True), Choice(CANCEL, _("Annuler"))),
            )
        )
        return answer == "replace"

    def _tell_exported(self, written: tuple[Path, ...]) -> None:
        self._written = written
        said = self._exported.written.format(name=written[0].name)
        if len(written) > 1:
            said = self._exported.pictures.format(n=len(written), first=written[0].name, last=written[-1].name)
        errors = sum(finding.severity is Severity.ERROR for finding in self._workspace.report.findings)
        if errors:
            rest = plural(errors, _("Il reste {n} erreur."), _("Il reste {n} erreurs.")).format(n=errors)
            said = f"{said} {rest}"
        self._messages.say(
            "warning" if errors else "ok",
            said,
            self._ways(),
            at_foot=True,
            passes=True,
        )

    def _ways(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the ways to what was just written."""
        return (_("&Ouvrir"), self.open_written), (_("Ouvrir le &dossier"), self.open_folder)

    def _tell_pictured(self, written: tuple[Path, ...]) -> None:
        self._written = written
        said = _("Image enregistrée : {name}.").format(name=written[0].name)
        self._messages.say("ok", said, self._ways(), at_foot=True, passes=True)

    def _tell_printed(self, pages: int) -> None:
        said = plural(pages, _("{n} page envoyée à l'imprimante."), _("{n} pages envoyées à l'imprimante."))
        if self._printed_to:
            said = plural(pages, _("{n} page écrite dans « {name} »."), _("{n} pages écrites dans « {name} »."))
        self._messages.say("ok", said.format(n=pages, name=Path(self._printed_to).name), at_foot=True, passes=True)

    def _tell_failed(self, error: BaseException) -> None:
        self.failed = True
        reason = str(error) if isinstance(error, SaveFailed) else _("Le fichier n'a pas pu être écrit.")
        self._messages.say("error", _("{reason} Votre offre est intacte.").format(reason=reason))


def _opens(path: Path) -> bool:
    """Have the system open `path` with its own program. False when it knows none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
