"""The cases branch: reading the case studies, comparing and settling their coding, tables and figures."""
