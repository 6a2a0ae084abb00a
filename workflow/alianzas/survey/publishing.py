"""Which numbers of firms may be published: none that is small and not zero."""

from __future__ import annotations

from alianzas.config.survey_settings import SurveySettings


def published(count: int, firms: int, settings: SurveySettings) -> tuple[int | None, float | None]:
    """Return a number of firms and their share, or neither where the number is too small."""
    if not firms:
        return count, None
    if 0 < count < settings.small_cell:
        return None, None
    return count, count / firms
