"""Who led you to whom: a tree that begins with you, how it grew, and who still waits to hear what became of it."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from informal.model.values import Contact
from informal.practice.network import News, Node
from informal.text import one_line
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace

_EMPTY = "You are here. Everybody you write to stands below you, and whoever they lead you to below them."


class NetworkPage(ModalScreen[int | None]):
    """Gives back somebody to go to."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        people = self._workspace.network
        root = people.tree()
        grown = str(people.growth())
        waiting = people.waiting()
        with Vertical(classes="dialog -page") as box:
            box.border_title = "Who led you to whom"
            yield Static(Content(grown or _EMPTY), classes="note")
            tree: Tree[int | None] = Tree(Text("you"), None)
            tree.root.expand()
            _hang(tree.root, root)
            yield tree
            yield Saying(_told(*waiting[0]) if waiting else "")
            yield Ways("Enter goes to them   Space folds   Esc goes back")

    @on(Tree.NodeSelected)
    def _chosen(self, event: Tree.NodeSelected[int | None]) -> None:
        if event.node.data is not None:
            self.dismiss(event.node.data)

    def action_down(self) -> None:
        self.query_one(Tree).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(Tree).action_cursor_up()


def _told(by: Contact, about: Contact, what: News) -> Content:
    did = "you talked" if what.talked else "you wrote"
    return Content.styled(f"{one_line(by.name)} led you to {one_line(about.name)}: tell them {did}.", "$primary")


def _hang(branch: TreeNode[int | None], node: Node) -> None:
    """Hang everybody below a node into the tree; without recursion, a chain may be long."""
    waiting = [(branch, node)]
    while waiting:
        at, above = waiting.pop()
        for one in above.introduced:
            label = Text(one_line(one.name) + ("  asked you" if one.asked_me else ""))
            if one.introduced:
                waiting.append((at.add(label, one.id, expand=True), one))
            else:
                at.add_leaf(label, one.id)
