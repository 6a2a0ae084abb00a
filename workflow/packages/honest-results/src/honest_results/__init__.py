"""The three kinds of result: facts, tables, figures. One contract each."""
