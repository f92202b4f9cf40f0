"""The suites, one module a table; each gives its expectations when called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from expectations.suites import (
    captures,
    citations,
    deliverables,
    findings,
    milestones,
    notices,
    numerals,
    responsibilities,
    sections,
    targets,
    tasks,
)

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

SUITES: Mapping[str, Callable[[], list[Expectation]]] = {
    "notices": notices.suite,
    "captures": captures.suite,
    "sections": sections.suite,
    "tasks": tasks.suite,
    "targets": targets.suite,
    "responsibilities": responsibilities.suite,
    "deliverables": deliverables.suite,
    "milestones": milestones.suite,
    "citations": citations.suite,
    "numerals": numerals.suite,
    "findings": findings.suite,
}
