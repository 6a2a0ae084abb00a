"""What comes back from the field: survey exports, coded texts."""
