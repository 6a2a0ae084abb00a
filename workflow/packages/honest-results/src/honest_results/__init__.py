"""Facts with provenance in a Snakemake pipeline, and documents that print nothing else.

A script of the pipeline begins with ``from honest_results.step import step``; everything else that a
compendium needs is here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from honest_results.build.previous_results import keep_results, restore_results
    from honest_results.claims.claims_files import read_claims
    from honest_results.claims.ledger import build_ledger
    from honest_results.claims.verdicts import weigh
    from honest_results.design import Design, is_design
    from honest_results.documents.check_document import check_document
    from honest_results.documents.check_references import Known
    from honest_results.documents.job import Rendering
    from honest_results.documents.plain_page import plain_page
    from honest_results.documents.render import render
    from honest_results.documents.source import Manuscript
    from honest_results.fact_merging import merge_facts, read_merged, with_hashes
    from honest_results.facts import Fact, write_facts
    from honest_results.figure_style import new_figure
    from honest_results.figures import Figure
    from honest_results.project import Project, load_project
    from honest_results.provenance import Source, composed, level_of, merge_sources, weakest
    from honest_results.records import read_records, write_records
    from honest_results.tables import Column, Table
    from honest_results.verify.comparing import Comparison
    from honest_results.verify.surroundings import Surroundings

#: Where each public name is, which is loaded only when the name is first used.
_HOME = {
    "Column": "honest_results.tables",
    "Comparison": "honest_results.verify.comparing",
    "Design": "honest_results.design",
    "Fact": "honest_results.facts",
    "Figure": "honest_results.figures",
    "Known": "honest_results.documents.check_references",
    "Manuscript": "honest_results.documents.source",
    "Project": "honest_results.project",
    "Rendering": "honest_results.documents.job",
    "Source": "honest_results.provenance",
    "Surroundings": "honest_results.verify.surroundings",
    "composed": "honest_results.provenance",
    "level_of": "honest_results.provenance",
    "Table": "honest_results.tables",
    "build_ledger": "honest_results.claims.ledger",
    "check_document": "honest_results.documents.check_document",
    "is_design": "honest_results.design",
    "keep_results": "honest_results.build.previous_results",
    "load_project": "honest_results.project",
    "merge_facts": "honest_results.fact_merging",
    "merge_sources": "honest_results.provenance",
    "new_figure": "honest_results.figure_style",
    "plain_page": "honest_results.documents.plain_page",
    "read_claims": "honest_results.claims.claims_files",
    "read_merged": "honest_results.fact_merging",
    "read_records": "honest_results.records",
    "render": "honest_results.documents.render",
    "restore_results": "honest_results.build.previous_results",
    "weakest": "honest_results.provenance",
    "weigh": "honest_results.claims.verdicts",
    "with_hashes": "honest_results.fact_merging",
    "write_facts": "honest_results.facts",
    "write_records": "honest_results.records",
}

__all__ = [
    "Column",
    "Comparison",
    "Design",
    "Fact",
    "Figure",
    "Known",
    "Manuscript",
    "Project",
    "Rendering",
    "Source",
    "Surroundings",
    "Table",
    "build_ledger",
    "check_document",
    "composed",
    "is_design",
    "keep_results",
    "level_of",
    "load_project",
    "merge_facts",
    "merge_sources",
    "new_figure",
    "plain_page",
    "read_claims",
    "read_merged",
    "read_records",
    "render",
    "restore_results",
    "weakest",
    "weigh",
    "with_hashes",
    "write_facts",
    "write_records",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__]
