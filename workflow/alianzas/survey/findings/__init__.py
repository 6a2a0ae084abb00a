"""What the survey says on each hypothesis, all evidence taken together."""
