"""Name what can go wrong with documents and the library.

GuidanceError
├── DocumentError        one file cannot be taken in; the others go on
├── ReaderStopped        the process that read a file was stopped or failed
├── UnknownDocument      the library holds no such document
├── HomeError            the home cannot be read or written
│   ├── HomeBusy         another process is writing it
│   └── HomeFull         the disk that it is on is full
├── BackupError          an exported library cannot be written, or taken in
├── FingerprintMismatch  the index was made by another encoder or splitter
└── EncoderError         the encoder cannot be made or loaded

Every message is one line: what happened, to which file, and what to do.
"""


class GuidanceError(Exception):
    """Say in one line what happened and what the person can do about it."""


class DocumentError(GuidanceError):
    """Refuse one file, named in the message."""


class ReaderStopped(GuidanceError):
    """Say why reading a file was given up; whoever asked for it adds the file's name."""


class UnknownDocument(GuidanceError):
    """Refuse a document id that the library does not hold."""


class HomeError(GuidanceError):
    """Refuse a home that cannot be read or written."""


class HomeBusy(HomeError):
    """Say that another process has been writing the home for too long."""


class HomeFull(HomeError):
    """Say that the disk is full."""


class BackupError(GuidanceError):
    """Refuse a file that an export cannot go to, or an import cannot come from."""


class FingerprintMismatch(GuidanceError):
    """Refuse an index that another encoder or splitter made."""


class EncoderError(GuidanceError):
    """Refuse an encoder that cannot be made or loaded."""
