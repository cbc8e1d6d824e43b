"""The case: one folder, one object to keep things in it and get them back."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from loupe.model import Claim, Evidence, Finding, Passage, ReadBy, Role, Source, Word, to_plain
from loupe.model.corrections import Correction
from loupe.model.errors import CaseExists, CaseMissing, IdUnknown
from loupe.store import checks, hypotheses, log, lookup, names, pairs, sources, verify
from loupe.store.blobs import Blobs, Kept, sync_folder
from loupe.store.database import Database, lay_out
from loupe.store.decisions import ACTION, Decision, DecisionKind, decisions, payload_of, refuse_unseen
from loupe.store.expect import telling
from loupe.store.log import LogEntry, LogHead
from loupe.store.places import pack_words, unpack_words
from loupe.store.refusals import plainly
from loupe.store.tables import FORMAT
from loupe.store.upgrade import upgrade

_DATABASE = "case.db"
_UNFINISHED = "case.new-"  # how every file begins that is not yet what it will be; swept when the case is opened


class Store:
    """Everything a case keeps; each writing method is one transaction, kept whole or not at all.

    Safe to use from several threads and processes. Every method may raise CaseBusy, CaseDamaged, DiskFull or
    WriteDenied.
    """

    def __init__(self, path: Path, database: Database, name: str, number: int, actor: str) -> None:
        self.path = path
        self.name = name
        self.format = number
        self._actor = actor
        self._database = database
        self._blobs = Blobs(path, readonly=database.readonly)

    @classmethod
    def create(cls, path: Path, name: str, files: Mapping[str, str], *, actor: str = "loupe") -> Store:
        """Make a case at ``path`` with ``files`` (name to text) in it; raises CaseExists unless the folder is free.

        The database gets its name last: a kill on the way leaves no case, and the next call starts over.
        """
        with plainly(path):
            _refuse_taken(path)
            path.mkdir(parents=True, exist_ok=True)
            unfinished = path / (_UNFINISHED + secrets.token_hex(8))
            lay_out(path, unfinished, name, actor)
            for folder in ("blobs", "index"):
                (path / folder).mkdir(exist_ok=True)
            for file, text in files.items():
                _write(path / file, text)
            _publish(unfinished, path / _DATABASE)
            sync_folder(path)
        return cls.open(path, actor=actor)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, wait_seconds: float = 30.0, actor: str = "loupe") -> Store:
        """Open the case at ``path``; raises CaseMissing, CaseNewer or CaseDamaged.

        ``wait_seconds`` is how long a write waits for another process. ``actor`` signs the entries of the log. A case
        of an earlier layout is brought up to date first, even when it is only to be read; that takes the right to
        write.
        """
        with plainly(path):
            _refuse_no_case(path)
        database = Database(path, path / _DATABASE, readonly=readonly, wait_seconds=wait_seconds)
        try:
            facts = database.facts()
            if int(facts["format"]) < FORMAT:
                upgrade(path, path / _DATABASE, actor, wait_seconds)
                facts = database.facts()
        except BaseException:
            database.close()
            raise
        store = cls(path, database, facts["name"], int(facts["format"]), actor)
        if not readonly:
            store._blobs.sweep()
            for leftover in path.glob(_UNFINISHED + "*"):
                with contextlib.suppress(OSError):
                    leftover.unlink()
        return store

    @property
    def readonly(self) -> bool:
        """Whether the case was opened for reading only."""
        return self._database.readonly

    def close(self) -> None:
        """Let go of the case's files."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep_file(self, path: Path, max_bytes: int) -> Kept:
        """Keep a file's bytes under their SHA-256; raises PathMissing, PathDenied or FileTooLarge."""
        return self._blobs.keep_file(path, max_bytes)

    def keep_text(self, text: str) -> str:
        """Keep a text and return the SHA-256 of its UTF-8."""
        return self._blobs.keep_text(text)

    def keep_words(self, words: Sequence[Word]) -> str:
        """Keep single words with their places and return the hash that ``Source.words_sha256`` holds."""
        return self._blobs.keep_text(pack_words(words))

    def words(self, source_id: str) -> tuple[Word, ...]:
        """The words of a source that have places of their own; raises IdUnknown, OriginalAltered."""
        sha256 = self.source(source_id).words_sha256
        if sha256 is None:
            return ()
        with telling(f"the words of {source_id}"):
            return unpack_words(self._blobs.text_from_disk(sha256))

    def blob_path(self, sha256: str) -> Path:
        """Where the bytes with this hash are kept; look, but never write there."""
        return self._blobs.path(sha256)

    def read_text(self, sha256: str) -> str:
        """A stored text, checked against its hash; raises OriginalAltered naming the file."""
        return self._blobs.text(sha256)

    def add_sources(self, batch: Sequence[tuple[Source, Sequence[Passage]]]) -> None:
        """Add sources with their passages; their blobs must be kept already.

        A source that is there and unchanged is left alone; a changed one is replaced, and findings and claims that
        leaned on words that are gone go with them. Raises ValueError for a passage outside its source's text.
        """
        with plainly(self.path):
            self._blobs.sync()
        with self._database.writing() as connection:
            sources.add(connection, self._actor, batch)

    def replace_source(self, source: Source, why: str, who: str | None = None, expected: Source | None = None) -> None:
        """Change what is known about a source; raises IdUnknown, and UsageError when what it says would change.

        ``who`` signs the entry of the log, else whoever opened the case. Raises AlreadyDecided when the source is no
        longer what it was ``expected`` to be.
        """
        with self._database.writing() as connection:
            sources.change(connection, who or self._actor, source, why, expected)

    def source(self, id: str) -> Source:  # noqa: A002 - the trade's own word
        """The source with this id; raises IdUnknown."""
        with self._database.reading() as connection:
            return sources.one(connection, id)

    def sources(self, role: Role | None = None) -> tuple[Source, ...]:
        """All sources, or those of one role, by id."""
        with self._database.reading() as connection:
            return sources.listed(connection, role)

    def has_source(self, id: str) -> bool:  # noqa: A002
        """Whether a source with this id is in the case."""
        try:
            self.source(id)
        except IdUnknown:
            return False
        return True

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source in order, with their words; raises IdUnknown, OriginalAltered."""
        with self._database.reading() as connection:
            return sources.passages_of(connection, self.read_text, source_id)

    def passages_from(self, source_id: str, first: int, count: int) -> tuple[Passage, ...]:
        """Up to ``count`` passages of a source in order, from the one whose ordinal is ``first``."""
        with self._database.reading() as connection:
            return sources.passages_from(connection, self.read_text, source_id, first, count)

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids in the order asked for; unknown ids are left out. Raises OriginalAltered."""
        with self._database.reading() as connection:
            return sources.passages_by_id(connection, self.read_text, ids)

    def recognised(self, ids: Sequence[str]) -> dict[str, tuple[ReadBy, float | None]]:
        """By id, those of these passages that a machine made words of: how, and how sure it was."""
        with self._database.reading() as connection:
            return sources.recognised(connection, ids)

    def neighbours(self, passage_id: str, before: int, after: int) -> tuple[Passage, ...]:
        """The passage itself with up to ``before`` ahead of it and ``after`` behind it; raises IdUnknown."""
        with self._database.reading() as connection:
            return sources.neighbours(connection, self.read_text, passage_id, before, after)

    def save_claims(self, work_id: str, claims: Sequence[Claim]) -> None:
        """Make these the claims of the work; findings of claims that vanish go, a person's marks stay.

        Raises IdUnknown, and ValueError when a quote is not in the work's text where it says.
        """
        with self._database.writing() as connection:
            checks.save_claims(connection, self.read_text, self._actor, work_id, claims)

    def claims(self, work_id: str) -> tuple[Claim, ...]:
        """The claims of a work in order, as they were saved: marks are not applied.

        Raises CaseDamaged naming the claim when a quote is not in the work's text where it says, and OriginalAltered
        when it is the text that was changed.
        """
        with self._database.reading() as connection:
            return checks.claims_of(connection, self.read_text, work_id)

    def save_findings(
        self, work_id: str, fingerprint: str, findings: Sequence[Finding], made_with: Mapping[str, str] | None = None
    ) -> None:
        """Save findings, each in place of its claim's last one; ``fingerprint`` names what they were reached with.

        ``made_with`` tells in words which models had a part in it; all findings of one fingerprint share it.

        Raises IdUnknown, and ValueError when a quote is not in its source's text where it says.
        """
        with self._database.writing() as connection:
            told = made_with or {}
            checks.save_findings(connection, self.read_text, self._actor, work_id, fingerprint, findings, told)

    def findings(self, work_id: str) -> tuple[Finding, ...]:
        """The findings of a work in the order of its claims, with each claim as it was judged.

        Raises CaseDamaged naming the claim or the evidence when a quote is not in its source's text where it says, and
        OriginalAltered when it is the text that was changed.
        """
        with self._database.reading() as connection:
            return checks.findings_of(connection, self.read_text, work_id)

    def finding(self, claim_id: str) -> Finding | None:
        """The finding of one claim, None where no check has judged it; raises CaseDamaged and OriginalAltered."""
        with self._database.reading() as connection:
            found = checks.findings_of(connection, self.read_text, claim_id=claim_id)
        return found[0] if found else None

    def done(self, work_id: str, fingerprint: str) -> frozenset[str]:
        """The ids of the claims that have a finding under this fingerprint."""
        with self._database.reading() as connection:
            return checks.done(connection, work_id, fingerprint)

    def made_with(self, work_id: str) -> dict[str, dict[str, str]]:
        """What each finding of a work was made with, by the id of its claim; empty where that was not told."""
        with self._database.reading() as connection:
            return checks.made_with(connection, work_id)

    def note_check(self, work_id: str) -> None:
        """Put on record that a check of this work was asked for, even if there was nothing left to judge."""
        with self._database.writing() as connection:
            log.append(connection, self._actor, [("check asked", {"work": work_id})])

    def mark(self, claim_id: str, checkable: bool, who: str, why: str) -> None:
        """Keep a person's word on whether a claim is to be checked, as cases of an earlier time have it.

        The latest holds; a decision on it (kind "checkable") holds before any. Raises IdUnknown.
        """
        with self._database.writing() as connection:
            checks.mark(connection, claim_id, checkable, who, why)

    def marks(self, work_id: str) -> dict[str, bool]:
        """What persons said of the work's claims: claim id to checkable."""
        with self._database.reading() as connection:
            return checks.marks_of(connection, work_id)

    def decide_names(
        self, left: str, right: str, verdict: names.NameVerdict, who: str, why: str, seen: int | None = None
    ) -> names.NameDecision:
        """Keep a person's word on whether two names are one; the latest holds, the log has them all.

        ``seen`` as for ``decide``.
        """
        first, second = sorted((left, right))
        with self._database.writing() as connection:
            said = pairs.pair_words(log.read(connection, names.ACTION), ("names",))
            pairs.refuse_unseen_pair(said, first, second, who, seen)
            payload = {"left": first, "right": second, "verdict": verdict, "why": why}
            log.append(connection, who, [(names.ACTION, payload)])
        return next(d for d in self.name_decisions() if (d.left, d.right) == (first, second))

    def name_decisions(self) -> tuple[names.NameDecision, ...]:
        """What persons decided of names, the latest word on each pair."""
        return names.decisions(self.log([names.ACTION]))

    def find(self, prefix: str) -> Source | Passage | Claim | Evidence:
        """Anything by its id, three or more characters of it, or a source's exact file name.

        Raises IdUnknown, IdAmbiguous, and CaseDamaged for a quote that is not in its source's text where it says.
        """
        with self._database.reading() as connection:
            return lookup.find(connection, self.read_text, prefix)

    def log(self, actions: Sequence[str] | None = None, after: int = 0) -> tuple[log.LogEntry, ...]:
        """Everything that was done to the case after an entry, or only these actions, the oldest first."""
        with self._database.reading() as connection:
            return log.read(connection, actions, after)

    def source_log(self, source_id: str) -> tuple[LogEntry, ...]:
        """What was done to one source, the oldest first."""
        with self._database.reading() as connection:
            return log.of_source(connection, source_id)

    def last_of_each(self) -> dict[str, int]:
        """The number of the last entry of the log for each action that it has."""
        with self._database.reading() as connection:
            return log.lasts(connection)

    def pair_words(self) -> tuple[pairs.PairWord, ...]:
        """Every word of persons on two names or two statements, in order."""
        with self._database.reading() as connection:
            entries = [e for action in pairs.PAIR_ACTIONS.values() for e in log.read(connection, action)]
        return pairs.pair_words(sorted(entries, key=lambda e: e.seq))

    def verify(self, progress: verify.Progress | None = None) -> tuple[verify.Fault, ...]:
        """Read everything and name every fault; ``progress`` is told how many of how many parts are through."""
        with self._database.reading() as connection:
            found = verify.faults(self.path, connection, self._blobs, progress or (lambda _done, _total: None))
            return tuple(dict.fromkeys(found))

    def decide_ask(
        self, question: str, kind: hypotheses.AskKind, fields: Mapping[str, Any], who: str, why: str
    ) -> hypotheses.AskDecision:
        """Keep a person's decision about a question of the case; the log has them all. Raises ValueError."""
        payload = hypotheses.payload_of(question, kind, fields, why)
        with self._database.writing() as connection:
            log.append(connection, who, [(hypotheses.ACTION, payload)])
        return self.ask_decisions()[-1]

    def decide(
        self, work_id: str, kind: DecisionKind, fields: Mapping[str, Any], who: str, why: str, seen: int | None = None
    ) -> Decision:
        """Keep a person's decision on a work; the log has them all.

        ``seen`` is the number of the last decision that the person's page knew of. Raises ValueError, and
        AlreadyDecided when somebody else has decided the same thing since.
        """
        return self.decide_all(work_id, [(kind, fields)], who, why, seen)[0]

    def decide_all(
        self,
        work_id: str,
        wanted: Sequence[tuple[DecisionKind, Mapping[str, Any]]],
        who: str,
        why: str,
        seen: int | None = None,
    ) -> tuple[Decision, ...]:
        """Keep several decisions as one: all of them, or none where one is refused. See ``decide``."""
        payloads = [payload_of(work_id, kind, fields, why) for kind, fields in wanted]
        with self._database.writing() as connection:
            if seen is not None:
                since = decisions(log.read(connection, ACTION, after=seen))
                for payload in payloads:
                    refuse_unseen(since, Decision(0, work_id, payload["kind"], payload["fields"], who, "", why), seen)
            before = log.last(connection)
            log.append(connection, who, [(ACTION, payload) for payload in payloads])
            return decisions(log.read(connection, ACTION, after=before))

    def decisions(self, work_id: str | None, after: int = 0) -> tuple[Decision, ...]:
        """What persons decided of a work, or of all where it is None, in order; what was taken back is among it.

        ``after`` leaves out the entries of the log up to this number.
        """
        with self._database.reading() as connection:
            taken = decisions(log.read(connection, ACTION, after))
        return tuple(d for d in taken if work_id in (None, d.work_id))

    def newest(self) -> int:
        """The number of the last entry of the log."""
        with self._database.reading() as connection:
            return log.last(connection)

    def heads(self, after: int) -> tuple[LogHead, ...]:
        """What was done to the case after this entry of the log, decisions on works left out: only what it is about."""
        with self._database.reading() as connection:
            return log.heads(connection, after, ACTION)

    def note_correction(self, correction: Correction, corrected: str) -> None:
        """Put on record who corrected which words of a transcript, and which source holds them now."""
        payload = {**to_plain(correction), "corrected": corrected}
        with self._database.writing() as connection:
            log.append(connection, correction.who, [("words corrected", payload)])

    def ask_decisions(self) -> tuple[hypotheses.AskDecision, ...]:
        """What persons decided about questions of the case, in order; what was taken back is among it."""
        return hypotheses.ask_decisions(self.log([hypotheses.ACTION]))


def _refuse_taken(path: Path) -> None:
    if path.is_symlink() or path.exists():
        if not path.is_dir():
            raise CaseExists(f"{path} is a file that is already there.")
        names = [entry.name for entry in path.iterdir()]
        if names and (_DATABASE in names or not any(name.startswith(_UNFINISHED) for name in names)):
            what = "is a case already" if _DATABASE in names else "is a folder with other things in it"
            raise CaseExists(f"{path} {what}.")


def _refuse_no_case(path: Path) -> None:
    if not path.exists():
        raise CaseMissing(f"There is no case at {path}.")
    if not path.is_dir():
        raise CaseMissing(f"{path} is a file, not a case folder.")
    if not (path / _DATABASE).is_file():
        raise CaseMissing(f"{path} is not a case: it has no {_DATABASE}.")


def _publish(unfinished: Path, database: Path) -> None:
    try:
        # A link, unlike a rename, fails when another process was faster.
        os.link(unfinished, database)
    except FileExistsError as error:
        raise CaseExists(f"{database.parent} is a case already.") from error
    except OSError:
        if database.exists() or not unfinished.exists():
            raise CaseExists(f"{database.parent} is a case already.") from None
        unfinished.replace(database)  # a disk without links, such as a memory stick


def _write(path: Path, text: str) -> None:
    part = path.with_name(_UNFINISHED + secrets.token_hex(8))
    with part.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
