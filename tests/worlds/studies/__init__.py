"""Whole studies beside Ecuador's, each a folder of settings here and data drawn with a seed.

``short``      a survey alone: four constructs, one of a single item; no income, no groups of firms.
``secondary``  data that others collected, about 1,200 firms: single items, yes or no, counts, amounts,
               weights and strata; no scale, no consent, no date of submission.
"""
