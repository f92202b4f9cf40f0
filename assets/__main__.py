"""``python -m assets``: the command line, where ``mubiao`` is not on the path."""

from assets.command import main

main(prog_name="mubiao")
