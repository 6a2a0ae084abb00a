"""Ways to forge published results, by what they forge."""
