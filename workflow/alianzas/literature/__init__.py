"""The literature branch: references are read, deduplicated, screened, coded and counted."""
