"""Deployment files against the schemas of those who will read them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.needs import needs

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))


def said(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        **more,
    )


def tool(name: str) -> str:
    return shutil.which(name) or str(Path(sys.executable).with_name(name))


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.compose-spec", "compose.yml"),
        ("vendor.github-workflows", "data-repository/publish.yml"),
    ],
)
def test_files_follow_their_schemas(schema: str, path: str) -> None:
    done = said(
        tool("check-jsonschema"), "--builtin-schema", schema, str(DEPLOY / path)
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_manifests_follow_the_schemas_of_kubernetes(path: Path) -> None:
    done = said(tool("kubernetes-validate"), "--strict", path)
    assert done.returncode == 0, done.stdout + done.stderr


def manifests() -> list[dict[str, Any]]:
    return [
        each
        for path in MANIFESTS
        for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]


def test_manifests_hang_together() -> None:
    """What a pod mounts or reads exists; what a service selects is a pod."""
    kustomization = yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())
    named = {f"kubernetes/{path.name}" for path in MANIFESTS}
    assert set(kustomization["resources"]) == named
    for entry in kustomization["configMapGenerator"]:
        for file in entry.get("files", []):
            assert (DEPLOY / file).is_file()
    maps = {entry["name"] for entry in kustomization["configMapGenerator"]}
    held = manifests()
    claims = {
        e["metadata"]["name"] for e in held if e["kind"] == "PersistentVolumeClaim"
    }
    pods = [e["spec"]["template"] for e in held if "template" in e.get("spec", {})]
    labels = [pod["metadata"]["labels"] for pod in pods]
    for pod in pods:
        volumes = {volume["name"]: volume for volume in pod["spec"].get("volumes", [])}
        for volume in volumes.values():
            assert volume.get("persistentVolumeClaim", {}).get("claimName") in {
                None,
                *claims,
            }
            assert volume.get("configMap", {}).get("name") in {None, *maps}
        for container in pod["spec"]["containers"]:
            assert "memory" in container["resources"]["limits"]
            mounts = {mount["name"] for mount in container.get("volumeMounts", [])}
            assert mounts <= {*volumes, "records"}
    for service in (e for e in held if e["kind"] == "Service"):
        assert service["spec"]["selector"] in labels


def test_commands_of_containers_exist() -> None:
    """Every first word is a command of the image, and knows the options given."""
    calls = [
        container["args"]
        for each in manifests()
        for container in each.get("spec", {})
        .get("template", {})
        .get("spec", {})
        .get("containers", [])
        if container["image"] == "mubiao"
    ]
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    calls += [
        service["command"]
        for name, service in services.items()
        if service["image"] == "mubiao" and name != "bucket"
    ]
    assert len(calls) == 8
    known: dict[tuple[str, ...], str] = {}
    for call in calls:
        words = tuple(re.split(r" (?=-)", " ".join(call))[0].split()[:3])
        words = tuple(word for word in words if "://" not in word)
        if words not in known:
            done = said(tool(words[0]), *words[1:], "--help")
            assert done.returncode == 0, done.stderr
            known[words] = done.stdout
        for option in (word for word in call if word.startswith("-")):
            assert re.search(rf"(?<!\S){re.escape(option)}\b", known[words]), option


@needs(shutil.which("systemd-analyze") is not None, "systemd")
@pytest.mark.parametrize("unit", ["mubiao.service", "mubiao.timer"])
def test_units_are_verified(unit: str, tmp_path: Path) -> None:
    """With a program in the place of ours, which is not installed on this machine."""
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text(encoding="utf-8").replace("/opt/mubiao/.venv/bin", "/bin")
        (tmp_path / path.name).write_text(text.replace("/bin/mubiao", "/bin/true"))
    done = said("systemd-analyze", "verify", tmp_path / unit)
    assert done.returncode == 0, done.stderr
    assert "Unknown" not in done.stderr
    broken = Path(unit).with_stem("broken").name
    faults = {"oneshot": "twice", "OnCalendar=": "OnCalendar=now and then "}
    whole = (tmp_path / unit).read_text()
    [fault] = [word for word in faults if word in whole]
    (tmp_path / broken).write_text(whole.replace(fault, faults[fault]))
    done = said("systemd-analyze", "verify", tmp_path / broken)
    assert broken in done.stderr  # the tool does find faults


def test_definitions_are_valid(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_text("telemetry:\n  enabled: false\n")
    done = said(
        tool("dagster"),
        "definitions",
        "validate",
        "-m",
        "assets.definitions",
        cwd=tmp_path,
        env={**os.environ, "DAGSTER_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validation successful" in done.stdout + done.stderr


def test_the_image_leaves_out_what_it_does_not_need() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
    needed = {"pipelines", "assets", "expectations", "datapackages", "site", "deploy"}
    assert {".git", ".venv", "build"} <= set(ignored)
    assert not needed & set(ignored)
    assert not {"specimens", "uv.lock", "pyproject.toml", "README.md"} & set(ignored)
