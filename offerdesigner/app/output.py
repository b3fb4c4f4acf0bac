"""Exporting and printing: the jobs that the worker does with the very bytes of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPainter

from offerdesigner.app.live import View, draw, picture

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from offerdesigner.model.base import Id
    from offerdesigner.model.project import Project
    from offerdesigner.render.charts.figures import Figure
    from offerdesigner.render.document import Document

PRINT_DPI = 300
PNG_DPI = 200
POINTS_PER_INCH = 72


def files_of(path: Path, pages: int) -> tuple[Path, ...]:
    """Return the files that an export of `pages` pages to `path` writes: a PNG file holds one page."""
    if path.suffix.lower() != ".png" or pages < 2:
        return (path,)
    return tuple(path.with_name(f"{path.stem}-{page + 1}{path.suffix}") for page in range(pages))


def _pdf_file_of(printer: QPrinter) -> Path | None:
    """Return the PDF file that a printer writes in place of paper, `None` for one with paper."""
    name = printer.outputFileName()
    return Path(name) if name and printer.outputFormat() is printer.OutputFormat.PdfFormat else None


def _write_pages(document: Document, pages: range, path: Path) -> None:
    from offerdesigner.render import raster
    from offerdesigner.storage import atomic

    is_whole = len(pages) == document.page_count
    atomic.write(path, document.pdf if is_whole else raster.pages_alone(document.pdf, pages))


@dataclass(frozen=True)
class Export:
    """Writes the document in view of `project` to `path`, as its suffix says; returns the files written."""

    project: Project
    view: View
    today: date
    path: Path
    range_id: Id | None = None
    """The only range, or the quote, to draw; `None`: every range."""

    def __call__(self) -> tuple[Path, ...]:
        """Draw and write.

        Raises `storage.atomic.SaveFailed`.
        """
        from offerdesigner.render import raster
        from offerdesigner.storage import atomic

        other = self._for_another_program()
        if other is not None:
            atomic.write(self.path, other)
            return (self.path,)
        document = self._drawn()
        written = files_of(self.path, document.page_count)
        for page, path in enumerate(written):
            png = path.suffix.lower() == ".png"
            atomic.write(path, raster.page_png(document.pdf, page, PNG_DPI) if png else document.pdf)
        return written

    def _drawn(self) -> Document:
        return draw(self.project, self.view.layout, self.today, self.view.document, self.range_id)

    def _for_another_program(self) -> bytes | None:
        """Return the quote as an e-mail, a table or data, where that is what the suffix asks for."""
        from offerdesigner.storage.exchange.quote_files import SUFFIXES, quote_file

        suffix = self.path.suffix.lower()
        quote = next((quote for quote in self.project.quotes if quote.id == self.range_id), None)
        if quote is None or suffix not in SUFFIXES:
            return None
        return quote_file(suffix, self.project, quote, self.today, lambda: self._drawn().pdf)


@dataclass(frozen=True)
class SavePicture:
    """Writes a chart to `path`, SVG or PNG by its suffix; returns the files written."""

    figure: Figure
    path: Path

    def __call__(self) -> tuple[Path, ...]:
        """Draw and write.

        Raises `storage.atomic.SaveFailed`.
        """
        from offerdesigner.render.charts import export
        from offerdesigner.storage import atomic

        is_svg = self.path.suffix.lower() == ".svg"
        atomic.write(self.path, export.svg(self.figure).encode() if is_svg else export.png(self.figure))
        return (self.path,)


@dataclass(frozen=True)
class Print:
    """Prints the document in view of `project` at its true size; returns the number of pages."""

    project: Project
    view: View
    today: date
    printer: QPrinter
    range_id: Id | None = None
    """The only range to draw; `None`: every one."""

    def __call__(self) -> int:
        """Draw, then paint each page at 300 dots an inch; Qt lets a printer be painted on from any one thread.

        « Print to a PDF file » writes the pages themselves, whose words can be searched and read aloud.
        Raises `OSError` when the printer does not start, `storage.atomic.SaveFailed`.
        """
        document = draw(self.project, self.view.layout, self.today, self.view.document, self.range_id)
        pages = self._pages(document.page_count)
        file = _pdf_file_of(self.printer)
        if file is not None:
            _write_pages(document, pages, file)
        else:
            self._print(document.pdf, pages)
        return len(pages)

    def _print(self, pdf: bytes, pages: range) -> None:
        printer = self.printer
        first = picture(pdf, 0, 1.0)
        across = first.width() > first.height()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF())
        painter = QPainter()
        if not painter.begin(printer):
            raise OSError("the printer does not start")
        try:
            for place, page in enumerate(pages):
                if place:
                    printer.newPage()
                self._paint(painter, pdf, page)
        finally:
            painter.end()

    def _pages(self, count: int) -> range:
        start, end = self.printer.fromPage(), self.printer.toPage()
        return range(max(start, 1) - 1, min(end, count) if end else count)

    def _paint(self, painter: QPainter, pdf: bytes, page: int) -> None:
        scale = PRINT_DPI / POINTS_PER_INCH
        image = picture(pdf, page, scale)
        dots = self.printer.resolution() / PRINT_DPI
        painter.drawImage(QRectF(0, 0, image.width() * dots, image.height() * dots), image)
