"""The ledger of claims: what was published, held against the evidence by written rules."""
