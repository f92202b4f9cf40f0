"""What must be true of a table beyond its schema; only here is Great Expectations used.

One module a table holds its suite. ``check_table`` runs a suite over the shards in
bounded batches and gives a verdict; ``volume.yml`` bounds what only the whole can show.
Import what you need from the modules: Great Expectations takes seconds to import, and
none of them does so before a suite is run.
"""
