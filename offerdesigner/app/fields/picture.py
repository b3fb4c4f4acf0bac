"""A field for a picture: chosen from the disk or dropped, bounded before it is decoded."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSizePolicy, QWidget

from offerdesigner.app.fields.base import Field, Refused
from offerdesigner.model.project import Picture
from offerdesigner.text import _

MAX_PIXELS = 40_000_000
MAX_BYTES = 5_000_000
MAX_FILE_BYTES = 60_000_000
_THUMBNAIL = QSize(160, 64)


def load_picture(path: Path) -> Picture:
    """Read the PNG or JPEG file at `path` and encode it anew, so that nothing but pixels is kept.

    The size is checked before the pixels are decoded. Raises `Refused` with a French sentence.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Refused(_("Ce fichier est trop lourd : {n} Mo au plus.").format(n=MAX_FILE_BYTES // 1_000_000))
        data = path.read_bytes()
    except OSError:
        raise Refused(_("Ce fichier n'a pas pu être lu.")) from None
    return encode_picture(data)


def encode_picture(data: bytes) -> Picture:
    """Decode `data` (PNG or JPEG) within bounds and encode it anew.

    Raises `Refused` with a French sentence.
    """
    # Imported here: Pillow is not needed before a picture is chosen.
    from PIL import Image

    too_large = Refused(
        _("Cette image est trop grande : {n} millions de points au plus.").format(n=MAX_PIXELS // 1_000_000)
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Formats are named, so that no other decoder ever sees the bytes.
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise too_large
                media_type, encoded = _encode(image)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large from None
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError):
        raise Refused(_("Ce fichier n'est pas une image PNG ou JPEG lisible.")) from None
    if len(encoded) > MAX_BYTES:
        raise Refused(_("Cette image pèse trop : réduisez-la à {n} Mo.").format(n=MAX_BYTES // 1_000_000))
    return Picture.model_validate(
        {"id": hashlib.sha256(encoded).hexdigest(), "media_type": media_type, "data": base64.b64encode(encoded)}
    )


def _encode(image: Any) -> tuple[str, bytes]:
    from PIL import ImageOps

    target = io.BytesIO()
    encoded_as = image.format
    # The orientation that a camera noted would be lost with the rest of what is not pixels.
    image = ImageOps.exif_transpose(image)
    if encoded_as == "JPEG":
        image.convert("RGB").save(target, "JPEG", quality=92, optimize=True)
        return "image/jpeg", target.getvalue()
    image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB").save(
        target, "PNG", optimize=True
    )
    return "image/png", target.getvalue()


def _thumbnail(picture: Picture, ratio: float) -> QPixmap:
    """Return `picture` small, for a screen of this pixel ratio; nothing when its size is beyond bounds."""
    kept = QBuffer()
    kept.setData(picture.data)
    kept.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(kept, QByteArray(picture.media_type.removeprefix("image/").encode()))
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return QPixmap()
    reader.setScaledSize(size.scaled(_THUMBNAIL * ratio, Qt.AspectRatioMode.KeepAspectRatio))
    pixels = QPixmap.fromImage(reader.read())
    pixels.setDevicePixelRatio(ratio)
    return pixels


class PictureField(Field):
    """A picture (`Picture`) or none (`None`), shown small."""

    control: QPushButton

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(QPushButton(_("Choisir un fichier…")), parent, hint=hint)
        self._chosen: Picture | None = None
        self._thumbnail = QLabel(self)
        self._thumbnail.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._thumbnail.setTextFormat(Qt.TextFormat.PlainText)
        self.remove_button = QPushButton(_("Retirer"), self)
        self._thumbnail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._column.insertWidget(0, self._thumbnail)
        self.row.insertWidget(1, self.remove_button)
        self.row.addStretch(1)
        self.row.setStretchFactor(self.control, 0)
        self.control.clicked.connect(self._open_dialog)
        self.remove_button.clicked.connect(self._remove)
        self.control.setAcceptDrops(True)
        self._display(None)

    def take_file(self, path: Path) -> None:
        """Take the picture at `path`, or say why it is refused."""
        try:
            picture = load_picture(path)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self._display(picture)
        self.commit()

    def _display(self, value: Any) -> None:
        self._chosen = value
        self.remove_button.setVisible(value is not None)
        self._thumbnail.setPixmap(QPixmap() if value is None else _thumbnail(value, self.devicePixelRatioF()))
        self._thumbnail.setVisible(value is not None)
        self._thumbnail.setAccessibleName(_("Image actuelle") if value is not None else "")

    def _read(self) -> Picture | None:
        return self._chosen

    def _remove(self) -> None:
        self._display(None)
        self.commit()
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_dialog(self) -> None:
        dialog = QFileDialog(self, _("Choisir une image"), "", _("Images PNG ou JPEG (*.png *.jpg *.jpeg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_name)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_name(self, name: str) -> None:
        self.take_file(Path(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file dropped on the button."""
        if isinstance(event, QDropEvent):
            event.ignore()
            urls = event.mimeData().urls()
            if len(urls) == 1 and urls[0].isLocalFile():
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                    self.take_file(Path(urls[0].toLocalFile()))
            return True
        return super().eventFilter(watched, event)
