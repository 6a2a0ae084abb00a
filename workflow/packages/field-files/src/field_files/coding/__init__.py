"""Coded passages of other programs: REFI-QDA projects and codebooks, coding sheets, tables."""
