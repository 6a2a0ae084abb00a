"""Alianzas: the library behind the research compendium, one folder per branch of the article."""
