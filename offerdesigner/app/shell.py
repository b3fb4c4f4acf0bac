"""The window as those know it that it makes: the parts that commands and imports call."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from offerdesigner.app.actions import Actions
    from offerdesigner.app.delivery import Delivery
    from offerdesigner.app.document import Document
    from offerdesigner.app.filing import Filing
    from offerdesigner.app.live import Live
    from offerdesigner.app.message_bar import MessageBar
    from offerdesigner.app.settings import Store
    from offerdesigner.app.status import Status
    from offerdesigner.app.tool_bar import ToolBar
    from offerdesigner.app.workspace import Workspace


class Shell(QMainWindow):
    """What `MainWindow` is to them."""

    store: Store
    filing: Filing
    actions_by_key: Actions
    messages: MessageBar
    status: Status
    tools: ToolBar | None
    delivery: Delivery | None
    """What exports and prints, made with the first document."""

    @property
    @abstractmethod
    def live(self) -> Live:
        """The worker, started when something is first asked of it."""

    @property
    @abstractmethod
    def workspace(self) -> Workspace:
        """The pages and panels, built with the first document."""

    @property
    @abstractmethod
    def document(self) -> Document | None:
        """The open document, or `None` on the start centre."""

    @abstractmethod
    def import_grid(self) -> None:
        """Ask for a sheet, and show what offers it becomes."""

    @abstractmethod
    def lay_out_again(self) -> None:
        """Give everything the room that another size of text takes."""
