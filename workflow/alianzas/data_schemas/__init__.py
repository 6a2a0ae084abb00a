"""What each column of a raw file means and may hold: Table Schemas, made from the codebooks."""
