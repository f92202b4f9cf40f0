"""How much memory a process takes together with its children."""

from __future__ import annotations

import threading

import psutil


class Watch:
    """Samples the memory of a process and its children, all together, in MB."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0.0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()

    def end(self) -> float:
        self.over.set()
        self.thread.join()
        return self.peak

    def _sample(self) -> None:
        while not self.over.wait(0.5):
            try:
                own = psutil.Process(self.pid)
                family = [own, *own.children(recursive=True)]
                held = sum(each.memory_info().rss for each in family)
            except psutil.Error:
                continue
            self.peak = max(self.peak, held / 1e6)
