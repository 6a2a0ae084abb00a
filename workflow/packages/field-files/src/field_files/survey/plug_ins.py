"""Readers of survey exports that other distributions add, by an entry point."""

from __future__ import annotations

from dataclasses import dataclass

from field_files.survey.export import Export
from field_files.survey.grid import Grid
from field_files.survey.reader import SurveyReader
from human_files.language.messages import message
from human_files.plugins import Plugin, installed_plugins

#: The group of entry points; each names a :class:`~field_files.survey.reader.SurveyReader`.
GROUP = "field_files.survey_readers"


@dataclass
class _PluginReader:
    """A plug-in's reader, with its distribution answering for its errors."""

    plugin: Plugin
    reader: SurveyReader
    NAME: str

    def recognises(self, grid: Grid) -> bool:
        """Ask the plug-in whether it knows the file."""
        with self.plugin.answering_for(message("look at {file}", file=grid.file)):
            return bool(self.reader.recognises(grid))

    def read(self, grid: Grid) -> Export:
        """Have the plug-in read the file."""
        with self.plugin.answering_for(message("read {file}", file=grid.file)):
            export = self.reader.read(grid)
        if not isinstance(export, Export):
            kind = type(export).__name__
            raise self.plugin.error(
                message("must return a field_files.Export, not the type {kind}.", kind=kind)
            )
        return export


def plugin_readers() -> list[SurveyReader]:
    """Return the readers of other distributions, in the order of the distributions' names.

    Raises PluginError for one that cannot be loaded or is not a reader of survey exports; the
    readers themselves raise it where their code fails.
    """
    readers: list[SurveyReader] = []
    for plugin in installed_plugins(GROUP):
        given = plugin.load()
        if not isinstance(given, SurveyReader):
            raise plugin.error(
                message("is not a reader of survey exports: it needs NAME, recognises and read.")
            )
        readers.append(_PluginReader(plugin, given, given.NAME))
    return readers
