"""What the article states as a limitation: a number that the data do not allow, or a remark on one."""

from __future__ import annotations

from field_statistics.not_estimable import NotEstimable

#: What the estimators return in place of a number is, in the article, a stated limitation.
Limitation = NotEstimable
