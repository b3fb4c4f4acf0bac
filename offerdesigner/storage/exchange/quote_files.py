"""A quote as a file for other programs: an e-mail, a table, JSON. What the name ends with says which."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.quotes import content_of
from offerdesigner.storage.exchange.quote_json import as_json
from offerdesigner.storage.exchange.quote_mail import quote_mail
from offerdesigner.storage.exchange.quote_table import quote_table
from offerdesigner.storage.exchange.table_writing import csv_bytes, ods_bytes
from offerdesigner.text import _

SUFFIXES = (".eml", ".csv", ".ods", ".json")


def quote_file(suffix: str, project: Project, quote: Quote, today: date, pdf: Callable[[], bytes]) -> bytes:
    """Return what the file holds that ends with `suffix`, one of `SUFFIXES`; `pdf` draws the quote, for the e-mail.

    Raises `KeyError` for another suffix.
    """
    content = content_of(project, quote)
    made: dict[str, Callable[[], bytes]] = {
        ".eml": lambda: quote_mail(quote, content, pdf(), today, project.quoting.mail),
        ".csv": lambda: csv_bytes(quote_table(quote, content)),
        ".ods": lambda: ods_bytes(_("Devis"), quote_table(quote, content)),
        ".json": lambda: f"{json_text(as_json(project, quote, content, today))}\n".encode(),
    }
    return made[suffix]()


def json_text(content: object) -> str:
    """Write JSON as programs and people read it."""
    return json.dumps(content, ensure_ascii=False, indent=2)
