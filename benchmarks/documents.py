"""What decoding costs: files a second and peak memory of each format, on one core.

    uv run python benchmarks/documents.py [SECONDS_PER_FORMAT [FORMAT ...]]

The files are made from the specimen of ``tests/formats`` (six tasks, a table, two
pages). Each format is decoded again and again as a build does it, in a worker where
the format needs one. Times are processor time of this process and all below it, so that
a busy machine does not count; the peak is that of a fresh process that decodes only this.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAKING = ROOT / "tests" / "formats" / "making.py"
PEAK = """
import resource, sys
from pathlib import Path
from pipelines.documents.decoding import decode_here
path = Path(sys.argv[1])
decode_here(path.read_bytes(), path.name)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
      resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def makers(folder: Path) -> dict[str, Callable[[], bytes]]:
    spec = importlib.util.spec_from_file_location("making", MAKING)
    assert spec is not None
    assert spec.loader is not None
    making = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(making)
    found: dict[str, Callable[[], bytes]] = {
        "txt": making.text,
        "md": making.markdown,
        "html": making.html,
        "csv": making.csv,
        "docx": making.docx,
        "xlsx": making.xlsx,
        "zip": making.archive,
    }
    if shutil.which("soffice"):
        printed = making.converted(making.docx(), "pdf", folder)
        found["doc"] = lambda: making.converted(making.docx(), "doc", folder)
        found["pdf"] = lambda: printed
        found["unruled.pdf"] = lambda: making.converted(
            making.docx(ruled=False), "pdf", folder
        )
        found["scan.pdf"] = lambda: making.scanned(printed, 200, 0.5)
        found["scan.png"] = lambda: picture(printed)
    return found


def picture(printed: bytes) -> bytes:
    """Draw the first page at 150 dots an inch."""
    import io

    import pypdfium2

    stream = io.BytesIO()
    page = pypdfium2.PdfDocument(printed)[0]
    page.render(scale=150 / 72).to_pil().save(stream, "PNG")
    return stream.getvalue()


def spent() -> float:
    """Give the processor time of this process and of all that it started, in seconds."""
    import psutil

    own = psutil.Process()
    times = [own.cpu_times()]
    for child in own.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            times.append(child.cpu_times())
    return sum(
        each.user + each.system + each.children_user + each.children_system
        for each in times
    )


def rate(data: bytes, name: str, seconds: float) -> float:
    from pipelines.documents import decode

    decode(data, name)  # the worker is started, its decoder loaded
    count, started = 0, spent()
    while count == 0 or spent() - started < seconds:
        decode(data, name)
        count += 1
    return count / max(spent() - started, 1e-9)


def peak(path: Path) -> float:
    """Give the peak memory in MiB of a process that decodes the file, and children."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sum(map(int, done.stdout.split())) / 1024


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'format':<12}{'kB':>8}{'files/s':>10}{'peak MiB':>10}")
    results = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form, make in makers(folder).items():
            if sys.argv[2:] and form not in sys.argv[2:]:
                continue
            data = make()
            path = folder / f"file.{form}"
            path.write_bytes(data)
            row = rate(data, path.name, seconds), peak(path)
            results[form] = {"files_per_second": row[0], "peak_mib": row[1]}
            print(f"{form:<12}{len(data) / 1024:>8.1f}{row[0]:>10.1f}{row[1]:>10.0f}")
    print(json.dumps(results))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
