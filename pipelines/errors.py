"""Everything that can go wrong on purpose, on one page.

MubiaoError
├── Unreadable          a file is no notice that we can read: it is quarantined
│   └── LimitExceeded   a file asks for more size, time, pages or memory than allowed
├── LexiconError        a lexicon file contradicts itself
├── GrammarError        a rule cannot be compiled, or breaks its own examples
│   └── RulesTie        two rules read the very same characters
├── StoreError          the output folder cannot be used as asked
│   ├── ReadingLost     readings in the cache are missing or damaged
│   ├── StoreLocked     another build holds the output
│   └── MixedCollection specimens and real notices would share an output
├── AlertFailed         an alert that could not be sent to everybody
├── FetchRefused        an address that may not be fetched, or a server that says no
│   └── NoAnswer        the network or the server failed; it may answer later
└── ReleaseError        a version may not be published as asked
    └── CheckFailed     the tables break a check; the offending rows are named
"""

from __future__ import annotations


class MubiaoError(Exception):
    """Root of every error that mubiao raises on purpose."""


class Unreadable(MubiaoError):
    """A capture that cannot be read; its message is the reason of the quarantine."""


class LimitExceeded(Unreadable):
    """A capture that asks for more size, time, pages or memory than allowed."""


class LexiconError(MubiaoError):
    """A lexicon file contradicts itself; the message names file and row."""


class GrammarError(MubiaoError):
    """A rule cannot be compiled, or breaks its own examples."""


class RulesTie(GrammarError):
    """Two rules, *first* and *second*, read the very same characters of *words*."""

    def __init__(self, first: str, second: str, words: str) -> None:
        super().__init__(first, second, words)
        self.first, self.second, self.words = first, second, words

    def __str__(self) -> str:
        """Name the two rules and the words."""
        return f"{self.first} and {self.second} tie on {self.words!r}"


class StoreError(MubiaoError):
    """The output folder cannot be used as asked."""


class ReadingLost(StoreError):
    """Readings in the cache are missing or damaged: those of these *keys*."""

    def __init__(self, message: str, keys: tuple[str, ...]) -> None:
        super().__init__(message, keys)
        self.message, self.keys = message, keys

    def __str__(self) -> str:
        """Say which is the first of them."""
        return self.message


class StoreLocked(StoreError):
    """Another build holds the output folder."""


class MixedCollection(StoreError):
    """Specimens and real notices would share one output folder."""


class FetchRefused(MubiaoError):
    """An address that may not be fetched, or a server that refuses."""


class NoAnswer(FetchRefused):
    """The network or the server failed: what may pass within minutes."""


class AlertFailed(MubiaoError):
    """An alert that could not be sent; the message names channels and reasons."""


class ReleaseError(MubiaoError):
    """A version may not be published as asked."""


class CheckFailed(ReleaseError):
    """The tables break a check; the message names the table and the rows."""
