"""Reading survey exports: one module per family of tools, chosen by what a file contains."""
