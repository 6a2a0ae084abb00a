"""A deposit: the source of one commit with its published results, as one folder and one ZIP."""
