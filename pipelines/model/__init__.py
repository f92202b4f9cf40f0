"""The nouns in which the stages speak to each other.

Every stage is a function from these nouns to these nouns. All of them are frozen,
picklable and free of behaviour beyond what keeps them true.

Two coordinate systems exist, and no third:

* the *original* text, ``Document.text``: what the decoder gave, before any mending;
  every published ``char_start``/``char_end`` counts its code points;
* a *passage*: the mended words of one outline item, with the way back to the original.
"""

from pipelines.model.captures import Capture
from pipelines.model.documents import Block, BlockKind, Cell, Document, Grid, Repair
from pipelines.model.facts import (
    Citation,
    Deliverable,
    Disposition,
    Kind,
    Link,
    Milestone,
    Numeral,
    Responsibility,
    Role,
    Target,
    TaskDeadline,
)
from pipelines.model.metadata import Level, Metadata
from pipelines.model.outlines import (
    Finding,
    Item,
    ItemKind,
    NoticeText,
    Outline,
    Passage,
)
from pipelines.model.readings import (
    Account,
    Consumed,
    GridReading,
    NoticeReading,
    Part,
    Reading,
    ResponsibilityReading,
    TargetReading,
)
from pipelines.model.spans import Span

__all__ = [
    "Account",
    "Block",
    "BlockKind",
    "Capture",
    "Cell",
    "Citation",
    "Consumed",
    "Deliverable",
    "Disposition",
    "Document",
    "Finding",
    "Grid",
    "GridReading",
    "Item",
    "ItemKind",
    "Kind",
    "Level",
    "Link",
    "Metadata",
    "Milestone",
    "NoticeReading",
    "NoticeText",
    "Numeral",
    "Outline",
    "Part",
    "Passage",
    "Reading",
    "Repair",
    "Responsibility",
    "ResponsibilityReading",
    "Role",
    "Span",
    "Target",
    "TargetReading",
    "TaskDeadline",
]
