"""The one error tree of Loupe.

Every error a user can meet is one class here: a stable ``code`` for scripts, an exit status for the shell, one clear
sentence (``str(error)``) and a ``hint`` that says what to do next::

    LoupeError                                exit 1
    ├── UsageError                            exit 2   usage
    ├── CaseError                             exit 3
    │   ├── CaseMissing                                case-missing
    │   ├── CaseExists                                 case-exists
    │   ├── CaseNewer                                  case-newer
    │   ├── CaseBusy                                   case-busy
    │   ├── AlreadyDecided                             already-decided
    │   └── CaseDamaged                                case-damaged
    ├── ReadError                             exit 4
    │   ├── PathMissing                                path-missing
    │   ├── PathDenied                                 path-denied
    │   ├── FileEmpty                                  file-empty
    │   ├── FormatUnknown                              format-unknown
    │   ├── FileTooLarge                               file-too-large
    │   ├── FileEncrypted                              file-encrypted
    │   ├── FileDamaged                                file-damaged
    │   ├── NeedsOcr                                   needs-ocr
    │   ├── NeedsSpeech                                needs-speech
    │   ├── NoText                                     no-text
    │   ├── OverBudget                                 over-budget
    │   ├── ReaderTimeout                              reader-timeout
    │   ├── ReaderCrashed                              reader-crashed
    │   ├── SheetInvalid                               sheet-invalid
    │   ├── AddressRefused                             address-refused
    │   └── FetchFailed                                fetch-failed
    ├── LookupFailed                          exit 5
    │   ├── IdUnknown                                  id-unknown
    │   ├── IdAmbiguous                                id-ambiguous
    │   ├── NotHeard                                   not-heard
    │   └── NothingChecked                             nothing-checked
    ├── StorageError                          exit 6
    │   ├── DiskFull                                   disk-full
    │   ├── WriteDenied                                write-denied
    │   └── OriginalAltered                            original-altered
    ├── ModelError                            exit 8
    │   ├── ModelNotFetched                            model-not-fetched
    │   ├── ModelUnreadable                            model-unreadable
    │   ├── ModelRefused                               model-refused
    │   └── ModelSilent                                model-silent
    └── PolicyInvalid                         exit 7   policy-invalid
"""

from __future__ import annotations

from typing import ClassVar


class LoupeError(Exception):
    """Anything Loupe refuses or cannot do, said in one sentence.

    ``hint`` tells the next step; the class default can be replaced per instance.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    default_hint: ClassVar[str] = "Run the command again with --help to see what it expects."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint if hint is not None else self.default_hint


class UsageError(LoupeError):
    """The command was given something it does not take."""

    code, exit_status = "usage", 2


class CaseError(LoupeError):
    """Something is wrong with the case folder itself."""

    code, exit_status = "case", 3


class CaseMissing(CaseError):
    """The folder is not there or is not a case."""

    code = "case-missing"
    default_hint = "Make a case with: loupe new NAME"


class CaseExists(CaseError):
    """A new case would fall on something that is already there."""

    code = "case-exists"
    default_hint = "Choose another name, or go on with the case that is there."


class CaseNewer(CaseError):
    """The case was written by a later version of Loupe."""

    code = "case-newer"
    default_hint = "Update Loupe: pip install --upgrade loupe-workbench"


class CaseBusy(CaseError):
    """Another process is writing to the case and did not finish in time."""

    code = "case-busy"
    default_hint = "Wait for the other Loupe to finish, then run the command again. Nothing was changed."


class AlreadyDecided(CaseError):
    """Somebody else decided the same thing after the page was made that this person saw."""

    code = "already-decided"
    default_hint = "Look at what was decided, then decide again if you still want to. Nothing was overwritten."


class CaseDamaged(CaseError):
    """The case's own files are broken."""

    code = "case-damaged"
    default_hint = "Run: loupe verify CASE, and restore the named file from a backup."


class ReadError(LoupeError):
    """A file could not be read as a source; the other files of the same command are not touched by it."""

    code, exit_status = "read", 4


class PathMissing(ReadError):
    """There is no file or folder at the path."""

    code = "path-missing"
    default_hint = "Check the spelling of the path."


class PathDenied(ReadError):
    """The file or folder may not be opened by this user."""

    code = "path-denied"
    default_hint = "Give yourself permission to read it, then add it again."


class FileEmpty(ReadError):
    """The file holds no bytes."""

    code = "file-empty"
    default_hint = "Check that the file was copied or downloaded whole."


class FormatUnknown(ReadError):
    """No reader takes this kind of file."""

    code = "format-unknown"
    default_hint = "Save it as .txt, .md, .html, .pdf, .docx, .epub, .eml, .srt or .vtt and add that."


class FileTooLarge(ReadError):
    """The file has more bytes than the reading limit."""

    code = "file-too-large"
    default_hint = "Split the file, or raise max_bytes under [reading] in the case's loupe.toml."


class FileEncrypted(ReadError):
    """The file opens only with a password."""

    code = "file-encrypted"
    default_hint = "Save a copy without the password and add that."


class FileDamaged(ReadError):
    """The bytes do not make a valid file of their format."""

    code = "file-damaged"
    default_hint = "Open it in its own program, save it again, and add the new copy."


class NeedsOcr(ReadError):
    """A scan: pages are pictures and hold no text layer."""

    code = "needs-ocr"
    default_hint = "Run it through text recognition (OCR) and add the result; the original is kept in the case."


class NeedsSpeech(ReadError):
    """The file is sound or film and nothing here can listen."""

    code = "needs-speech"
    default_hint = (
        "Add its subtitles or a transcript; or install a listener: pip install 'loupe-workbench[speech]', "
        "then loupe models"
    )


class NoText(ReadError):
    """The file is sound but holds no words."""

    code = "no-text"
    default_hint = "Nothing to search in it; the original is kept in the case."


class OverBudget(ReadError):
    """Unpacking or reading went past a limit (size, members, pages, characters, memory)."""

    code = "over-budget"
    default_hint = "If you trust the file, raise the limit under [reading] in the case's loupe.toml and add it again."


class ReaderTimeout(ReadError):
    """Reading took longer than allowed and was stopped."""

    code = "reader-timeout"
    default_hint = "If you trust the file, raise seconds under [reading] in the case's loupe.toml and add it again."


class ReaderCrashed(ReadError):
    """The reading process died or answered nonsense."""

    code = "reader-crashed"
    default_hint = "Save the file in another format and add that; the original is kept in the case."


class SheetInvalid(ReadError):
    """The sheet given with --from cannot be used."""

    code = "sheet-invalid"
    default_hint = "The sheet needs a header row with a column 'file'; see docs/formats.md."


class AddressRefused(ReadError):
    """A web address is not asked for: it is no plain http(s) address, or leads into a private network."""

    code = "address-refused"
    default_hint = "Open the page in a browser, save it, and add the file."


class FetchFailed(ReadError):
    """A web page could not be had: no answer, an error, too slow, too large, or it is not in the archive given."""

    code = "fetch-failed"
    default_hint = "Open the page in a browser; if it is there, save it and add the file."


class LookupFailed(LoupeError):
    """What was asked for is not in the case."""

    code, exit_status = "lookup", 5


class IdUnknown(LookupFailed):
    """No source, passage, claim or evidence has this id."""

    code = "id-unknown"
    default_hint = 'List the ids with: loupe sources CASE, or loupe search CASE "words"'


class IdAmbiguous(LookupFailed):
    """The shortened id fits more than one thing."""

    code = "id-ambiguous"
    default_hint = "Type more characters of the id."


class NotHeard(LookupFailed):
    """The words to be corrected do not stand at that time of the transcript."""

    code = "not-heard"
    default_hint = "See what stands there: loupe show CASE SOURCE"


class NothingChecked(LookupFailed):
    """The case has no checked work yet."""

    code = "nothing-checked"
    default_hint = "Check a work first: loupe check CASE film.srt"


class StorageError(LoupeError):
    """The disk or the files of the case do not play along."""

    code, exit_status = "storage", 6


class DiskFull(StorageError):
    """There is no room left on the disk."""

    code = "disk-full"
    default_hint = "Free some room and run the command again; what was saved before is still there."


class WriteDenied(StorageError):
    """A file or folder may not be written by this user."""

    code = "write-denied"
    default_hint = "Check the permissions of the folder, or choose another one."


class OriginalAltered(StorageError):
    """A stored original or its text no longer has the bytes it was stored with."""

    code = "original-altered"
    default_hint = "Restore the named file from a backup; no quote of it can be trusted until then."


class PolicyInvalid(LoupeError):
    """The case's loupe.toml, policy.toml, layers.toml, interests.toml or widths.toml cannot be used."""

    code, exit_status = "policy-invalid", 7
    default_hint = "See docs/policy.md; delete the file to go back to the default."


class ModelError(LoupeError):
    """A model that the case names cannot be used; nothing that was saved is touched by it."""

    code, exit_status = "model", 8


class ModelNotFetched(ModelError):
    """A model that a person asked for could not be fetched."""

    code = "model-not-fetched"
    default_hint = "Check the network, or copy the model's folder from another machine: see docs/speech.md."


class ModelUnreadable(ModelError):
    """The files of a model are not there, are broken, or are of a kind that Loupe does not run."""

    code = "model-unreadable"
    default_hint = "See docs/models.md for what a folder must hold; loupe doctor CASE shows what is in use."


class ModelRefused(ModelError):
    """A chat model may not be asked: its address is off this machine, a key is missing, or the server says no."""

    code = "model-refused"
    default_hint = "See docs/models.md, and check chat_address and chat_model under [model] in the case's loupe.toml."


class ModelSilent(ModelError):
    """The server of a chat model cannot be reached, is too slow, or keeps failing."""

    code = "model-silent"
    default_hint = "Start the server, then run the command again: what was judged before is kept."
