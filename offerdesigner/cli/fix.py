"""`offerdesigner fix`: the repairs of one rule, all made, in another file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from offerdesigner.cli.arguments import choice, file_argument
from offerdesigner.cli.creating import create, output_arguments
from offerdesigner.cli.output import print_wrapped, today
from offerdesigner.storage.files import read
from offerdesigner.text import _, plural

DETAILS = _(
    "La première correction proposée est faite partout où la règle trouve à redire. "
    "Rend 1 s'il reste un problème à corriger à la main, 0 sinon. Rien à corriger : rien n'est écrit."
)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what this command takes."""
    file_argument(parser)
    parser.add_argument(
        "--rule", metavar=_("RÈGLE"), required=True, help=_("le nom de la règle (offerdesigner rules les donne)")
    )
    output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Mend a copy of the file, and say what was done."""
    # Imported here: the rules load the economy, which most commands do without.
    from offerdesigner.checks.mending import mend
    from offerdesigner.checks.registry import all_rules, rule_of

    rule = rule_of(choice(arguments.rule, tuple(each.id for each in all_rules()), _("une règle")))
    mended = mend(read(arguments.file).project, rule.id, today())
    if mended.done:
        create(mended.project, arguments.output, force=arguments.force)
    print_wrapped(_told(rule.title, len(mended.done), len(mended.left)))
    return int(bool(mended.left))


def _told(title: str, done: int, left: int) -> str:
    made = plural(done, _("{n} correction faite"), _("{n} corrections faites")).format(n=done)
    if not done:
        made = _("rien à corriger") if not left else _("aucune correction toute faite")
    rest = plural(left, _("il reste {n} problème"), _("il reste {n} problèmes")).format(n=left)
    said = _("« {title} » : {made}, {rest}.") if left else _("« {title} » : {made}.")
    return said.format(title=title, made=made, rest=rest)
