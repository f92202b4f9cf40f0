"""Assets of the versions in other places: the output's bucket, and a mirror."""

from __future__ import annotations

import os

import dagster as dg

from assets.release import release, site
from pipelines.collection.build import Build
from pipelines.releases.mirror import Mirrored
from pipelines.releases.mirror import mirror as send


@dg.asset(group_name="releases", kinds={"s3"}, deps=[release, site])
def upload(build: dg.ResourceParam[Build]) -> dg.MaterializeResult[None]:
    """What the bucket of the output holds, where the output is a bucket."""
    done = build.upload()
    return dg.MaterializeResult(
        metadata={
            "address": build.output.url or build.output.store_url or "none",
            "sent": done.sent if done else 0,
            "removed": done.removed if done else 0,
        }
    )


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
