"""What the included studies show together: places, journals, themes, gaps, citations."""
