"""Where a fact, table, figure, claim, number or sentence of the documents comes from."""
