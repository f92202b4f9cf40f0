"""What the targets explorer needs: the targets in columns, and its words."""

from __future__ import annotations

from pipelines.catalog.frame import Frame


def words(frame: Frame) -> dict[str, dict[str, str]]:
    """Give the words of the explorer in each language, by key."""
    return {
        language: {
            key.removeprefix("explorer."): text
            for key, text in held.texts.items()
            if key.startswith("explorer.")
        }
        for language, held in frame.words.items()
    }
