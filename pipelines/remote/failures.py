"""The errors of a store that does not do as asked, and what they mean."""

from __future__ import annotations


def failures() -> tuple[type[Exception], ...]:
    """Give the errors of a store that does not do as asked."""
    try:
        from aiohttp import ClientError
        from botocore.exceptions import BotoCoreError
    except ImportError:  # without the extra ``s3``
        return (OSError,)
    return (OSError, BotoCoreError, ClientError)


def reason(error: Exception) -> str:
    """Say what a store's error means, and what to do."""
    said = str(error) or type(error).__name__
    if type(error).__name__ in ("NoCredentialsError", "PartialCredentialsError"):
        return f"{said}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    if isinstance(error, PermissionError):
        return (
            f"{said}; the key in AWS_ACCESS_KEY_ID is wrong there, or lacks the right "
            "to list, get, put and delete"
        )
    if isinstance(error, FileNotFoundError):
        return f"{said}; make the bucket first"
    if type(error).__name__ in ("EndpointConnectionError", "ConnectTimeoutError"):
        return f"{said}; is AWS_ENDPOINT_URL right, and does the server run?"
    return said


def code_of(error: BaseException) -> str:
    """Give the code of the server's own answer; "" where it gave none."""
    told = getattr(error.__cause__, "response", None) or {}
    return str(told.get("Error", {}).get("Code", ""))
