"""Web sources in the graph: visits, what starts them, and the build that follows."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import dagster as dg
from dagster import RunsFilter
from pydantic import Field

from assets.automation import (
    SENSORS_STAND,
    build_request,
    full_build,
    is_under_way,
    key_of,
    outbox,
    output_folder,
)
from assets.jobs import BUILDS, RETRIES, VISITS, WAIT
from assets.lifeless import close_dead
from assets.markdown import markdown_table
from pipelines.alerts.messages import broken_sources
from pipelines.collection.visiting import (
    Visited,
    admit,
    clock,
    contents,
    due,
    last_visits,
    refused_entirely,
    visit_sources,
)
from pipelines.errors import LexiconError
from pipelines.sources.client import Policy
from pipelines.sources.config import Source, load_sources

_AFTER_FAILURE = timedelta(minutes=15)
"""How long after a visit that crashed the next is begun."""

_QUIET = "no source is due, and none has brought more"


def sources_file() -> Path:
    """Give the file that names the web sources: MUBIAO_SOURCES, else sources.yml."""
    return Path(os.environ.get("MUBIAO_SOURCES", "sources.yml")).expanduser().resolve()


def known_sources() -> tuple[Source, ...]:
    """Give the sources of the deployment; none where it has no such file.

    Raises:
        LexiconError: the file is broken.
    """
    path = sources_file()
    return load_sources(path) if path.exists() else ()


def _networks() -> list[str]:
    return os.environ.get("MUBIAO_ALLOW_NETWORK", "").split()


def _pause() -> float:
    return float(os.environ.get("MUBIAO_PAUSE", "1"))


class VisitConfig(dg.Config):
    """One visit: which sources (else all), how politely, and how often again.

    After ``wait`` seconds a source that the network kept from answering is asked again,
    then after twice as long, ``retries`` times in all.
    """

    names: list[str] = Field(default_factory=list)
    networks: list[str] = Field(default_factory=_networks)
    pause: float = Field(default_factory=_pause)
    retries: int = RETRIES
    wait: float = WAIT

    def chosen(self) -> list[Source]:
        """Give the sources that are asked for.

        Raises:
            LexiconError: the sources file is broken.
        """
        every = known_sources()
        return [one for one in every if not self.names or one.name in self.names]

    def visit(self, *, again: bool) -> list[Visited]:
        """Visit the sources, or *again* those alone that may answer this time.

        Raises:
            MubiaoError: the sources file is broken, or the output cannot be used.
        """
        output = output_folder()
        before = last_visits(output)
        chosen = [
            source
            for source in self.chosen()
            if not again or _may_answer(before.get(source.name))
        ]
        policy = Policy(pause=self.pause, allowed=tuple(self.networks))
        visits = visit_sources(output, chosen, policy)
        admit(output)
        return visits


@dg.asset(group_name="captures", kinds={"python"})
def visits(
    context: dg.AssetExecutionContext, config: VisitConfig
) -> dg.MaterializeResult[None]:
    """What web sources listed at their last visits, and what was new."""
    done = config.visit(again=context.retry_number > 0)
    held = list(last_visits(output_folder()).values())
    _raise_refusals(done, held, config, context.retry_number)
    return dg.MaterializeResult(
        metadata={
            "sources": len(held),
            "new": sum(visit.new for visit in done),
            "changed": sum(visit.changed for visit in done),
            "vanished": sum(visit.vanished for visit in done),
            "refused": sum(len(visit.refused) for visit in done),
            "by_source": dg.MetadataValue.md(_as_table(held)),
        }
    )


def _may_answer(visit: Visited | None) -> bool:
    """Say whether a source may answer now; one never visited may."""
    return visit is None or bool(visit.failed and visit.may_pass)


def _raise_refusals(
    done: Sequence[Visited], held: Sequence[Visited], config: VisitConfig, tried: int
) -> None:
    """Fail for sources that refused; first try again, later and later, what may pass.

    *done* are the visits of this try, *held* the last of every source: those that
    refused at an earlier try of this run are among them.
    """
    names = {source.name for source in config.chosen()}
    said = "; ".join(refused_entirely([one for one in held if one.source in names]))
    if not said:
        return
    if tried >= config.retries or not any(map(_may_answer, done)):
        raise dg.Failure(said, allow_retries=False)
    raise dg.RetryRequested(
        max_retries=config.retries, seconds_to_wait=config.wait * 2**tried
    ) from dg.Failure(said)


def _as_table(held: Sequence[Visited]) -> str:
    columns = ("source", "at", "news_at", "listed", "new", "changed", "failed")
    return markdown_table(
        [{name: getattr(visit, name) for name in columns} for visit in held]
    )


fetch = dg.define_asset_job(
    VISITS,
    selection=dg.AssetSelection.assets("visits"),
    executor_def=dg.in_process_executor,
    tags={"mubiao/writes": "sources"},
    description="Visit web sources; what they bring waits for the next build.",
)


@dg.sensor(
    jobs=[full_build, fetch],
    minimum_interval_seconds=30,
    default_status=SENSORS_STAND,
)
def web_sources(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Have due sources visited, and ask for one build when they brought something.

    The cursor is the digest of what all sources hold: a visit that brings nothing new
    starts nothing. A list of sources that is broken is told, once, and holds back no
    build of what was brought before.
    """
    close_dead(context.instance)
    output = output_folder()
    held = contents(last_visits(output).values())
    cursor = context.cursor or ""
    requests = []
    if held != cursor and not is_under_way(context.instance, BUILDS):
        requests.append(build_request("web_sources", key_of(held, context.instance)))
        cursor = held
    sources, trouble = _usable_sources()
    waiting = due(sources, output, clock())
    if waiting and not _is_visited(context.instance):
        requests.append(_visit_request(waiting))
    return dg.SensorResult(
        run_requests=requests,
        cursor=cursor,
        skip_reason=None if requests else trouble or _QUIET,
    )


def _usable_sources() -> tuple[tuple[Source, ...], str]:
    """Give the sources, or none and what is wrong with their list, which is told."""
    try:
        sources, trouble = known_sources(), ""
    except LexiconError as error:
        sources, trouble = (), str(error)
    path = str(sources_file())
    alert = broken_sources(path, trouble)
    outbox().put_news("sources", {path: (trouble, alert)} if trouble else {})
    return sources, trouble


def _visit_request(waiting: Sequence[Source]) -> dg.RunRequest:
    names = [source.name for source in waiting]
    return dg.RunRequest(
        job_name=VISITS,
        run_config={"ops": {"visits": {"config": {"names": names}}}},
        tags={"mubiao/trigger": "web_sources", "mubiao/sources": str(len(names))},
    )


def _is_visited(instance: dg.DagsterInstance) -> bool:
    """Say whether a visit waits or works, or has crashed a moment ago."""
    if is_under_way(instance, VISITS):
        return True
    crashed = RunsFilter(
        job_name=VISITS,
        statuses=[dg.DagsterRunStatus.FAILURE],
        created_after=clock() - _AFTER_FAILURE,
    )
    return bool(instance.get_runs(crashed, limit=1))
