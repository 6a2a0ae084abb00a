"""Readers of bibliographic formats that other distributions add, by an entry point."""

from __future__ import annotations

from human_files.language.messages import message
from human_files.plugins import Plugin, installed_plugins
from human_files.text.content import Content
from references.reading import Reader, Reading

#: The group of entry points; each names a :class:`~references.reading.Reader`.
GROUP = "references.readers"


def plugin_readers() -> list[Reader]:
    """Return the readers of other distributions, in the order of the distributions' names.

    Raises PluginError for one that cannot be loaded or is not a Reader; the readers themselves
    raise it where their code fails.
    """
    return [_reader(plugin) for plugin in installed_plugins(GROUP)]


def _reader(plugin: Plugin) -> Reader:
    """Return the reader that a plug-in offers, with its distribution answering for its errors."""
    given = plugin.load()
    if not isinstance(given, Reader):
        raise plugin.error(
            message("is not a references.Reader but of the type {name}.", name=type(given).__name__)
        )

    def recognises(content: Content) -> bool:
        """Ask the plug-in whether it knows the file."""
        with plugin.answering_for(message("look at {file}", file=content.file)):
            return bool(given.recognises(content))

    def read(content: Content) -> Reading:
        """Have the plug-in read the file."""
        with plugin.answering_for(message("read {file}", file=content.file)):
            reading = given.read(content)
        if not isinstance(reading, Reading):
            kind = type(reading).__name__
            raise plugin.error(
                message("must return a references.Reading, not the type {kind}.", kind=kind)
            )
        return reading

    return Reader(given.format, recognises, read)
