"""Which system package is missing when the window cannot start; looked at before Qt, which would abort."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from offerdesigner.text import _

_FOR_ANY_WINDOW = (
    ("libEGL.so.1", "libegl1", "libglvnd-egl"),
    ("libGL.so.1", "libgl1", "libglvnd-glx"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
_FOR_X11 = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
)
"""Libraries that the wheels of Qt expect: their file, the package of Debian, the package of Fedora."""


def _load(library: str) -> None:
    ctypes.CDLL(library)


def missing(
    environment: Mapping[str, str] = os.environ,
    load: Callable[[str], None] = _load,
    platform: str = sys.platform,
) -> str:
    """Return a sentence that names the packages to install, or "" when Qt has all it needs.

    `load` loads a library or raises `OSError`.
    """
    if platform != "linux":
        return ""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    x11 = chosen.startswith("xcb") or (
        not chosen and bool(environment.get("DISPLAY")) and not environment.get("WAYLAND_DISPLAY")
    )
    lacking = [entry for entry in (*_FOR_ANY_WINDOW, *(_FOR_X11 if x11 else ())) if not _loads(entry[0], load)]
    if lacking:
        return _(
            "La fenêtre a besoin de paquets du système : installez {debian} (Debian, Ubuntu) ou {fedora} (Fedora)."
        ).format(
            debian=" ".join(debian for _file, debian, _fedora in lacking),
            fedora=" ".join(fedora for _file, _debian, fedora in lacking),
        )
    if not chosen and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return _("Il n'y a pas d'écran ici : lancez la fenêtre dans une session graphique, ou voyez « --help ».")
    return ""


def _loads(library: str, load: Callable[[str], None]) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
