"""Targets in plain sentences, Chinese and English, made from published fields alone."""

from pipelines.statements.sentences import (
    figure_en,
    figure_zh,
    statement_en,
    statement_zh,
    unit_en,
    unit_zh,
)

__all__ = [
    "figure_en",
    "figure_zh",
    "statement_en",
    "statement_zh",
    "unit_en",
    "unit_zh",
]
