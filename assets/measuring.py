"""``mubiao score``: the newest version against annotated notices."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assets.places import looked_at
from pipelines.collection import remote
from pipelines.collection.place import Output
from pipelines.errors import ReleaseError
from pipelines.scoring import measure


def score_newest(
    output: str | Path | Output, gold_dir: Path, source_dir: Path, *, as_json: bool
) -> None:
    """Print how near the newest version of *output* comes to the gold.

    Raises:
        ReleaseError: there is no version, or no gold file has a source.
    """
    place = looked_at(output)
    version = place.latest_version()
    if version is None:
        raise ReleaseError(f"{place.name} holds no version yet; run: mubiao build")
    remote.bring_versions(place, version)
    score = measure(place.package / version, gold_dir, source_dir)
    for gap in score.missing:
        click.echo(f"! {gap}", err=True)
    figures = score.figures()
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for name, value in figures.items():
        if isinstance(value, dict) and "f1" in value:
            click.echo(
                f"{name:44s} P {value['precision']:.3f}  R {value['recall']:.3f}  "
                f"F1 {value['f1']:.3f}   gold {value['gold']}  "
                f"predicted {value['predicted']}"
            )
        else:
            click.echo(f"{name}: {value}")
