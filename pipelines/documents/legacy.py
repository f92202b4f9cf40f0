"""Old office files (doc, wps, rtf, odt, xls): LibreOffice turns them into new ones.

LibreOffice runs without a window, with a profile of its own that forbids macros and
links, in a folder of its own, and for a limited time; the worker that waits for it
has limited memory and no network.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pipelines.documents.limits import DEFAULT, Limits
from pipelines.errors import LimitExceeded, Unreadable
from pipelines.model import Document

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 50.0  # a cold start takes 5 s, a long plan 3 s
_SHARE = 0.8  # of the document's time, so that we end it before we are ended
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" '
    'oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)


def decode_text_file(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode a doc, wps, rtf or odt file.

    Raises:
        Unreadable: LibreOffice is not installed, or cannot read the file.
        LimitExceeded: it takes longer than allowed.
    """
    from pipelines.documents.word import decode_docx

    return decode_docx(_converted(data, "docx", limits), limits)


def decode_doc(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode an old Word file; raises as ``decode_text_file`` does."""
    return replace(decode_text_file(data, limits), media_type="application/msword")


def decode_xls(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode an old workbook; raises as ``decode_text_file`` does."""
    from pipelines.documents.sheets import decode_xlsx

    found = decode_xlsx(_converted(data, "xlsx", limits), limits)
    return replace(found, media_type="application/vnd.ms-excel")


def _converted(data: bytes, form: str, limits: Limits) -> bytes:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise Unreadable("LibreOffice is not installed: old office files are not read")
    with tempfile.TemporaryDirectory(prefix="mubiao-") as name:
        folder = Path(name)
        source = folder / "in" / "document"
        for part in ("in", "out", "profile/user", "home"):
            (folder / part).mkdir(parents=True)
        source.write_bytes(data)
        _write_settings(folder / "profile/user/registrymodifications.xcu")
        said = _run(
            program, form, folder, source, min(_SECONDS, _SHARE * limits.seconds)
        )
        made = folder / "out" / f"document.{form}"
        if not made.is_file():
            raise Unreadable(f"LibreOffice cannot read the file: {said}")
        limits.check("bytes", made.stat().st_size, limits.capture_bytes)
        return made.read_bytes()


def _write_settings(path: Path) -> None:
    items = "".join(
        _SETTING.format(path=path_, name=name, value=value)
        for path_, name, value in _SETTINGS
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(program: str, form: str, folder: Path, source: Path, seconds: float) -> str:
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        form,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"seconds: LibreOffice took more than {seconds:g}"
        ) from error
    finally:
        _end(process)
    return " ".join(output.decode("utf-8", "replace").split())[-200:]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
