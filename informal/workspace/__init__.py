"""The one door: every use case is a method of one of the families below, for the app and the command line alike."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from informal.model.values import Settings
from informal.store import Store
from informal.system import paths as folders
from informal.system.clock import Clock
from informal.system.paths import Paths
from informal.workspace.core import Changed, Core, insert

if TYPE_CHECKING:
    from informal.keys.keymap import Keymap
    from informal.model.config import Config
    from informal.system.config import Reading
    from informal.workspace.answers import Answers
    from informal.workspace.day import Day
    from informal.workspace.files import Files
    from informal.workspace.forgetting import Forgetting
    from informal.workspace.history import History
    from informal.workspace.letters import Letters
    from informal.workspace.mailbox import Mailbox
    from informal.workspace.network import Network
    from informal.workspace.outbox import Outbox
    from informal.workspace.people import People
    from informal.workspace.posting import Posting
    from informal.workspace.progress import Progress
    from informal.workspace.rescue import Rescue
    from informal.workspace.rests import Rests
    from informal.workspace.setup import Setup
    from informal.workspace.sorting import Sorting
    from informal.workspace.spelling import Spelling
    from informal.workspace.talks import Talks

__all__ = ["Changed", "Paths", "Workspace"]


class Workspace:
    """Everything the program can do, on one data file. A family is loaded when it is first asked for."""

    def __init__(self, core: Core) -> None:
        self.core = core
        # Whether nobody in the file exists.
        self.made_up = False

    @cached_property
    def people(self) -> People:
        from informal.workspace.people import People

        return People(self.core)

    @cached_property
    def letters(self) -> Letters:
        from informal.workspace.letters import Letters

        return Letters(self.core)

    @cached_property
    def outbox(self) -> Outbox:
        from informal.workspace.outbox import Outbox

        return Outbox(self.core, self.letters)

    @cached_property
    def posting(self) -> Posting:
        from informal.workspace.posting import Posting

        return Posting(self.core, self.letters, self.outbox, self.config.mail)

    @cached_property
    def answers(self) -> Answers:
        from informal.workspace.answers import Answers

        return Answers(self.core)

    @cached_property
    def mailbox(self) -> Mailbox:
        from informal.workspace.mailbox import Mailbox

        return Mailbox(self.core, self.config.mail)

    @cached_property
    def talks(self) -> Talks:
        from informal.workspace.talks import Talks

        return Talks(self.core)

    @cached_property
    def rests(self) -> Rests:
        from informal.workspace.rests import Rests

        return Rests(self.core)

    @cached_property
    def network(self) -> Network:
        from informal.workspace.network import Network

        return Network(self.core)

    @cached_property
    def day(self) -> Day:
        from informal.workspace.day import Day

        return Day(self.core)

    @cached_property
    def files(self) -> Files:
        from informal.workspace.files import Files

        return Files(self.core)

    @cached_property
    def history(self) -> History:
        from informal.workspace.history import History

        return History(self.core)

    @cached_property
    def setup(self) -> Setup:
        from informal.workspace.setup import Setup

        return Setup(self.core)

    @cached_property
    def sorting(self) -> Sorting:
        from informal.workspace.sorting import Sorting

        return Sorting(self.core)

    @cached_property
    def spelling(self) -> Spelling:
        from informal.workspace.spelling import Spelling

        return Spelling(self.core, self.config.spelling)

    @cached_property
    def forgetting(self) -> Forgetting:
        from informal.workspace.forgetting import Forgetting

        return Forgetting(self.core, self.people)

    @cached_property
    def rescue(self) -> Rescue:
        from informal.workspace.rescue import Rescue

        return Rescue(self.core.paths, self.core.origin)

    @cached_property
    def progress(self) -> Progress:
        from informal.workspace.progress import Progress

        return Progress(self.core, self.day, self.letters, self.network)

    @classmethod
    def open(
        cls,
        paths: Paths,
        *,
        origin: str,
        clock: Clock | None = None,
        read_only: bool = False,
        patient: bool = False,
    ) -> Workspace:
        """Open the data file; nothing is created before the first change.

        origin: who is asking ("app", or the verb), for the history. patient: keep a change in memory when it can't be
        made durable (the app); else it is rolled back and NotKept raised (a verb). Raises StoreError.
        """
        store = Store.open(paths.file, read_only=read_only)
        store.patient = patient
        return cls(Core(store, clock or Clock.from_environment(), paths, origin))

    @classmethod
    def find(cls, data_dir: str | None = None, *, origin: str, read_only: bool = False) -> Workspace:
        """Open the data file of the argument, the environment, or the system's custom."""
        return cls.open(folders.find(data_dir), origin=origin, read_only=read_only)

    @classmethod
    def demo(cls, folder: Path, *, config: Path | None = None, clock: Clock | None = None) -> Workspace:
        """A file of made-up people in a folder that may be thrown away.

        config: the folder of one's own keys, looks and openings. The mail account in it is not used: nobody is there.
        """
        from informal.model.records import TABLES
        from informal.workspace import sample

        paths = Paths(folder, config or folder / "config", folder / "state")
        workspace = cls.open(paths, origin="demo", clock=clock)
        workspace.made_up = True
        core = workspace.core
        core.store.guard.away = True
        tables = {cls: name for name, cls in TABLES.items()}
        values = sample.people(core.today, core.clock.now())
        core.commit("open the demo", [insert(tables[type(value)], value) for value in values], step=False)
        core.origin = "app"
        return workspace

    @cached_property
    def config_reading(self) -> Reading:
        """config.toml as it stood when it was first asked for, and what of it could not be used."""
        from informal.system import config

        reading = config.read(self.core.paths.config)
        return reading.without_mail() if self.made_up else reading

    @property
    def config(self) -> Config:
        """What config.toml says; the defaults where it says nothing, or nothing that can be used."""
        return self.config_reading.config

    @property
    def keymap(self) -> Keymap:
        """The keys that the app's commands have."""
        return self.config_reading.keymap

    @property
    def settings(self) -> Settings:
        """What the person chose."""
        return self.core.settings

    def close(self) -> None:
        """Write what is not yet in the JSON file, and let go of it."""
        self.core.store.close()
