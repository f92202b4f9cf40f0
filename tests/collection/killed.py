"""A build that pulls its own plug: at the n-th sync or rename it is killed (-9).

Arguments: output, inbox, n. With n of 0 it runs to its end and prints the number of
syncs and renames that it made.
"""

import os
import signal
import sys
from pathlib import Path

from pipelines.collection.build import Build, held
from pipelines.collection.place import Output

calls = 0


def counting(real):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)

    return call


def main() -> None:
    os.fsync = counting(os.fsync)
    os.replace = counting(os.replace)
    os.rename = counting(os.rename)
    Path.replace = lambda self, target: os.replace(self, target)  # noqa: PTH105
    output = Output.at(sys.argv[1])
    with held(output, print):
        build = Build(output, (Path(sys.argv[2]),), jobs=1)
        build.receive()
        build.read()
        build.lay_out()
        build.publish({})
        build.render()
    print(calls)


if __name__ == "__main__":
    main()
