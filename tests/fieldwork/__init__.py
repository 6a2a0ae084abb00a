"""Fieldwork without a field: fills forms as their tools do, and exports the answers."""
