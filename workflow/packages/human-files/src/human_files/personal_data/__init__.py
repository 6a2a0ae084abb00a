"""Personal data in texts, tables and files: what identifies a person or a one-person firm.

:mod:`~human_files.personal_data.finding` looks into a text,
:mod:`~human_files.personal_data.columns` at the head of a column, and
:mod:`~human_files.personal_data.scanning` through whole files of any usual format.
"""

from human_files.personal_data.ecuador import is_cedula, is_ruc
from human_files.personal_data.finding import (
    KINDS,
    Found,
    find_personal_data,
    without_personal_data,
)

__all__ = [
    "KINDS",
    "Found",
    "find_personal_data",
    "is_cedula",
    "is_ruc",
    "without_personal_data",
]
