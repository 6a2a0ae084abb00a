"""A document of which a study has some parts: headings, words, items, rows, a caption, the abstract."""

from __future__ import annotations

#: What the made-up results of demo.py say, and what they do not.
TRUE, FALSE = "survey.comparison=more|less", "survey.comparison!=more gone.fact=there"

ARTICLE = f"""---
title: 'Parts [of [survey.sample.n]{{.fact}} firms]{{when="{TRUE}"}} [unseen]{{when="{FALSE}"}}'
abstract: |
  We read [and asked [survey.sample.n]{{.fact}} firms]{{when="{TRUE}"}}
  [unseen [gone.n]{{.fact}}]{{when="{FALSE}"}}.
bibliography: references.bib
---

# One {{#sec-one}}

Before [[survey.planning.b]{{.fact}}, [planned]{{when="{TRUE}"}}
[unseen @nobody]{{when="{FALSE}"}},]{{when="{TRUE}"}} after.

[unseen alone]{{when="{FALSE}"}}

- kept
- [unseen item]{{when="{FALSE}"}}

::::: {{when="{TRUE}"}}
## Shown {{#sec-shown}}

As @tbl-inside and @sec-deep say.

:::: {{when="{TRUE}"}}
### Deep {{#sec-deep}}

::: {{#tbl-inside table="sample"}}
The sample [of firms]{{when="{TRUE}"}} [unseen]{{when="{FALSE}"}}.
:::
::::

:::: {{when="{FALSE}"}}
### Unseen {{#sec-unseen}}

::: {{insert="unseen"}}
:::
::::
:::::

:::: {{when="{FALSE}"}}
# Unseen {{#sec-gone}}

::: {{#tbl-unseen table="unseen"}}
Unseen, as @sec-gone.
:::

![Unseen.](figures/unseen){{#fig-unseen}}
::::

:::: {{when="{TRUE}"}}
# Two {{#sec-two}}

| firms | words |
|-------|-------|
| [one]{{when="survey.comparison=more\\|less"}} | two |
| [unseen]{{when="{FALSE}"}} | [unseen]{{when="{FALSE}"}} |

: Rows. {{#tbl-rows}}

See @tbl-rows, @sec-two and @fig-shown.

![The flow [of firms]{{when="{TRUE}"}}.](figures/flow){{#fig-shown}}
::::
"""
