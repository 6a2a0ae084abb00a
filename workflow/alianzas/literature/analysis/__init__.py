"""What the included studies tell together: places, journals, themes, gaps, citations."""
