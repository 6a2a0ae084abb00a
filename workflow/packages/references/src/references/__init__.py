"""Bibliographic records: read from any export, deduplicated, screened, written."""
