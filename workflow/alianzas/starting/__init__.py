"""How a study begins: its first files, pretend data for a trial build, and what comes next."""
