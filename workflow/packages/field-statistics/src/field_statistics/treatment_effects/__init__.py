"""Effects of a treatment that was not randomly assigned."""
