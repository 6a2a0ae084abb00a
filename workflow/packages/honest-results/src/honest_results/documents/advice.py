"""What to write instead of what the documents do not support."""

from __future__ import annotations

RULE = (
    "The manuscript computes nothing. Let a rule in workflow/rules/, with a script in "
    "workflow/scripts/, write the fact, table or figure, and show that here."
)
_FACT = "Write [key]{.fact}: values come from the facts of the study."
FIGURE = "![Caption.](figures/<name>){#fig-<name>}"
SAME = "Write Markdown: every format says the same."
ALONE = "Put it alone on a line, outside lists and ::: parts, with an empty line before and after."
_ONE_COLUMN = (
    "Leave the class out: the page has one column and no margin for text. A footnote (^[…]) may do."
)
_ONE_TEXT = (
    "Leave it out: every format says the same. Put what only some studies show into "
    ':::: {when="<key of a fact>=<value>"}.'
)

#: Classes and what to do instead. A name that ends in a hyphen covers all that begin with it.
CLASSES = {
    "panel-": "Print has no panels. Write one part after the other, each under a heading.",
    "column-": _ONE_COLUMN,
    "aside": _ONE_COLUMN,
    "margin-": _ONE_COLUMN,
    "columns": _ONE_COLUMN,
    "column": _ONE_COLUMN,
    "grid": _ONE_COLUMN,
    "g-col-": _ONE_COLUMN,
    "content-visible": _ONE_TEXT,
    "content-hidden": _ONE_TEXT,
    "hidden": _ONE_TEXT,
    "appendix": "An appendix is a document of its own: see `documents:` in config/config.yaml.",
    "landscape": "Leave the class out: wide tables are fitted to the page.",
    "cell": RULE,
    "lightbox": "Leave the class out: nothing opens in print.",
}

SHORTCODES = {
    "var": _FACT,
    "meta": f"{_FACT[:-1]}, such as [study.title]{{.fact}}.",
    "env": _FACT,
    "include": 'Put the text here, where it is checked, or let a rule write it (::: {insert="…"}).',
    "embed": RULE,
    "video": "Print has no video. Write a link.",
    "lipsum": "Write the text.",
}

TAGS = {
    "br": "End the line with a backslash.",
    "sup": "Write ^…^.",
    "sub": "Write ~…~.",
    "b": "Write **…**.",
    "strong": "Write **…**.",
    "i": "Write *…*.",
    "em": "Write *…*.",
    "div": "Write ::: {.name} … :::.",
    "span": "Write […]{.name}.",
    "img": f"Write {FIGURE}.",
    "table": "Write a Markdown table, or let a rule make the table.",
    "a": "Write [text](address).",
}

COMMANDS = {
    "ref": "Write @fig-…, @tbl-…, @sec-….",
    "cite": "Write @key or [@key].",
    "citep": "Write [@key].",
    "citet": "Write @key.",
    "footnote": "Write ^[…].",
    "textbf": "Write **…**.",
    "textit": "Write *…*.",
    "emph": "Write *…*.",
    "newpage": ALONE,
    "pagebreak": ALONE,
    "clearpage": ALONE,
}
