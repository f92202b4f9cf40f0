"""``mubiao mirror``: the versions in another place, and the codes of its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner, Result

from assets.command import main
from pipelines.releases import Candidate, publish
from pipelines.releases.versions import home
from tests.releases.bucket import serve
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    candidate = Candidate(*lay_down(folder / "in", [Notice("甲", ["32"])]))
    publish(candidate, folder, created=WHEN)
    return folder


def mirror(output: Path, url: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(
        main, ["mirror", url, "--output", str(output)]
    )


def test_a_folder_gets_the_versions_once(output: Path, tmp_path: Path) -> None:
    said = mirror(output, f"file://{tmp_path}/there")
    assert (said.exit_code, said.output) == (0, "sent: 1.0.0; there: 0\n")
    pointer = home(tmp_path / "there") / "latest.json"
    assert json.loads(pointer.read_text())["version"] == "1.0.0"
    said = mirror(output, f"file://{tmp_path}/there")
    assert (said.exit_code, said.output) == (0, "sent: none; there: 1\n")


def test_a_bucket_is_reached_by_the_usual_variables(output: Path) -> None:
    with serve("open-data") as options:
        said = mirror(
            output,
            "s3://open-data/here",
            AWS_ACCESS_KEY_ID=options["key"],
            AWS_SECRET_ACCESS_KEY=options["secret"],
            AWS_ENDPOINT_URL=options["endpoint_url"],
        )
        assert (said.exit_code, said.output) == (0, "sent: 1.0.0; there: 0\n")
        assert _pointer("s3://open-data/here", options) == "1.0.0"


def _pointer(url: str, options: dict[str, Any]) -> str:
    files, root = fsspec.core.url_to_fs(f"{url}/datapackages/mubiao", **options)
    return str(json.loads(files.cat_file(f"{root}/latest.json"))["version"])


REFUSED = [
    pytest.param("nowhere://x", 1, "cannot be used", id="no such protocol"),
    pytest.param("s3://", 1, "names no bucket", id="no bucket"),
]


@pytest.mark.parametrize(("url", "code", "words"), REFUSED)
def test_an_address_that_is_none_gives_exit_code_1(
    output: Path, url: str, code: int, words: str
) -> None:
    said = mirror(output, url)
    assert said.exit_code == code
    assert said.stderr.startswith("mubiao: ") and words in said.stderr


def test_nothing_to_send_gives_1_and_no_address_2(tmp_path: Path) -> None:
    said = mirror(tmp_path, f"file://{tmp_path}/there")
    assert said.exit_code == 1 and "no version to send" in said.stderr
    assert CliRunner().invoke(main, ["mirror"]).exit_code == 2
