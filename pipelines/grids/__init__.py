"""Tables of a notice: rows, and the targets and responsibilities that they state."""

from pipelines.grids.places import (
    rows_alone,
    with_bindings,
    with_rows,
    without_tables,
)
from pipelines.grids.reading import read_grids

__all__ = ["read_grids", "rows_alone", "with_bindings", "with_rows", "without_tables"]
