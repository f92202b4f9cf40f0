import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from pipelines.documents import sandbox, wire
from pipelines.errors import Unreadable
from pipelines.model import Block, BlockKind, Cell, Document, Grid, Repair, Span

PAGE = "<p>样例市通知。</p>".encode()


def idle() -> list[sandbox._Worker]:
    return sandbox._pool._idle


def test_a_worker_is_used_again() -> None:
    sandbox.decode(PAGE, "a.html")
    first = idle()[-1].process.pid
    sandbox.decode(PAGE, "a.html")
    assert idle()[-1].process.pid == first != os.getpid()


def test_text_needs_no_worker() -> None:
    sandbox._pool.close()
    assert sandbox.decode("样例市通知。".encode(), "a.txt").media_type == "text/plain"
    assert idle() == []


def test_a_crash_is_unreadable_and_the_next_document_is_decoded() -> None:
    sandbox.decode(PAGE, "a.html")
    worker = idle()[-1]
    os.kill(worker.process.pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (worker.process.pid, signal.SIGKILL)).start()
    with pytest.raises(Unreadable, match="crashed"):
        sandbox.decode(PAGE, "a.html")
    assert sandbox.decode(PAGE, "a.html").text == "样例市通知。\n"


def test_threads_have_workers_of_their_own() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(sandbox.decode(PAGE, "a.html").text)
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["样例市通知。\n"] * 4


def test_workers_end_with_their_owner() -> None:
    code = (
        "from pipelines.documents import sandbox\n"
        "sandbox.decode('<p>样例市</p>'.encode(), 'a.html')\n"
        "print(sandbox._pool._idle[0].process.pid)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_worker_is_cut_off_from_the_network() -> None:
    """What a worker says of it is so: outside of the network, nothing is reachable."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        code = (
            "import socket\nfrom pipelines.documents.worker import _leave_network\n"
            "left = _leave_network()\n"
            f"found = socket.socket().connect_ex(('127.0.0.1', {server.getsockname()[1]}))\n"
            "print(left, found == 0)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    left, reached = done.stdout.split()
    assert {left, reached} == {"True", "False"}  # some kernels let nobody leave


def test_documents_survive_the_wire() -> None:
    document = Document(
        text="甲\t乙\n",
        media_type="text/html",
        encoding="gb18030",
        blocks=(Block(BlockKind.HEADING, Span(0, 3), 2),),
        grids=(
            Grid(
                (Cell(0, 0, "甲", Span(0, 1), 2, 1, True), Cell(0, 1, "", None)),
                Span(0, 3),
                "表",
            ),
        ),
        meta={"title": "\ud800".encode("utf-8", "replace").decode()},
        repairs=(Repair("rule", Span(0, 1), "a", "b", True),),
        parts=(("部分", Span(0, 3)),),
        confidence=0.5,
    )
    assert wire.from_json(wire.to_json(document)) == document


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"text":"a","media_type":"b","encoding":null,"blocks":[["paragraph",0,99,null]],"grids":[],"meta":{},"repairs":[],"parts":[],"confidence":1}',
    ],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wire.from_json(data)
