"""Facts with provenance in a Snakemake pipeline, and documents that print nothing else.

A script of the pipeline begins with ``from honest_results.step import step``; everything else that a
compendium needs is here.
"""
