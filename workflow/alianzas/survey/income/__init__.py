"""What alliances do to income."""
