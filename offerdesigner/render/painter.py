"""The pages of one document: text, rules, blocks and signs, measured from the top left, with the places of texts.

Text is written straight as PDF operators: fewer and faster than reportlab's text objects, and
kerned where the face is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from offerdesigner.model.address import Address
from offerdesigner.model.finding import Finding
from offerdesigner.render.document import Document, Place
from offerdesigner.render.fonts import drawable, face
from offerdesigner.render.linebreak import Paragraph, SetLine, text_width
from offerdesigner.render.style import INK, MM, Rgb, Style

_ASCENT, _DESCENT = 0.76, 0.24
_TOLD = 60
"""How many characters of a text a finding repeats."""
_PRODUCER = "Offer Designer"
_HATCH = 4.0
"""Points between two strokes of a hatched shape."""


class Painter:
    """Draws pages one after the other and remembers where the project's texts stand.

    Lengths are points; y goes down from the top of the page. The same calls give the same bytes.
    """

    def __init__(self, *, title: str, author: str, subject: str) -> None:
        self._out = io.BytesIO()
        regular = face("ODText-Regular").name
        self._canvas = Canvas(
            self._out, invariant=1, lang="fr-FR", initialFontName=regular, pageCompression=1, pdfVersion=(1, 7)
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator(_PRODUCER)
        self._canvas.setProducer(_PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._places: list[Place] = []
        self._findings: dict[tuple[str, str], Finding] = {}
        self._strings: dict[tuple[str, str], str] = {}
        self._page = -1
        self._bookmarks = 0
        self.width = self.height = 0.0
        self._fill: Rgb | None = None

    # Pages ------------------------------------------------------------------------------

    def begin_page(self, width: float, height: float) -> None:
        """Start a page of this size."""
        if self._page >= 0:
            self._canvas.showPage()
        self._page += 1
        self.width, self.height = width, height
        self._canvas.setPageSize((width, height))
        self._fill = None

    def bookmark(self, title: str, level: int, y: float) -> None:
        """Add `title` to the outline, leading to `y` on this page."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, self.height - y)
        self._canvas.addOutlineEntry(drawable(title, "ODText-Regular")[0] or "…", key, level)

    def finish(self) -> Document:
        """Close the document."""
        self._canvas.showPage()
        self._canvas.save()
        findings = tuple(self._findings.values())
        return Document(self._out.getvalue(), self._page + 1, tuple(self._places), findings)

    def report(self, finding: Finding) -> None:
        """Remember something that could not be printed as it should (once a rule and address)."""
        self._findings.setdefault((finding.rule, finding.address), finding)

    # Text -------------------------------------------------------------------------------

    def line(self, line: SetLine, x: float, baseline: float) -> None:
        """Draw a set line; neighbouring texts of one address make one place."""
        before: Address | None = None
        for fragment in line.fragments:
            left = x + fragment.x
            self._show(fragment.text, fragment.style, left, baseline - fragment.style.rise)
            if fragment.address:
                self.place(
                    left, baseline, fragment.width, fragment.style.size, fragment.address, fragment.address == before
                )
            before = fragment.address

    def text(self, text: str, style: Style, x: float, baseline: float, address: Address = "") -> float:
        """Draw `text` on one line as it is and return its width."""
        shown, missing = drawable(text, style.face)
        if missing:
            self.report(cannot_print(missing, address))
        width = text_width(shown, style)
        self._show(shown, style, x, baseline - style.rise)
        if address:
            self.place(x, baseline, width, style.size, address)
        return width

    def paragraph(self, paragraph: Paragraph, x: float, baseline: float, leading: float) -> float:
        """Draw a paragraph whose first baseline is given; returns the baseline after its last line."""
        self.check_paragraph(paragraph)
        for line in paragraph.lines:
            self.line(line, x, baseline)
            baseline += leading
        return baseline

    def check_paragraph(self, paragraph: Paragraph) -> None:
        """Report what does not fit in `paragraph` and the characters that no face has."""
        if paragraph.excess:
            text = paragraph.too_wide
            shown = text if len(text) <= _TOLD else f"{text[:_TOLD]}…"
            data = {"text": shown, "excess_mm": round(paragraph.excess / MM, 1)}
            self.report(Finding("text_does_not_fit", paragraph.too_wide_address, data))
        for characters, address in paragraph.missing:
            self.report(cannot_print(characters, address))

    def place(
        self, x: float, baseline: float, width: float, size: float, address: Address, joins: bool = False
    ) -> None:
        """Remember that a text of `address` stands there."""
        if joins and self._places:
            last = self._places.pop()
            x, width = last.x, x + width - last.x
        top = baseline - _ASCENT * size
        self._places.append(Place(self._page, x, top, width, (_ASCENT + _DESCENT) * size, address))

    def add_place(self, x: float, y: float, width: float, height: float, address: Address) -> None:
        """Remember that something of `address` stands in this rectangle."""
        self._places.append(Place(self._page, x, y, width, height, address))

    def _show(self, text: str, style: Style, x: float, baseline: float) -> None:
        if not text.strip():
            return
        self._colour(style.colour)
        shown = self._encoded(text, style)
        y = self.height - baseline
        self._canvas._code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown.replace('@size', f'{style.size:g}')} ET")

    def _encoded(self, text: str, style: Style) -> str:
        """Return the operators that show `text`, its size left to fill."""
        key = (text, f"{style.face} {style.tracking}")
        if key in self._strings:
            return self._strings[key]
        of = face(style.face)
        kerns = of.kerns(text)
        operators: list[str] = []
        index = 0
        document = self._canvas._doc
        for subset, codes in of.font.splitString(text, document):
            name = of.font.getSubsetInternalName(subset, document)
            shown = _array(codes, kerns[index : index + len(codes)], style.tracking)
            operators.append(f"{name} @size Tf {shown}")
            index += len(codes)
        self._strings[key] = " ".join(operators)
        return self._strings[key]

    # Shapes -----------------------------------------------------------------------------

    def _colour(self, colour: Rgb) -> None:
        if colour != self._fill:
            self._canvas._code.append("{:.3f} {:.3f} {:.3f} rg".format(*colour))
            self._fill = colour

    def box(self, x: float, y: float, width: float, height: float, colour: Rgb) -> None:
        """Fill a rectangle."""
        self._colour(colour)
        self._canvas._code.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, width: float, thickness: float, colour: Rgb) -> None:
        """Draw a horizontal rule whose middle is at `y`."""
        self.box(x, y - thickness / 2, width, thickness, colour)

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], colour: Rgb) -> None:
        """Fill many rectangles (x, y, width, height) as one shape, so that no seam shows between them."""
        self._colour(colour)
        drawn = (f"{x:.3f} {self.height - y - height:.3f} {width:.3f} {height:.3f} re" for x, y, width, height in boxes)
        self._canvas._code.append(" ".join((*drawn, "f")))

    def discs(self, shapes: Iterable[tuple[float, float, float, bool]], colour: Rgb) -> None:
        """Fill discs and upper half-discs: (x and y of the centre, radius, is a half)."""
        self._colour(colour)
        for x, y, radius, half in shapes:
            self._canvas._code.append(_disc(x, self.height - y, radius, half))

    def polygon(self, points: Sequence[tuple[float, float]], colour: Rgb, hatching: Rgb | None = None) -> None:
        """Fill a shape, with strokes of the colour `hatching` across it where there is one."""
        path = self._path(points)
        self._colour(colour)
        self._canvas._code.append(f"{path} h f")
        if hatching is None:
            return
        left, right = min(x for x, _y in points), max(x for x, _y in points)
        top, bottom = min(y for _x, y in points), max(y for _x, y in points)
        self._canvas._code.append(f"q {path} h W n")
        for step in range(int((right - left + bottom - top) / _HATCH) + 1):
            start = left + step * _HATCH
            self.polyline(((start, top), (start - bottom + top, bottom)), hatching, 0.5)
        self._canvas._code.append("Q")

    def polyline(
        self, points: Sequence[tuple[float, float]], colour: Rgb, thickness: float, dash: Sequence[float] = ()
    ) -> None:
        """Draw a broken line."""
        red, green, blue = colour
        dashes = " ".join(f"{length:g}" for length in dash)
        self._canvas._code.append(
            f"q {red:.3f} {green:.3f} {blue:.3f} RG {thickness:.2f} w 1 j [{dashes}] 0 d {self._path(points)} S Q"
        )

    def _path(self, points: Sequence[tuple[float, float]]) -> str:
        """Return the operators that go through `points`."""
        return " ".join(f"{x:.2f} {self.height - y:.2f} {'l' if place else 'm'}" for place, (x, y) in enumerate(points))

    def text_upwards(self, text: str, style: Style, x: float, start: float) -> None:
        """Draw `text` along a vertical baseline, from `start` up."""
        shown = self._encoded(drawable(text, style.face)[0], style).replace("@size", f"{style.size:g}")
        self._colour(style.colour)
        self._canvas._code.append(f"BT 0 1 -1 0 {x:.2f} {self.height - start:.2f} Tm {shown} ET")

    def check(self, x: float, baseline: float, size: float, said: str, address: Address = "") -> None:
        """Draw a check mark as a stroke, with `said` as its text for search and screen readers."""
        style = Style(size=size)
        width = 0.78 * size
        y = self.height - baseline
        red, green, blue = INK
        points = ((0.06, 0.26), (0.27, 0.05), (0.70, 0.56))
        path = " ".join(f"{x + a * size:.2f} {y + b * size:.2f} {'l' if i else 'm'}" for i, (a, b) in enumerate(points))
        stroke = f"{red:.3f} {green:.3f} {blue:.3f} RG {0.5 * MM:.2f} w 0 J 0 j {path} S"
        said_width = text_width(said, style)
        scale = 100 * width / said_width if said_width else 100
        shown = self._encoded(said, style).replace("@size", f"{size:g}")
        self._canvas._code.append(f"{stroke} BT 3 Tr {scale:.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} 100 Tz 0 Tr ET")
        if address:
            self.place(x, baseline, width, size, address)

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture in a rectangle."""
        self._canvas.drawImage(image, x, self.height - y - height, width, height, mask="auto")

    def link(self, url: str, x: float, y: float, width: float, height: float) -> None:
        """Make a rectangle lead to `url` when clicked in a reader."""
        bottom = self.height - y - height
        self._canvas.linkURL(url, (x, bottom, x + width, bottom + height), relative=0, thickness=0)


def cannot_print(characters: str, address: Address) -> Finding:
    """Return the finding for characters that no face of the document has."""
    data: dict[str, Any] = {"characters": characters}
    return Finding("character_cannot_be_printed", address, data)


def _array(codes: bytes, kerns: tuple[int, ...], tracking: float) -> str:
    """Return the operator that shows `codes` with what is added after each (thousandths of the size)."""
    if not tracking and not any(kerns):
        return f"<{codes.hex()}> Tj"
    parts: list[str] = []
    run = b""
    for code, kern in zip(codes, kerns, strict=True):
        run += bytes((code,))
        added = kern + tracking
        if added:
            parts.append(f"<{run.hex()}> {-added:g}")
            run = b""
    if run:
        parts.append(f"<{run.hex()}>")
    return f"[{' '.join(parts)}] TJ"


_ROUND = 0.5523


def _disc(x: float, y: float, r: float, half: bool) -> str:
    """Return the operators that fill a disc, or its upper half standing on `y`."""
    k = _ROUND * r
    upper = (
        f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
    )
    lower = (
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c "
    )
    return upper + ("h f" if half else lower + "h f")
