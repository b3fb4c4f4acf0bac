"""Starting the window, and what happens when it cannot start or something goes wrong in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from offerdesigner.text import _

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType
    from PySide6.QtWidgets import QApplication

    from offerdesigner.app.window import MainWindow

CANNOT_START = 2


def main(path: Path | None = None) -> int:
    """Open the window on the start centre, or on the file `path`; return the exit code.

    When Qt cannot run here, one sentence on the standard error says what to install, and the code is 2.
    """
    try:
        from PySide6 import QtCore, QtWidgets
    except ImportError as error:
        return _refuse(_why_not() or _("La bibliothèque Qt ne se charge pas ({reason}).").format(reason=error))
    # When no window can be made, Qt ends the process from within: what is missing is told just before.
    former = QtCore.qInstallMessageHandler(_tell_fatal)
    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication(sys.argv[:1])
    QtCore.qInstallMessageHandler(former)
    assert isinstance(application, QtWidgets.QApplication)
    window = start(application, path)
    code = application.exec()
    if window.is_still_drawing:
        # The interpreter would wait for the thread of a drawing that nobody will see: all is saved by now.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    window.deleteLater()
    return code


def start(application: QApplication, path: Path | None = None) -> MainWindow:
    """Dress `application` and show its window."""
    from offerdesigner.app import text_size, theme
    from offerdesigner.app.settings import Store
    from offerdesigner.app.window import MainWindow

    store = Store.open()
    application.setApplicationName("offerdesigner")
    application.setApplicationDisplayName("Offer Designer")
    application.setDesktopFileName("offerdesigner")
    application.setStyle("Fusion")
    speak_french(application)
    text_size.put_on(application, store.settings.text_size)
    theme.put_on(application, store.settings.theme)
    theme.Follower(application, store.theme)
    window = MainWindow(store)
    report_faults(window)
    window.show()
    if path is not None:
        window.open_path(path)
    return window


def speak_french(application: QApplication) -> None:
    """Have Qt's own words (« Annuler », « Ouvrir ») in French, and French dates."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(application)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def report_faults(window: MainWindow) -> None:
    """Log what nobody caught and say it in one sentence; the document is left as it is."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import logging

        logging.getLogger(__name__).error("An error that nobody caught", exc_info=(kind, error, trace))
        window.messages.say(
            "error",
            _("Une action a échoué par notre faute ({name}). Votre offre est intacte ; enregistrez-la.").format(
                name=kind.__name__
            ),
        )

    sys.excepthook = tell


def _tell_fatal(kind: QtMsgType, context: object, message: str) -> None:
    """Say what Qt lacks, in place of its own last words, and end at once; leave other messages to a log."""
    from PySide6.QtCore import QtMsgType

    if kind == QtMsgType.QtFatalMsg:
        _refuse(
            _why_not() or _("La fenêtre ne peut pas s'ouvrir ici ({reason}).").format(reason=message.splitlines()[0])
        )
        sys.stderr.flush()
        os._exit(CANNOT_START)


def _why_not() -> str:
    # Looked for only when Qt did not start: nobody else should wait for it.
    from offerdesigner.app import system_libraries

    return system_libraries.missing()


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return CANNOT_START
