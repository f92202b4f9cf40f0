"""The project's own promises: imports, commands, documents."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

from tests.releases.bucket import serve

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    path
    for folder in (".", "datapackages", "deploy", "specimens", "expectations", "assets")
    for path in sorted((ROOT / folder).glob("*.md"))
]


def commands() -> list[str]:
    """Every command of the README's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.S)
    return [line for block in blocks for line in block.strip().splitlines()]


def test_imports_go_one_way() -> None:
    found = subprocess.run(
        [shutil.which("lint-imports") or "lint-imports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_help_comes_at_once() -> None:
    """It loads nothing that takes seconds; the benchmarks measure how long it takes."""
    asked = (
        "import sys\n"
        "from assets.command import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'dagster', 'great_expectations', 'pandas', 'duckdb', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Exit codes: 0 done, 1 refused by a check, 2 wrong use." in said
    assert said.splitlines()[-1] == "[]"


def test_every_command_is_documented() -> None:
    from assets.command import main

    told = README + (ROOT / "deploy" / "OPERATIONS.md").read_text(encoding="utf-8")
    missing = [name for name in main.commands if f"mubiao {name}" not in told]
    assert missing == []


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.parent.name + "/" + path.name
)
def test_links_within_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_no_clock_and_no_environment_in_stages() -> None:
    """A stage gives the same for the same input: it asks neither clock nor machine."""
    stages = (
        "text",
        "outline",
        "notices",
        "targets",
        "responsibilities",
        "deliverables",
        "milestones",
        "citations",
        "numerals",
        "grids",
        "linking",
        "grammar",
        "tables",
    )
    banned = {"time", "random", "secrets", "uuid", "socket", "requests", "httpx"}
    for stage in stages:
        for path in (ROOT / "pipelines" / stage).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names: list[str] = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                assert not banned & set(names), path
                if isinstance(node, ast.Attribute):
                    assert node.attr not in ("environ", "getenv", "today", "utcnow"), (
                        path
                    )


def test_what_is_imported_is_declared() -> None:
    """A library that comes only with another may be gone with its next version."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [declared["dependencies"], *declared["optional-dependencies"].values()]
    wanted = [one for group in groups for one in group]
    names = {re.split(r"[\[<>=! ]", one)[0].lower().replace("_", "-") for one in wanted}
    names |= {"dagster-shared", "botocore", "aiohttp"}  # with dagster; two with s3fs
    own = {"pipelines", "assets", "expectations", *sys.stdlib_module_names}
    sources = packages_distributions()
    for folder in ("pipelines", "assets", "expectations"):
        for path in (ROOT / folder).rglob("*.py"):
            for module in imported(path) - own:
                given = {name.lower().replace("_", "-") for name in sources[module]}
                assert given & names, f"{path}: {module}"


def imported(path: Path) -> set[str]:
    """The outermost modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_citation_file_is_whole() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version"} <= set(cited)
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{cited["version"]}"' in pyproject


def test_specimens_say_that_they_are_specimens() -> None:
    for path in (ROOT / "specimens" / "notices").glob("*.txt"):
        assert re.search("样例|specimen", path.read_text(encoding="utf-8")[:200]), path


# --- the README's commands ---------------------------------------------------------

SEPARATELY = {
    "uv run --locked pytest": "this is it",
    "uv run --locked mubiao serve --output out/one": "tests/assets/test_commands.py",
}


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of one who has the bucket that the README names."""
    with serve("open-data") as options:
        yield {
            "AWS_ENDPOINT_URL": options["endpoint_url"],
            "AWS_ACCESS_KEY_ID": options["key"],
            "AWS_SECRET_ACCESS_KEY": options["secret"],
            "MUBIAO_CACHE": str(tmp_path / "cache"),
        }


def test_every_command_of_the_readme_runs(
    tmp_path: Path, bucket: dict[str, str]
) -> None:
    """Run them in order, as a new user would, with outputs in a scratch folder."""
    (tmp_path / "specimens").symlink_to(ROOT / "specimens")
    run = 0
    for command in commands():
        if command in SEPARATELY or "dagster dev" in command:
            continue
        words = shlex.split(command.replace("uv run --locked ", ""))
        words[0] = shutil.which(words[0]) or words[0]
        done = subprocess.run(
            words,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={**os.environ, "PYTHONPATH": str(ROOT), **bucket},
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        run += 1
    assert run >= 9
    pointer = json.loads(
        (tmp_path / "build/datapackages/mubiao/latest.json").read_text()
    )
    assert (tmp_path / "build/datapackages/mubiao" / pointer["path"]).is_dir()
    [snippet] = re.findall(r"```python\n(.*?)```", README, re.S)
    said = subprocess.run(
        [sys.executable, "-c", snippet],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "indicator" in said.stdout
