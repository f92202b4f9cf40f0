"""Stage: collection. What one output folder holds, and how it is kept up to date.

The incremental loop in plain functions: receive, read what is new, lay out the shards
that changed. No stage is imported here but the reader's; the graph in ``assets/``
calls these functions in turn.
"""
