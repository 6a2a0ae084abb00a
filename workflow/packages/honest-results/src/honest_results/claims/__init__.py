"""The ledger of claims: what was published, weighed against the evidence by written rules."""
