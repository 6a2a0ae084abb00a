"""What can go wrong in any input, whatever it holds: merges, leftovers of another study, privacy."""
