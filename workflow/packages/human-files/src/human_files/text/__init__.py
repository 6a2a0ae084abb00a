"""Text as it comes: bytes decoded, letters made comparable, BibTeX taken apart."""
