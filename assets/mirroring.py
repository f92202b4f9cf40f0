"""The asset of the versions in another place: a bucket, or another folder."""

from __future__ import annotations

import os

import dagster as dg

from assets.release import release
from pipelines.collection.build import Build
from pipelines.releases.mirror import Mirrored
from pipelines.releases.mirror import mirror as send


@dg.asset(group_name="releases", kinds={"s3"}, deps=[release])
def mirror(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """The versions in the bucket or folder of MUBIAO_MIRROR, where that is set."""
    url = os.environ.get("MUBIAO_MIRROR", "")
    sent = send(build.output.root, url) if url else Mirrored((), ())
    return dg.MaterializeResult(
        metadata={
            "address": url or "none is set",
            "sent": list(sent.sent),
            "present": len(sent.present),
        }
    )
