"""Charts as pictures to put anywhere: SVG, whose words stay words, and PNG, made from a page of its own."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

from offerdesigner.render import raster
from offerdesigner.render.charts.data import table
from offerdesigner.render.charts.figures import Figure, height_of, shapes_of
from offerdesigner.render.charts.on_paper import USUAL_SIZE, colours, draw_chart, paper_sheet, thickness
from offerdesigner.render.charts.shapes import Dot, Fill, Shape, Sheet, Words
from offerdesigner.render.fonts import drawable
from offerdesigner.render.linebreak import drawn_width
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK, SEMIBOLD, TEXT, Style

WIDTH, HEIGHT = 456.0, 254.0
"""Size of the drawing of a picture in points; bars are as high as they need to be."""

PNG_DPI = 200
_MARGIN = 12.0
_TITLE_SIZE = 11.0
_TITLE_ROOM = 22.0
_NAMESPACE = "http://www.w3.org/2000/svg"
_ANCHORS = {0.0: "start", 0.5: "middle", 1.0: "end"}
_FAMILIES = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"


def png(figure: Figure) -> bytes:
    """Return a chart under its title as a PNG file, `PNG_DPI` pixels an inch."""
    sheet, width, height = _size(figure)
    painter = Painter(title=figure.title, author="", subject=figure.words)
    painter.begin_page(width, height)
    painter.box(0, 0, width, height, (1.0, 1.0, 1.0))
    painter.text(figure.title, Style(SEMIBOLD, _TITLE_SIZE), _MARGIN, _MARGIN + _TITLE_SIZE)
    draw_chart(painter, figure, _MARGIN, _MARGIN + _TITLE_ROOM, sheet.width, sheet.height)
    return raster.page_png(painter.finish().pdf, 0, PNG_DPI)


def svg(figure: Figure) -> str:
    """Return the same picture as SVG text: real words, and what it shows told to who cannot see it."""
    sheet, width, height = _size(figure)
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(
        f"{{{_NAMESPACE}}}svg",
        {"viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}pt", "height": f"{height:g}pt", "role": "img"},
    )
    root.set("aria-labelledby", "title desc")
    _add(root, "title", id="title").text = _lawful(figure.title)
    _add(root, "desc", id="desc").text = _lawful("\n".join((figure.words, *_lines(figure))))
    _add_hatching(root)
    _add(root, "rect", width=f"{width:g}", height=f"{height:g}", fill=colours()["paper"])
    title = Words((0.0, 0.0), figure.title, "", bold=True)
    _add_words(root, title, (_MARGIN, _MARGIN + _TITLE_SIZE), _TITLE_SIZE, _hex_of_ink())
    drawing = _add(root, "g", transform=f"translate({_MARGIN:g} {_MARGIN + _TITLE_ROOM:g})")
    for shape in shapes_of(figure, sheet):
        _add_shape(drawing, shape)
    return ElementTree.tostring(root, "unicode", xml_declaration=False) + "\n"


def _size(figure: Figure) -> tuple[Sheet, float, float]:
    """Return the sheet of the drawing, and the width and height of the whole picture."""
    height = height_of(figure, paper_sheet(WIDTH, HEIGHT).line, HEIGHT)
    return paper_sheet(WIDTH, height), WIDTH + 2 * _MARGIN, height + 2 * _MARGIN + _TITLE_ROOM


def _lines(figure: Figure) -> list[str]:
    return [" ; ".join(row) for row in table(figure)]


def _hex_of_ink() -> str:
    return "#{:02X}{:02X}{:02X}".format(*(round(part * 255) for part in INK))


def _lawful(text: str) -> str:
    """Return `text` without the characters that XML refuses."""
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn"))


def _add(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return ElementTree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", named)


def _add_hatching(root: ElementTree.Element) -> None:
    pattern = _add(_add(root, "defs"), "pattern", id="hatching", width="4", height="4", patternUnits="userSpaceOnUse")
    _add(pattern, "path", d="M-1 1 L1 -1 M0 4 L4 0 M3 5 L5 3", stroke=colours()["warning_fill"], stroke_width="0.5")


def _add_shape(parent: ElementTree.Element, shape: Shape) -> None:
    if isinstance(shape, Words):
        _add_words(parent, shape, shape.at, USUAL_SIZE, colours()[shape.role])
        return
    colour = colours()[shape.role]
    if isinstance(shape, Dot):
        (x, y), inner = shape.centre, {} if shape.filled else {"stroke": colour, "stroke_width": "1.5"}
        fill = colour if shape.filled else colours()["base"]
        _add(parent, "circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=f"{shape.radius:g}", fill=fill, **inner)
        return
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points)
    if isinstance(shape, Fill):
        _add(parent, "polygon", points=points, fill=colour)
        if shape.hatched:
            _add(parent, "polygon", points=points, fill="url(#hatching)")
        return
    line = _add(parent, "polyline", points=points, fill="none", stroke=colour, stroke_width=f"{thickness(shape):g}")
    line.set("stroke-linejoin", "round")
    if shape.dash:
        line.set("stroke-dasharray", " ".join(f"{length:g}" for length in shape.dash))


def _add_words(parent: ElementTree.Element, words: Words, at: tuple[float, float], size: float, colour: str) -> None:
    """Write words with the width they were given room for, whichever of the faces a reader has."""
    face = SEMIBOLD if words.bold else TEXT
    wide = drawn_width(words.text, Style(face, size))
    x, y = at
    element = _add(parent, "text", font_family=_FAMILIES, font_size=f"{size:g}", fill=colour, textLength=f"{wide:.2f}")
    element.set("lengthAdjust", "spacingAndGlyphs")
    if words.bold:
        element.set("font-weight", "600")
    element.set("text-anchor", _ANCHORS[words.anchor])
    if words.turned:
        element.set("transform", f"translate({x:.2f} {y:.2f}) rotate(-90)")
    else:
        element.set("x", f"{x:.2f}")
        element.set("y", f"{y:.2f}")
    element.text = _lawful(drawable(words.text, face)[0])
