"""``record``: a frozen dataclass that is as quick to make as a plain one.

A frozen dataclass sets each of its fields by a call, which a reader that makes a
hundred thousand of them for a notice pays for. Here the type checker alone forbids
the change of a field; equality, hash and words are those of a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool, order: bool = False):
        """Give the decorator of a dataclass that nobody changes (*frozen*, always)."""
        if not frozen:
            raise TypeError("a record is frozen")
        return dataclass(slots=slots, order=order, unsafe_hash=True)


__all__ = ["record"]
