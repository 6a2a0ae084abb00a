"""What a team takes into the field, made from the codebooks that the analysis reads."""
