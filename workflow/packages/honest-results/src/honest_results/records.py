"""Records: the validated tables that rules pass on, in Parquet.

Each file carries in its schema metadata the raw files it came from and their provenance, so that
the provenance travels with the data and no rule can forget it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.provenance import Source, merge_sources

if TYPE_CHECKING:
    import pandas as pd

_KEY = b"alianzas.sources"


def write_records(frame: pd.DataFrame, path: Path | str, sources: Sequence[Source]) -> None:
    """Write a table together with the raw files it came from.

    Parameters
    ----------
    frame : DataFrame
        Any columns; the index is dropped.
    path : path
        The Parquet file; its folder is made.
    sources : sequence of Source
        At least one.

    Returns
    -------
    None
        The sources are under the key ``alianzas.sources`` of the schema metadata.

    Raises
    ------
    ValueError
        If there is no source: records from nowhere have no provenance.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not sources:
        raise ValueError(f"{path}: records need at least one raw source")
    table = pa.Table.from_pandas(frame, preserve_index=False)
    metadata = dict(table.schema.metadata or {})
    metadata[_KEY] = json.dumps([list(s) for s in merge_sources(sources)]).encode()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")


def read_records(path: Path | str) -> tuple[pd.DataFrame, list[Source]]:
    """Read a table together with the raw files it came from.

    Parameters
    ----------
    path : path
        A file written by :func:`write_records`.

    Returns
    -------
    tuple of DataFrame and list of Source
        The table and its raw files.

    Raises
    ------
    ValueError
        For a Parquet file without provenance.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    metadata = table.schema.metadata or {}
    if _KEY not in metadata:
        raise ValueError(f"{path}: no provenance in this Parquet file")
    sources = [Source(*pair) for pair in json.loads(metadata[_KEY])]
    return table.to_pandas(), sources


def sources_of(path: Path | str) -> list[Source]:
    """Return the raw sources of records without reading them; none where the file names none."""
    from pyarrow.parquet import read_metadata

    metadata = read_metadata(path).metadata or {}
    return [Source(*pair) for pair in json.loads(metadata.get(_KEY, b"[]"))]
