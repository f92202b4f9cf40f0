"""2 decode: bytes in, text with blocks, tables and their positions out."""

from pipelines.documents.decoding import decode_here as decode

__all__ = ["decode"]
