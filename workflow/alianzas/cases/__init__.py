"""The cases branch: case studies are read, their coding compared, settled and tabulated."""
