"""Starting the window, and what happens when it cannot start or something goes wrong in it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from offerdesigner.app import system_libraries
from offerdesigner.text import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from offerdesigner.app.window import MainWindow

CANNOT_START = 2


def main(path: Path | None = None) -> int:
    """Open the window on the start centre, or on the file `path`; return the exit code.

    When Qt cannot run here, one sentence on the standard error says what to install, and the code is 2.
    """
    lacking = system_libraries.missing()
    if lacking:
        return _refuse(lacking)
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        return _refuse(_("La bibliothèque Qt ne se charge pas ({reason}).").format(reason=error))
    application = QtWidgets.QApplication.instance() or QtWidgets.QApplication(sys.argv[:1])
    assert isinstance(application, QtWidgets.QApplication)
    window = start(application, path)
    code = application.exec()
    window.deleteLater()
    return code


def start(application: QApplication, path: Path | None = None) -> MainWindow:
    """Dress `application` and show its window."""
    from offerdesigner.app import theme
    from offerdesigner.app.settings import Store
    from offerdesigner.app.window import MainWindow

    store = Store.open()
    application.setApplicationName("offerdesigner")
    application.setApplicationDisplayName("Offer Designer")
    application.setDesktopFileName("offerdesigner")
    application.setStyle("Fusion")
    speak_french(application)
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


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return CANNOT_START
