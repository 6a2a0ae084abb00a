"""A document with everything that Quarto's authors write by habit and that is supported."""

from __future__ import annotations

ARTICLE = """---
title: Habits
bibliography: references.bib
---

# One {#sec-one}

::: {.callout-note}
## What [survey.sample.n]{.fact} firms said

A note with `code`, *emphasis* and [survey.planning.b]{.fact}.

- a list
- of two

| line
| block
:::

::: {.callout-tip title="By *attribute*" collapse="true"}
Hidden until it is opened.
:::

::: {#wrn-care .callout-warning}
Numbered, without a title.
:::

::: callout-important
A class without braces.
:::

::: {.callout-caution}
::: {#tbl-inside table="sample"}
In a box.^[A note in a caption.]
:::
:::

::: {#thm-line}
## Line

A line is as follows.
$$ y = ax + b $$ {#eq-line} or
$$ y = ax - b $$ {#eq-other}
:::

::: {.proof}
By [survey.sample.n]{.fact} firms.
:::

::: {#def-alliance name="Alliance"}
An agreement.
:::

::: {#exr-list}

- a list first
:::

::: {.solution}
$$
\\begin{aligned}
a &= b \\\\
c &= d
\\end{aligned}
$$
:::

## Two {#sec-two}

::: {#fig-both layout-ncol=2}
![Left, of [survey.sample.n]{.fact}.](figures/flow){#fig-left}
![Right.](figures/flow){#fig-right}

Both.[^caption]
:::

![Alone.](figures/flow){#fig-alone width=50%}

{{< pagebreak >}}

See @thm-line, @def-alliance, @wrn-care, @eq-line, @eq-other, @fig-both, @fig-right,
[-@fig-left], [Fig. @fig-alone], [Prop. @thm-line, at the end], [@tbl-words; @tbl-more],
@lst-code, @exr-list, @thm-more.

@Fig-alone begins a sentence, "quoted" and of [survey.sample.n]{.fact}'s.

::: {#lst-code}
```python
x = 1
```

A listing.
:::

Alliance
:   An agreement of [survey.sample.n]{.fact} firms.

- [ ] to do
- [x] done

| Word | Meaning |
|------|---------|
| Alliance[^cell] | Of [survey.sample.n]{.fact} firms |

: Words. {#tbl-words}

::: {#tbl-more}
| Word | Meaning |
|------|---------|
| Cluster | Many firms |
| Network | |

More words.
:::

+----------+--------+
| Lists    | Words  |
+==========+========+
| - one    | Others |
| - two    |        |
+----------+--------+

\\newcommand{\\R}{\\mathbb{R}}

Let $\\R$ be.

\\newpage

# Three {#sec-three}

[^caption]: A note of [survey.sample.n]{.fact} words.
[^cell]: In a cell.
"""

SPANISH = """# Uno {#sec-one}

::: {.callout-warning}
Con cuidado.
:::

::: {#prp-a}
Así es.
:::

::: {.proof}
Claro.
:::

La @prp-a y la @Prp-a.
"""

APPENDIX = """---
name: Appendix
---

# More {#sec-more}

::: {#thm-more}
More; the article has @thm-line and @fig-left.
:::

::: {#nte-more .callout-note title="Mind"}
See @thm-more.
:::

::: {#fig-pair}
![One.](figures/flow){#fig-pair-a}

![Two.](figures/flow){#fig-pair-b}

A pair: @fig-pair-b and @nte-more.
:::
"""
