"""Letters sent by the person's own mail account: at most once, over several processes and their ends.

One who sends holds a lock file all the while, and turns a draft into "sending" under the store's lock: so nobody else
sends it. The server's yes makes it "sent", its no a draft again. Where neither came, or "sending" is found and nobody
holds the lock, nobody knows: it is "unknown", and the person is asked. Nothing is tried again by itself.

A Job and what becomes of it are frozen values: `post`, `file_copy` and `put_down` are for a worker and know nothing of
the workspace; the methods are for the thread that owns it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from informal.errors import InformalError, Refused
from informal.model.config import Mail
from informal.model.kinds import Channel, State
from informal.model.records import from_document
from informal.model.values import Contact, Message
from informal.practice.waiting import IN_DOUBT
from informal.store import Edit
from informal.text import one_line
from informal.workspace.core import Core, change
from informal.workspace.envelopes import Envelopes
from informal.workspace.letters import Letter, Letters
from informal.workspace.outbox import Outbox

if TYPE_CHECKING:
    from filelock import FileLock

    from informal.mail.letter import Parcel
    from informal.mail.smtp import Receipt

_LOCK_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Job:
    """A letter on its way. before: as it was, to be put back where a server says no."""

    message: Message
    before: Message
    parcel: Parcel = field(repr=False)
    mail: Mail
    lock: FileLock | None = field(default=None, repr=False, compare=False)


class Posting:
    """The use cases about sending by one's own account."""

    def __init__(self, core: Core, letters: Letters, outbox: Outbox, mail: Mail) -> None:
        self._core = core
        self._letters = letters
        self._outbox = outbox
        self.mail = mail
        self.envelopes = Envelopes(core, letters, outbox, mail)

    @property
    def can_send(self) -> bool:
        """Whether config.toml names a way out, and a sender."""
        return bool(self.mail.sender and (self.mail.smtp or self.mail.sendmail))

    @property
    def can_draft(self) -> bool:
        """Whether a letter can be laid into the mailbox as a draft."""
        return bool(self.mail.sender and self.mail.imap)

    def check(self, letter: Letter, *, anyway: bool = False) -> None:
        """Raises Refused for a letter that can't be sent, or had better not. anyway: its open places may stay."""
        if not self.can_send:
            raise Refused("No mail account is set up", "config.toml names no way out.", "informal mail setup")
        self.envelopes.check(letter, anyway=anyway)

    # On its way

    def begin(self, letter: Letter, *, anyway: bool = False) -> Job:
        """Put a stored draft on its way, for this process alone. It must say what `letter` says: what was read.

        Raises Refused, NotKept: then nothing was changed and nothing may be sent.
        """
        from informal.mail.letter import new_id

        core = self._core
        if letter.id is None:
            raise Refused(f"There is no letter to {one_line(letter.contact.name)} yet", "Nothing went out.")
        now, id = core.clock.now(), new_id(self.envelopes.sender, letter.id)
        lock = self._locked()
        jobs: list[Job] = []

        def plan() -> list[Edit]:
            before = self._as_it_was_read(letter)
            person = self._person(letter.contact.id)
            self.check(replace(letter, contact=person), anyway=anyway)
            after = replace(
                before, state=State.SENDING, message_id=id, at=now, on=core.local_day(now), channel=Channel.EMAIL
            )
            parcel = self.envelopes.pack(before, person, id, now)
            jobs[:] = [Job(after, before, parcel, self.mail, lock)]
            return change("messages", before, after)

        try:
            self._settle()
            core.commit_if(f"send a letter to {letter.contact.name}", plan, step=False)
        except BaseException:
            lock.release()
            raise
        return jobs[0]

    def _as_it_was_read(self, letter: Letter) -> Message:
        """The stored draft, when it is one and says what was read. Raises Refused."""
        document = self._core.store.get("messages", letter.id or 0)
        if document is None:
            raise Refused("This letter is gone", "It was let go elsewhere. Nothing went out.")
        stored = from_document(Message, document)
        if stored.state is State.SENT:
            raise Refused("This letter went out already", "It is not sent a second time.")
        if stored.state in IN_DOUBT:
            raise Refused(
                "Nobody has said yet whether this letter went out",
                "Nothing was sent now.",
                "Say so first: the app asks, and informal next.",
            )
        if stored.state is not State.DRAFT:
            raise Refused("This letter is on its way already", "It is not sent a second time.")
        if (stored.subject, stored.body) != letter.text:
            raise Refused("The letter was changed meanwhile", "Nothing went out.", "Read it again, then send it.")
        return stored

    def _person(self, id: int) -> Contact:
        document = self._core.store.get("contacts", id)
        if document is None:
            raise Refused("They were taken out of the file meanwhile", "Nothing went out.")
        return from_document(Contact, document)

    def finish(self, job: Job, result: Receipt | InformalError) -> State | None:
        """Write down what became of a letter, and let go of the lock. How it stands now; None where it is gone.

        What somebody said of it meanwhile stays. Raises NotKept where it could not be written: then it will be asked
        whether the letter went out.
        """
        try:
            self._core.refresh()
            document = self._core.store.get("messages", job.message.id)
            if document is None:
                return None
            stored = from_document(Message, document)
            if stored.state is not State.SENDING or stored.contact is None:
                return stored.state
            return self._finished(stored, job, result).state
        finally:
            if job.lock is not None:
                job.lock.release()

    def _finished(self, stored: Message, job: Job, result: Receipt | InformalError) -> Message:
        if isinstance(result, InformalError):
            after = replace(stored, state=State.DRAFT, at=job.before.at, on=job.before.on, message_id="")
            label = "the server said no to a letter"
        elif result.sent:
            return self._outbox.arrived(stored)
        else:
            after = replace(stored, state=State.UNKNOWN)
            label = "the server fell silent over a letter"
        self._core.commit(label, change("messages", stored, after), step=False)
        return after

    def send(self, letter: Letter, *, anyway: bool = False) -> tuple[Job, Receipt]:
        """Send a stored draft now, and wait: what a verb does.

        Raises Refused, or InformalError with the server's words: then it is a draft, as before.
        """
        job = self.begin(letter, anyway=anyway)
        result = post(job)
        self.finish(job, result)
        if isinstance(result, InformalError):
            raise result
        return job, result

    # Whose sender is gone

    def settle(self) -> bool:
        """Letters that were being sent by a process that is gone are "unknown" from now on; whether there were any.

        One that is being sent this moment, here or elsewhere, is left alone. Raises NotKept.
        """
        if not self._sending():
            return False
        try:
            lock = self._locked()
        except Refused:
            return False
        try:
            self._core.refresh()
            return self._settle()
        finally:
            lock.release()

    def _sending(self) -> list[int]:
        table = self._core.store.table("messages")
        return [id for id, document in table.items() if document.get("state") == State.SENDING]

    def _settle(self) -> bool:
        """With the lock held: nobody else is sending."""
        found: list[int] = []

        def plan() -> list[Edit]:
            found[:] = self._sending()
            states = {"state": State.SENDING.value}, {"state": State.UNKNOWN.value}
            return [Edit("messages", id, *states) for id in found]

        self._core.refresh()
        if self._sending():
            self._core.commit_if("nobody knows whether a letter went out", plan, step=False)
        return bool(found)

    def _locked(self) -> FileLock:
        """The lock of whoever sends, held. Raises Refused when somebody else holds it."""
        from filelock import FileLock, Timeout

        path = self._core.paths.file.with_suffix(".sending")
        lock = FileLock(path, timeout=0, mode=_LOCK_MODE, thread_local=False)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise Refused(
                "Another letter is on its way just now", "One goes at a time.", "Try again in a moment."
            ) from None
        except (OSError, NotImplementedError) as error:
            raise Refused("Sending needs a file that can be locked", f"{path}: {error}.", "Nothing went out.") from None
        return lock

    # Into the mailbox, to be sent from there

    def lay_down(self, letter: Letter) -> Job:
        """Write down that a letter is handed to the person's own mail program, by way of its drafts; `put_down` does
        it. Raises Refused, NotKept.
        """
        from informal.mail.letter import new_id

        self.envelopes.check_whole(letter)
        kept = self._letters.keep(replace(letter, channel=Channel.EMAIL))
        assert kept.id is not None
        before = self._core.message(kept.id)
        id = new_id(self.envelopes.sender, kept.id)
        parcel = self.envelopes.pack(before, letter.contact, id, self._core.clock.now())
        self._outbox.hand(kept, Channel.EMAIL)
        handed = self._core.message(kept.id)
        after = replace(handed, message_id=id)
        self._core.commit("lay a draft into the mailbox", change("messages", handed, after), step=False)
        return Job(after, before, parcel, self.mail)


def post(job: Job) -> Receipt | InformalError:
    """Give a letter to the server: what became of it. For a worker, once a job; it raises nothing."""
    from informal.mail import smtp

    try:
        if job.mail.smtp is not None:
            return smtp.send(job.mail.smtp, job.parcel)
        return smtp.send_by_program(job.mail.sendmail, job.parcel)
    except InformalError as error:
        return error
    except Exception as error:  # how far it got can't be told
        return smtp.Receipt(False, f"Something went wrong inside ({type(error).__name__}).")


def file_copy(job: Job) -> str:
    """File a copy of a sent letter, where the server keeps none itself. What to say about it, or "". It raises nothing:
    a letter that went out went out."""
    from informal.mail import presets

    server = job.mail.imap
    if server is None or job.mail.smtp is None:
        return ""
    kept = presets.of_host(job.mail.smtp.host)
    if kept is not None and kept.keeps_copy:
        return ""
    try:
        put_down(job, "sent")
    except Exception as error:
        said = str(error) if isinstance(error, InformalError) else type(error).__name__
        return f"It went out; the copy for your sent mail could not be filed. {one_line(said)}"
    return ""


def put_down(job: Job, role: str = "drafts") -> None:
    """Lay a letter into a folder of the mailbox. For a worker. Raises InformalError."""
    from informal.mail import imap

    if job.mail.imap is None:
        raise Refused("No mailbox is set up", "config.toml has no [mail.imap].", "informal mail setup")
    with imap.session(job.mail.imap) as box:
        box.append(role, job.parcel.data)
