"""The book of rules: every rule with its words and its examples, made from the registry itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter

from offerdesigner.checks import engine
from offerdesigner.checks.registry import FAMILIES, Rule, Sample, all_rules
from offerdesigner.checks.sample_words import differences
from offerdesigner.checks.samples import DAY
from offerdesigner.model.finding import SEVERITY_WORDS, Finding, Severity
from offerdesigner.text import _, fold, typeset

TITLE = typeset(_("Le livre des règles"))


@dataclass(frozen=True)
class Entry:
    """One rule of the book, in words ready to be read."""

    id: str
    title: str
    severity: Severity
    family: str
    said: str
    """What the rule says of its own bad example, or of what it praises."""
    other: tuple[str, ...]
    """What the good example has otherwise."""
    why: str
    remedy: str
    source: str
    waivable: bool
    fixes: tuple[str, ...]
    """What its repairs would do to the bad example; none where it is mended by hand."""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rules, family by family, in the order in which they run."""
    return tuple(_entry(rule) for rule in all_rules())


def matching(wanted: str) -> tuple[Entry, ...]:
    """Return the entries that hold every word of `wanted`, whatever its case and accents."""
    words = fold(wanted).split()
    return tuple(entry for entry in entries() if all(word in fold(as_text((entry,))) for word in words))


def as_text(chosen: Sequence[Entry]) -> str:
    """Return `chosen` to be read as they are, a blank line between two."""
    return "\n".join(_lines(chosen, "{family}\n", "{title} ({id})", "  {label} : {said}"))


def as_markdown(chosen: Sequence[Entry]) -> str:
    """Return `chosen` in Markdown; the heading of a rule ends with its id in backquotes."""
    lines = _lines(chosen, "## {family}\n", "### {title} `{id}`\n", "- **{label} :** {said}", _escaped)
    return "\n".join((f"# {TITLE}\n", *lines))


def _lines(
    chosen: Sequence[Entry], family: str, title: str, line: str, write: Callable[[str], str] = str
) -> Iterator[str]:
    """Yield `chosen` line by line, each written after its pattern; `write` makes words harmless there."""
    for name, members in groupby(chosen, key=attrgetter("family")):
        yield family.format(family=FAMILIES[name])
        for entry in members:
            yield title.format(title=write(entry.title), id=entry.id)
            for label, said in _parts(entry):
                yield typeset(line.format(label=label, said=write(said)))
            yield ""


def _parts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a rule: a label, and its words."""
    praised = entry.severity is Severity.STRENGTH
    yield _("Gravité"), SEVERITY_WORDS[entry.severity][0]
    yield _("Réussi") if praised else _("À éviter"), entry.said
    if entry.other:
        yield _("Sans cela") if praised else _("Plus clair"), _(" ; ").join(entry.other)
    yield _("Pourquoi"), entry.why
    yield _("Que faire"), entry.remedy
    if entry.fixes:
        yield _("Correction proposée"), _(" ; ").join(entry.fixes)
    yield _("Source"), entry.source
    if not praised:
        yield _("Peut être ignoré avec une raison"), _("oui") if entry.waivable else _("non, il se corrige")


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_<>[]#|"})


def _escaped(words: str) -> str:
    """Return `words` so that Markdown shows them as they are."""
    return words.translate(_MARKS)


def _entry(rule: Rule) -> Entry:
    bad, good = rule.bad(), rule.good()
    found = _found(rule, bad)
    return Entry(
        id=rule.id,
        title=typeset(rule.title),
        severity=rule.severity,
        family=rule.family,
        said=found[0].message if found else "",
        other=tuple(map(typeset, differences(bad.project, good.project))),
        why=_sentence(rule.why),
        remedy=_sentence(rule.remedy),
        source=rule.source,
        waivable=rule.waivable,
        fixes=tuple(dict.fromkeys(fix.title for finding in found for fix in finding.fixes)),
    )


def _found(rule: Rule, sample: Sample) -> list[Finding]:
    report = engine.run(sample.project, today=sample.today or DAY, misfits=sample.misfits)
    return [finding for finding in report.findings if finding.rule == rule.id]


def _sentence(words: str) -> str:
    return typeset(words[:1].upper() + words[1:])
