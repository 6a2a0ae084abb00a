"""Several studies together: their estimates side by side, and pooled where they may be."""
