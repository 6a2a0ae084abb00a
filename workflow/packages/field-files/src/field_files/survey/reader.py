"""What a reader of survey exports has to offer, ours and those of other distributions."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from field_files.survey.export import Export
from field_files.survey.grid import Grid


@runtime_checkable
class SurveyReader(Protocol):
    """A module or object that reads the exports of one survey tool.

    Attributes
    ----------
    NAME : str
        The name of the tool, as users know it.

    See Also
    --------
    field_files.Grid : What a reader is given: the cells of a file, nothing interpreted.
    field_files.Export : What it returns.
    """

    NAME: str

    def recognises(self, grid: Grid) -> bool:
        """Return whether the file is an export of this tool, judged by its content alone.

        Parameters
        ----------
        grid : Grid
            The cells of the file.

        Returns
        -------
        bool
            True only for files that this tool alone writes.
        """

    def read(self, grid: Grid) -> Export:
        """Return the submissions of a file that :meth:`recognises` accepted.

        Parameters
        ----------
        grid : Grid
            The cells of the file.

        Returns
        -------
        Export
            Headers, rows, and what the tool's own columns are for.

        Raises
        ------
        human_files.DataError
            If the file is damaged or holds no submission.
        """
