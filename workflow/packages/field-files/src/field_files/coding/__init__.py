"""Coded passages from and for other programs: REFI-QDA projects and codebooks, sheets, tables."""
