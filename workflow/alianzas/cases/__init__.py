"""The cases branch: reading case studies, comparing and settling their coding, tables, figures."""
