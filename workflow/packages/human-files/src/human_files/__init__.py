"""Files that people write, and words that people read: what the other packages share."""
