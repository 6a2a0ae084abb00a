"""What the study says in its deposit: README, metadata, checklists, how to run it."""
