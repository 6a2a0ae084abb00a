"""The reporting checklists of the survey (inputs: checklists, facts; outputs: a table each)."""

from honest_results.step import step

with step() as run:
    from honest_results.documents.filling import fill_checklists

    fill_checklists(run)
