"""Stage: releases. Tables become a checked, versioned data package."""

from pipelines.releases.candidate import Candidate
from pipelines.releases.publish import Published, publish

__all__ = ["Candidate", "Published", "publish"]
