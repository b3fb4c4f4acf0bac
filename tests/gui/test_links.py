"""Links from one page to what lies elsewhere in the window."""

from offerdesigner.app.editors.structure.page import StructurePage
from offerdesigner.app.window import MainWindow
from tests.gui.scripted import settle


def test_the_link_to_the_membership_reaches_the_structure(window: MainWindow, qapp):
    window.filing.open_model("nuage-commun")
    settle(window)
    page = window.workspace.page
    page.address_requested.emit("structure/membership")
    assert isinstance(window.workspace.page, StructurePage)


def test_starting_from_a_template_leads_to_the_start_centre(window: MainWindow, prompts):
    window.filing.open_model("page-blanche")
    settle(window)
    prompts.answers = ["drop"]
    window.workspace.page.template_requested.emit()
    assert window.stack.currentWidget() is window.start
