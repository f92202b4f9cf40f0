"""The command line ``mubiao``: what can be asked, and how it answers.

Every command imports what it needs when it runs, so that the first answer comes at
once. Exit codes: 0 done, 1 refused by a check, 2 wrong use.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assets.options import alert_option, days, output_option
from pipelines.collection.place import Output
from pipelines.errors import MixedCollection, MubiaoError

if TYPE_CHECKING:
    from pipelines.collection.again import Days

_FOLDER = click.Path(path_type=Path, file_okay=False)
_EXISTING = click.Path(path_type=Path, exists=True)


class _Commands(click.Group):
    """A group that turns an error raised on purpose into a message and a code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MubiaoError as error:
            click.echo(f"mubiao: {error}", err=True)
            ctx.exit(2 if isinstance(error, MixedCollection) else 1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mubiao")
def main() -> None:
    """Turn Chinese government plan notices into open data.

    Exit codes: 0 done, 1 refused by a check, 2 wrong use.
    """


@main.command()
@click.argument("paths", nargs=-1, type=_EXISTING)
@output_option
@click.option("--jobs", type=click.IntRange(1), help="Processes  [default: all cores]")
@click.option(
    "--cluster",
    default="",
    envvar="MUBIAO_CLUSTER",
    help="Dask scheduler, tcp://host:port.",
)
@click.option(
    "--acknowledge-drop",
    is_flag=True,
    help="Publish even if many rows are lost or many more numerals unexplained.",
)
@click.option(
    "--base-url",
    default="",
    envvar="MUBIAO_BASE_URL",
    help="Address where the site will be served; kept until another is given.",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of corrections; the output keeps it until it is given another.",
)
@click.option(
    "--again",
    callback=days,
    metavar="FROM[..TO]",
    help="Read again what was received in these days (UTC), whatever is cached of it.",
)
@alert_option
def build(
    paths: tuple[Path, ...],
    output: Output,
    jobs: int | None,
    cluster: str,
    acknowledge_drop: bool,
    base_url: str,
    corrections: Path | None,
    again: Days | None,
    alert: bool,
) -> None:
    """Read notices, check the tables, publish a version and its site.

    PATHS are files or folders; without any, a new output is filled with the project's
    own specimens, and an existing one is brought up to date.
    """
    from assets.building import run_build

    run_build(
        paths,
        output,
        jobs=jobs or 0,
        cluster=cluster,
        acknowledge_drop=acknowledge_drop,
        base_url=base_url,
        corrections=corrections,
        again=again,
        alert=alert,
    )


@main.command()
@click.argument("names", nargs=-1)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("sources.yml"),
    show_default=True,
    help="File that names the web sources.",
)
@output_option
@click.option("--due", is_flag=True, help="Only those whose next visit is due.")
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=1.0,
    show_default=True,
    envvar="MUBIAO_PAUSE",
    help="Least seconds between two requests to a host.",
)
@click.option(
    "--allow-network",
    "networks",
    multiple=True,
    metavar="CIDR",
    envvar="MUBIAO_ALLOW_NETWORK",
    help="Private network that may be fetched from; else only public ones are.",
)
@alert_option
def fetch(
    names: tuple[str, ...],
    sources: Path,
    output: Output,
    due: bool,
    pause: float,
    networks: tuple[str, ...],
    alert: bool,
) -> None:
    """Visit web sources; the next build reads what they brought.

    NAMES are entries of the sources file; without any, all are visited. A visit that
    was interrupted goes on where it was.
    """
    from assets.fetching import Wanted, run_fetch
    from pipelines.sources.client import Policy

    try:
        policy = Policy(pause=pause, allowed=networks)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    run_fetch(Wanted(sources, names, only_due=due), output, policy, alert=alert)


@main.command()
@output_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(output: Output, port: int) -> None:
    """Preview the site on this machine."""
    from assets.serving import serve_site

    serve_site(output, port)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def explain(file: Path) -> None:
    """Show how one notice is read: outline, sentences and rules, numerals."""
    from assets.explaining import explain_file

    explain_file(file)


@main.command()
@click.argument("gold_dir", type=_EXISTING)
@click.argument("source_dir", type=_EXISTING)
@output_option
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def score(gold_dir: Path, source_dir: Path, output: Output, as_json: bool) -> None:
    """Measure the newest version against annotated notices."""
    from assets.measuring import score_newest

    score_newest(output, gold_dir, source_dir, as_json=as_json)


@main.command()
@output_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--notice", default="", help="Of one notice only, by its id.")
@click.option("--yaml", "as_yaml", is_flag=True, help="As entries of corrections.yml.")
def review(output: Output, limit: int, notice: str, *, as_yaml: bool) -> None:
    """List the rows that a person should look at first, least certain first."""
    from assets.reviewing import show_queue

    show_queue(output, limit, notice, as_yaml=as_yaml)


@main.command()
@output_option
def status(output: Output) -> None:
    """Say what is stale, and why."""
    from assets.reporting import show_status

    show_status(output)


@main.command()
@click.argument("old")
@click.argument("new")
@output_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "html"]),
    default="text",
    show_default=True,
)
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="File.")
def diff(old: str, new: str, output: Output, form: str, to: Path | None) -> None:
    """Show which rows two versions differ in."""
    from assets.publishing import show_difference

    show_difference(output, old, new, form, to)


@main.command()
@click.argument("version", required=False)
@output_option
def audit(version: str | None, output: Output) -> None:
    """Check hashes, keys, evidence and pointers of VERSION, or of all versions."""
    from assets.publishing import run_audit

    run_audit(output, version)


@main.command()
@click.argument("version")
@click.option("--reason", required=True, help="Why, for those who have used it.")
@click.option("--erase", is_flag=True, help="Take its files away too.")
@output_option
def withdraw(version: str, reason: str, erase: bool, output: Output) -> None:
    """Take VERSION back; the newest one that stands becomes current."""
    from assets.publishing import run_withdrawal

    run_withdrawal(output, version, reason, erase=erase)


@main.command()
@click.argument("version")
@click.option(
    "--reason", required=True, help="Why, for those who have used later ones."
)
@output_option
def rollback(version: str, reason: str, output: Output) -> None:
    """Make VERSION current again by taking back all later ones."""
    from assets.publishing import run_rollback

    run_rollback(output, version, reason)


@main.command()
@click.argument("url")
@output_option
def mirror(url: str, output: Output) -> None:
    """Copy the versions to URL, a bucket or a folder, the pointer last.

    s3://bucket/prefix needs the extra s3; keys and the address of an S3-compatible
    server are taken from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL.
    """
    from assets.publishing import run_mirror

    run_mirror(output, url)


@main.command()
@click.argument("version", required=False)
@output_option
@click.option("--to", type=_FOLDER, required=True, help="Folder of the deposit.")
@click.option("--endpoint", help="Address of the archive's API; else nothing is sent.")
@click.option("--token", envvar="MUBIAO_DEPOSIT_TOKEN", help="Your key there.")
@click.option("--publish", is_flag=True, help="Publish it there at once.")
def deposit(
    version: str | None,
    output: Output,
    to: Path,
    endpoint: str | None,
    token: str | None,
    publish: bool,
) -> None:
    """Prepare VERSION (default: the newest) for an archive, and send it there."""
    from assets.publishing import run_deposit

    if endpoint and not token:
        raise click.UsageError("--endpoint needs --token or MUBIAO_DEPOSIT_TOKEN")
    run_deposit(output, version, to, endpoint, token or "", publish=publish)
