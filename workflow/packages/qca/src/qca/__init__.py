"""Qualitative comparative analysis, crisp and fuzzy."""
