"""1 receive: files, folders and pages become content-addressed originals."""

from pipelines.captures.receiving import Received, receive
from pipelines.captures.store import Store

__all__ = ["Received", "Store", "receive"]
