"""Lists of bodies, as the grammar reads them; tables read their cells alike."""

from pipelines.grammar.bodies import (
    CLOSING,
    OPENING,
    Mention,
    is_body,
    split_bodies,
)

__all__ = ["CLOSING", "OPENING", "Mention", "is_body", "split_bodies"]
