"""Commands about published versions: compare, audit, take back, hand to an archive."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from assets.places import looked_at, read_back
from pipelines.collection import remote
from pipelines.collection.build import Build, held
from pipelines.collection.place import Output
from pipelines.errors import CheckFailed, ReleaseError


def show_difference(
    output: str | Path | Output, old: str, new: str, form: str, to: Path | None
) -> None:
    """Print the difference of two versions, or write it to the file *to*.

    Raises:
        ReleaseError: a version does not exist or was erased.
    """
    from pipelines.releases.diff_report import diff

    place = looked_at(output)
    remote.bring_versions(place, old, new)
    root = place.root
    if to is not None:
        diff(root, old, new, form, to)
        click.echo(f"written to {to}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report"
        diff(root, old, new, form, report)
        click.echo(report.read_text(encoding="utf-8"), nl=False)


def run_audit(output: str | Path | Output, version: str | None) -> None:
    """Audit a version, or all of them.

    Raises:
        CheckFailed: something does not stand; each fault is named.
        ReleaseError: there is no such version.
    """
    from pipelines.releases.audit import audit

    with read_back(output, version) as root:
        verdict = audit(root, version)
    if not verdict.passed:
        raise CheckFailed("\n".join(verdict.faults))
    click.echo(f"sound: {', '.join(verdict.checked)}")


def run_withdrawal(
    output: str | Path | Output, version: str, reason: str, *, erase: bool
) -> None:
    """Withdraw a version and show the one that stands then.

    Raises:
        ReleaseError: there is no such version, or it was withdrawn before.
    """
    from pipelines.releases.withdrawal import withdraw

    place = Output.at(output)
    with held(place, click.echo):
        remote.bring_versions(place)
        current = withdraw(place.root, version, reason, erase=erase)
        if current is not None:
            Build(place).show()
        Build(place).upload()
    click.echo(f"withdrawn: {version}; current: {current or 'none'}")


def run_rollback(output: str | Path | Output, version: str, reason: str) -> None:
    """Make an earlier version current again, and show it.

    Raises:
        ReleaseError: there is no such version, or none is later.
    """
    from pipelines.releases.withdrawal import roll_back

    place = Output.at(output)
    with held(place, click.echo):
        remote.bring_versions(place)
        roll_back(place.root, version, reason)
        Build(place).show()
        Build(place).upload()
    click.echo(f"current: {version}")


def run_mirror(output: str | Path | Output, url: str) -> None:
    """Bring the versions to a bucket or another folder, the pointer last.

    Raises:
        ReleaseError: a version is there with other bytes, or there is none here.
        StoreError: the place does not answer.
    """
    from pipelines.releases.mirror import mirror
    from pipelines.releases.versions import entries

    place = looked_at(output)
    standing = [one for one in entries(place.package) if not one.get("erased")]
    remote.bring_versions(place, *(str(one["version"]) for one in standing))
    done = mirror(place.root, url)
    click.echo(f"sent: {', '.join(done.sent) or 'none'}; there: {len(done.present)}")


def run_deposit(
    output: str | Path | Output,
    version: str | None,
    to: Path,
    endpoint: str | None,
    token: str,
    *,
    publish: bool,
) -> None:
    """Prepare a deposit, and send it where an endpoint is given.

    Raises:
        ReleaseError: there is no such version, or the archive refuses.
    """
    from pipelines.releases.deposit import prepare, send

    place = looked_at(output)
    chosen = version or place.latest_version()
    if chosen is None:
        raise ReleaseError(f"{place.name} holds no version yet; run: mubiao build")
    remote.bring_versions(place, chosen)
    made = prepare(place.root, chosen, to)
    for path in made.files:
        click.echo(f"{path.stat().st_size:>14,}  {path}")
    if endpoint is not None:
        receipt = send(made, endpoint, token, publish=publish)
        state = "published" if receipt.published else "a draft, to be published there"
        click.echo(f"deposit {receipt.id} ({state}): {receipt.url}")
