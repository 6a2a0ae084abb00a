"""What to write instead of what the documents do not support: sentences for ``message``."""

from __future__ import annotations

from human_files.language.messages import template

RULE = template(
    "The manuscript computes nothing. Let a rule in workflow/rules/, with a script in "
    "workflow/scripts/, write the fact, table or figure, and show that here."
)
_FACT = template("Write [key]{{.fact}}: values come from the facts of the study.")
FIGURE = template("Write ![Caption.](figures/<name>){{#fig-<name>}}.")
SAME = template("Write Markdown: every format says the same.")
ALONE = template(
    "Put it alone on a line, outside lists and ::: parts, with an empty line before and after."
)
_ONE_COLUMN = template(
    "Leave the class out: the page has one column and no margin for text. A footnote (^[…]) may do."
)
_ONE_TEXT = template(
    "Leave it out: every format says the same. Put what only some studies show into "
    ':::: {{when="<key of a fact>=<value>"}}.'
)
DIAGRAM = template(
    "Let a rule draw it as a figure, and show that: ![Caption.](figures/<name>){{#fig-<name>}}"
)
ONLY_SHORTCODE = template(
    "Write Markdown: every format says the same. The only shortcode is {{{{< pagebreak >}}}}."
)
ONLY_FORMULAS = template(
    "Write Markdown: every format says the same. LaTeX is for formulas, between $."
)
_NO_PANELS = template("Print has no panels. Write one part after the other, each under a heading.")
_BOLD = template("Write **…**.")
_ITALIC = template("Write *…*.")

#: Classes and what to do instead. A name that ends in a hyphen covers all that begin with it.
CLASSES = {
    "panel-": _NO_PANELS,
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
    "appendix": template(
        "An appendix is a document of its own: see `documents:` in config/config.yaml."
    ),
    "landscape": template("Leave the class out: wide tables are fitted to the page."),
    "cell": RULE,
    "lightbox": template("Leave the class out: nothing opens in print."),
}

SHORTCODES = {
    "var": _FACT,
    "meta": template(
        "Write [key]{{.fact}}: values come from the facts of the study, such as "
        "[study.title]{{.fact}}."
    ),
    "env": _FACT,
    "include": template(
        'Put the text here, where it is checked, or let a rule write it (::: {{insert="…"}}).'
    ),
    "embed": RULE,
    "video": template("Print has no video. Write a link."),
    "lipsum": template("Write the text."),
}

TAGS = {
    "br": template("End the line with a backslash."),
    "sup": template("Write ^…^."),
    "sub": template("Write ~…~."),
    "b": _BOLD,
    "strong": _BOLD,
    "i": _ITALIC,
    "em": _ITALIC,
    "div": template("Write ::: {{.name}} … :::."),
    "span": template("Write […]{{.name}}."),
    "img": FIGURE,
    "table": template("Write a Markdown table, or let a rule make the table."),
    "a": template("Write [text](address)."),
}

COMMANDS = {
    "ref": template("Write @fig-…, @tbl-…, @sec-…."),
    "cite": template("Write @key or [@key]."),
    "citep": template("Write [@key]."),
    "citet": template("Write @key."),
    "footnote": template("Write ^[…]."),
    "textbf": _BOLD,
    "textit": _ITALIC,
    "emph": _ITALIC,
    "newpage": ALONE,
    "pagebreak": ALONE,
    "clearpage": ALONE,
}
