"""A document in the browser while its text is written: watched, rendered, served."""
