"""Colours by role, light and dark, and the sizes of type. No colour is named anywhere else in the window.

The theme in force is the application's palette, so that nothing has to be told of a change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from offerdesigner import resources

ThemeName = Literal["light", "dark"]
DARK_LIGHTNESS = 128
_NOTED_FONT = "_q_styleSheetWidgetFont"
"""Qt's own name for it."""

_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "window",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "base",
    QPalette.ColorRole.Midlight: "head",
    QPalette.ColorRole.Mid: "mid",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "border",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


@cache
def colours(theme: ThemeName) -> Mapping[str, str]:
    """Return the colours of `theme` by role, as « #RRGGBB »."""
    found: dict[str, str] = json.loads(resources.path("themes", f"{theme}.json").read_text("utf-8"))
    return found


@cache
def current() -> ThemeName:
    """Tell which theme the application's palette shows; `put_on` makes it look again."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < DARK_LIGHTNESS
    return "dark" if dark else "light"


def role(name: str) -> QColor:
    """Return the colour of a role (« error_soft », « muted »…) in the theme in force.

    Raises `KeyError` for an unknown role.
    """
    return QColor(colours(current())[name])


def light_role(name: str) -> QColor:
    """Return the light theme's colour of a role: for what is painted on white paper."""
    return QColor(colours("light")[name])


def palette(theme: ThemeName) -> QPalette:
    """Return the Qt palette of `theme`."""
    named = colours(theme)
    made = QPalette()
    for place, name in _PALETTE.items():
        made.setColor(place, QColor(named[name]))
    for place in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(named["disabled"]))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(named["mid"]))
    return made


def style_sheet(theme: ThemeName) -> str:
    """Return the style sheet of the window, its roles replaced by the colours of `theme`."""
    sheet = resources.path("themes", "window.qss").read_text("utf-8")
    for name, colour in colours(theme).items():
        sheet = sheet.replace(f"{{{name}}}", colour)
    return sheet.replace("{tick}", resources.path("themes", f"tick-{theme}.svg").as_posix())


def wanted(choice: str) -> ThemeName:
    """Return the theme for a setting: « light », « dark », or anything else to follow the system."""
    if choice == "light":
        return "light"
    if choice == "dark":
        return "dark"
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def put_on(application: QApplication, choice: str = "system") -> None:
    """Dress the whole application in the theme that `choice` asks for."""
    theme = wanted(choice)
    application.setPalette(palette(theme))
    current.cache_clear()
    _dress(application, style_sheet(theme))


def measure_again(application: QApplication) -> None:
    """Have the style sheet, which counts in letters, follow another font of the application."""
    _dress(application, application.styleSheet())


def _dress(application: QApplication, sheet: str) -> None:
    for widget in application.allWidgets():
        _keep_font(widget)
    application.setStyleSheet(sheet)


class Follower(QObject):
    """Dresses the application again when the system turns light or dark."""

    def __init__(self, application: QApplication, choice: Callable[[], str]) -> None:
        super().__init__(application)
        self._application, self._choice = application, choice
        application.styleHints().colorSchemeChanged.connect(self._dress)

    def _dress(self) -> None:
        put_on(self._application, self._choice())


HINT = 0.85
HEADER = 0.92
BODY = 1.0
TITLE = 1.15
FIGURE = 1.3
SMALLEST_PIXELS = 11


def font(scale: float = BODY, *, bold: bool = False, figures: bool = False) -> QFont:
    """Return the application's font scaled (`HINT` … `FIGURE`), semi-bold, or with tabular figures."""
    made = QFont(QApplication.font())
    if scale != BODY:
        if made.pixelSize() > 0:
            made.setPixelSize(max(SMALLEST_PIXELS, round(made.pixelSize() * scale)))
        else:
            made.setPointSizeF(made.pointSizeF() * scale)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads (« primary », « message », « tone ») and show it at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    _keep_font(widget)


def _keep_font(widget: QWidget) -> None:
    """Have the style sheet leave to `widget` the font that it has.

    Qt notes the font that a widget had at its first style sheet, and gives it back at the next one:
    whatever was set meanwhile would be lost.
    """
    widget.setProperty(_NOTED_FONT, None)
