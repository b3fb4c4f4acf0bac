"""All the commands and their arguments."""

from __future__ import annotations

from offerdesigner import __version__
from offerdesigner.cli import (
    check,
    competition,
    economics,
    export,
    fix,
    import_grid,
    map,
    new,
    price,
    quote,
    rules,
    schema,
    sensitivity,
    shares,
)
from offerdesigner.cli.arguments import COMMAND, Parser, heading, speak_french
from offerdesigner.text import _, typeset

PROGRAM = "offerdesigner"


def make_parser() -> Parser:
    """Return the parser of the whole command line; what it parses has a `run`, to call with it."""
    speak_french()
    parser = Parser(
        prog=PROGRAM,
        usage="offerdesigner [FICHIER]\n       offerdesigner COMMANDE …",
        description=_(
            "Concevoir une offre de services : prix, cohérence, fiches à imprimer. "
            "Sans commande, la fenêtre s'ouvre, sur FICHIER s'il est donné."
        ),
        epilog=_(
            "Chaque commande a son aide : offerdesigner price --help. "
            "Une erreur est dite en une phrase et le programme rend 2."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"Offer Designer {__version__}", help=_("montrer la version")
    )
    commands = parser.add_subparsers(
        title=heading(_("commandes")),
        prog=PROGRAM,
        metavar=COMMAND,
        dest="command",
        required=True,
        parser_class=Parser,
    )
    for module, name, summary in (
        (new, "new", _("créer un fichier à partir d'un exemple ou d'un modèle")),
        (import_grid, "import", _("créer un fichier à partir d'une grille faite dans un tableur")),
        (check, "check", _("dire ce qui ne tient pas dans une offre, et ce qui est réussi")),
        (fix, "fix", _("faire les corrections d'une règle, dans un autre fichier")),
        (rules, "rules", _("montrer le livre des règles : ce qui est vérifié, pourquoi, avec des exemples")),
        (price, "price", _("calculer ce que paie un client, ligne par ligne")),
        (quote, "quote", _("dire ce que dit un devis, et ce qu'il coûte")),
        (map, "map", _("dire quelle offre est la moins chère, et à partir de combien")),
        (shares, "shares", _("dire qui reçoit quoi des ventes prévues, à plusieurs structures")),
        (economics, "economics", _("dire ce que l'offre coûte et rapporte, et combien de clients il faut")),
        (sensitivity, "sensitivity", _("dire quel prix acceptent les personnes d'une enquête")),
        (competition, "competition", _("dire ce que demandent les concurrents, et où vous êtes parmi eux")),
        (export, "export", _("dessiner un document, en PDF ou en image")),
        (schema, "schema", _("montrer le schéma JSON des fichiers .offre")),
    ):
        details = f"{summary[0].upper()}{summary[1:]}. {module.DETAILS}".strip()
        command = commands.add_parser(name, help=typeset(summary), description=details)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
