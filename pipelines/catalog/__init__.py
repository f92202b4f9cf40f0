"""Stage 9: a published version becomes a static site (templates lie in ``site/``)."""

from pipelines.catalog.render import render
from pipelines.catalog.writer import RenderResult

__all__ = ["RenderResult", "render"]
