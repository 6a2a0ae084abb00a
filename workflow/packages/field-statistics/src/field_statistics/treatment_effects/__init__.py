"""Effects of a treatment that was not drawn by lot."""
