"""Scoring: how near a published package comes to annotated notices.

The measure that the annotation guideline defines, over the CSV files of a version and
gold files ``<source file stem>.json``: every figure is micro-averaged over the
notices that the gold holds.
"""

from pipelines.scoring.accuracy import figures, published, written
from pipelines.scoring.measure import Score, measure

__all__ = ["Score", "figures", "measure", "published", "written"]
