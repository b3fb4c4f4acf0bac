"""Fields: widgets that show one value, say when it was changed, and carry the marks of the checks.

Each has `show(value)`, the signal `committed(value)` and `mark(findings)`; `binding.bind` ties
one to an address of the document.
"""

from offerdesigner.app.fields.amount import AmountField, NumberField, QuantityField
from offerdesigner.app.fields.base import Field
from offerdesigner.app.fields.binding import Binding, bind
from offerdesigner.app.fields.choice import CheckField, ChoiceField
from offerdesigner.app.fields.colour import ColourField
from offerdesigner.app.fields.date import DateField
from offerdesigner.app.fields.line import LineField, TextField
from offerdesigner.app.fields.picture import PictureField

__all__ = [
    "AmountField",
    "Binding",
    "CheckField",
    "ChoiceField",
    "ColourField",
    "DateField",
    "Field",
    "LineField",
    "NumberField",
    "PictureField",
    "QuantityField",
    "TextField",
    "bind",
]
