"""The literature branch: importing, deduplicating, screening, coding and counting references."""
