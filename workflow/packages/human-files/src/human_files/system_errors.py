"""Why a file cannot be opened or written, in the person's language: the system says it in English."""

from __future__ import annotations

from human_files.language.messages import said_by_others, template

#: The reasons that people meet.
REASONS = (
    template("No such file or directory"),
    template("Permission denied"),
    template("Operation not permitted"),
    template("Is a directory"),
    template("Not a directory"),
    template("File exists"),
    template("File name too long"),
    template("Read-only file system"),
    template("Input/output error"),
    template("Too many open files"),
    template("Text file busy"),
    template("Address already in use"),
    template("Connection refused"),
    template("Cannot assign requested address"),
    template("No space left on device"),
    template("Disk quota exceeded"),
)


def reason_of(error: BaseException) -> str:
    """Return what the system says of an error, without a point at the end."""
    return said_by_others((getattr(error, "strerror", None) or str(error)).rstrip("."))
