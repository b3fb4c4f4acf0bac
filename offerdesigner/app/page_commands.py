"""The commands that stand on the pages, for « Aller à… »: what one sees as a button is found by its words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import shiboken6
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from offerdesigner.app.editors.page import Page
from offerdesigner.app.pages import PAGES
from offerdesigner.app.plain import bare
from offerdesigner.app.targets import Target
from offerdesigner.text import _, typeset

_TAG = re.compile(r"<[^>]*>")


def commands_on(pages: Mapping[int, Page], show: Callable[[int], None]) -> Iterator[Target]:
    """Return what the buttons of `pages` (by their place) do that can be asked for now; `show` brings a page up."""
    for place, page in pages.items():
        where = _("page {name}").format(name=PAGES[place].title)
        for kind in (QToolButton, QPushButton):
            for button in page.findChildren(kind):
                if button.text() and button.isEnabled() and button.isVisibleTo(page):
                    name, words = _said(button)
                    yield Target(name, where, "right", act=partial(_press, button, place, show), words=words)


def _said(button: QAbstractButton) -> tuple[str, str]:
    """Return the name of a command, and every word that stands on it or beside it."""
    shown, spoken = bare(button.text()), button.accessibleName()
    told = html.unescape(_TAG.sub(" ", button.toolTip()))
    name = spoken if spoken.startswith(shown.rstrip("…")) else shown
    return typeset(name), f"{shown} {spoken} {told}"


def _press(button: QAbstractButton, place: int, show: Callable[[int], None]) -> None:
    show(place)
    if shiboken6.isValid(button):
        button.click()
