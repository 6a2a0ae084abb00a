"""The article's text: what is checked before it is rendered."""
