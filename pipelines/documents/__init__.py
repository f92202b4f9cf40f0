"""2 decode: bytes in, text with blocks, tables and their positions out."""

from pipelines.documents.sandbox import decode

__all__ = ["decode"]
