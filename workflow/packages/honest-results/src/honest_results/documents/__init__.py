"""The article: checking its text, putting results into it, rendering it."""
