"""A document in the browser while its text is being written: watched, rendered, served."""
