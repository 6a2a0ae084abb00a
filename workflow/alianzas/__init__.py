"""Alianzas, the study behind the article: one folder per branch, one module per idea."""
