"""What a part of the program is made of: told from its imports and the files it names."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipelines
from pipelines.collection.versions import reader_version, tables_version
from pipelines.fingerprint import digest, sources

PACKAGE = Path(pipelines.__file__).parent
READER = ("pipelines.reader", "pipelines.collection.codec")


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A package whose module ``a`` imports some of the others."""
    files = {
        "__init__.py": "",
        "a.py": "from top.lexicons import near\n\ndef late():\n    from top.deep import x\n",
        "deep/__init__.py": "",
        "deep/x.py": "import top.other\nDATA = 'x.csv'\n",
        "deep/y.py": "DATA = 'y.csv'\n",
        "deep/x.csv": "1",
        "deep/y.csv": "1",
        "deep/whose.csv": "1",
        "other.py": "",
        "apart.py": "",
        "lexicons/__init__.py": "from top.lexicons.n import near\nfrom top.lexicons.f import far\n",
        "lexicons/n.py": "near = 'n.csv'\n",
        "lexicons/f.py": "far = 'f.csv'\n",
        "lexicons/n.csv": "1",
        "lexicons/f.csv": "1",
        "kinds/__init__.py": "",
        "kinds/first.py": "import_module('top.kinds.' + name)\n",
        "kinds/second.py": "",
    }
    for name, text in files.items():
        path = tmp_path / "top" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "top"


def names(top: Path, *modules: str) -> set[str]:
    return {path.relative_to(top).as_posix() for path in sources(*modules, top=top)}


def test_imports_are_followed_and_files_that_are_named_count(invented: Path) -> None:
    assert names(invented, "top.a") == {
        "__init__.py",
        "a.py",
        "deep/__init__.py",
        "deep/x.py",
        "deep/x.csv",
        "deep/whose.csv",  # nobody names it, so it may be anybody's
        "other.py",
        "lexicons/__init__.py",
        "lexicons/n.py",
        "lexicons/n.csv",
    }


def test_what_imports_by_name_is_made_of_its_whole_package(invented: Path) -> None:
    assert "kinds/second.py" in names(invented, "top.kinds.first")


@pytest.mark.parametrize(
    ("name", "counts"),
    [("deep/x.csv", True), ("other.py", True), ("deep/y.csv", False)],
)
def test_the_digest_changes_with_what_counts(
    invented: Path, name: str, counts: bool
) -> None:
    before = digest("top.a", package=invented)
    (invented / name).write_text("# changed\n")
    assert (digest("top.a", package=invented) != before) is counts


def test_all_that_reading_loads_counts() -> None:
    """Told by the interpreter, which knows nothing of how imports are written."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipelines.reader import read\n"
        "from pipelines.model import Capture\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.txt')):\n"
        "    data = path.read_bytes()\n"
        "    read(Capture('0' * 64, path.name, 'text/plain', len(data), ''), data)\n"
        "for name, module in sys.modules.items():\n"
        "    if name.startswith('pipelines.'):\n"
        "        print(module.__file__)\n"
    )
    root = PACKAGE.parent
    said = subprocess.run(
        [sys.executable, "-c", code, str(root / "specimens" / "notices")],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    ).stdout.split()
    fronts = {str(PACKAGE / "lexicons" / f"{n}.py") for n in ("entries", "measures")}
    assert {*said} - {str(path) for path in sources(*READER)} <= fronts


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program that may be changed."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(PACKAGE, tmp_path / "pipelines", ignore=ignored))


@pytest.mark.parametrize(
    ("name", "reads", "lays_out"),
    [
        ("lexicons/indicators.csv", False, True),
        ("lexicons/local_names.csv", False, True),
        ("linking/organizations.py", False, True),
        ("tables/facts.py", False, True),
        ("lexicons/body_suffixes.csv", True, False),
        ("responsibilities/lists.py", True, False),
        ("documents/pdf.py", True, False),
        ("collection/codec.py", True, False),
        ("lexicons/regions.csv", True, True),
        ("catalog/render.py", False, False),
        ("releases/publish.py", False, False),
    ],
)
def test_a_change_redoes_what_it_can_affect(
    copy: Path, name: str, reads: bool, lays_out: bool
) -> None:
    tables = [
        f"pipelines.tables.{path.stem}" for path in (copy / "tables").glob("*.py")
    ]

    def told() -> tuple[str, str]:
        return (
            digest(*READER, package=copy),
            digest(*tables, "pipelines.linking", package=copy),
        )

    before = told()
    assert before[0] == reader_version()
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = told()
    assert (after[0] != before[0], after[1] != before[1]) == (reads, lays_out)


def test_the_tables_version_is_of_their_modules() -> None:
    assert len(tables_version()) == 16
    assert tables_version() != reader_version()
