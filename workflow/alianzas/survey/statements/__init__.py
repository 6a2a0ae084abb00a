"""What the article says of the survey: whole sentences, each for the case that the data are in."""
