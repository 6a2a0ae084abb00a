"""Labels: the words of tables, figures and reports in every language, from YAML files.

A file is flat: ``key: {en: "Trust", es: "Confianza"}``. Each key is in one file only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from human_files.errors import ConfigurationError, Problem, did_you_mean

LANGUAGES = ("en", "es")


class Labels:
    """Texts by key and language: ``labels("survey.trust", "es")``.

    Parameters
    ----------
    texts : mapping of str to mapping of str to str
        The text in each language, by key.
    files : str
        What messages call the files that the labels come from.
    """

    def __init__(self, texts: Mapping[str, Mapping[str, str]], files: str = "config/i18n") -> None:
        self._texts = dict(texts)
        self._files = files

    @classmethod
    def load(cls, *paths: Path | str) -> Labels:
        """Read label files.

        Parameters
        ----------
        *paths : pathlib.Path or str
            YAML files, in UTF-8.

        Returns
        -------
        Labels
            The labels of all files.

        Raises
        ------
        ConfigurationError
            With every problem: a file that cannot be read, a key without text in some language, a
            key that two files define.
        """
        texts: dict[str, Mapping[str, str]] = {}
        problems: list[Problem] = []
        for path in paths:
            for key, text in _read(path).items():
                if key in texts:
                    problems.append(
                        Problem(str(path), f'"{key}" is defined twice.', "Keep one of the two.")
                    )
                missing = [
                    language
                    for language in LANGUAGES
                    if not isinstance(text, Mapping) or not str(text.get(language) or "").strip()
                ]
                if missing:
                    problems.append(
                        Problem(
                            str(path),
                            f'"{key}" has no text in: {", ".join(missing)}.',
                            f'Write it as  {key}: {{en: "…", es: "…"}}',
                        )
                    )
                texts[key] = text
        if problems:
            raise ConfigurationError(problems)
        return cls(texts, ", ".join(str(path) for path in paths))

    def both(self, key: str) -> Mapping[str, str]:
        """Return the text of ``key`` in every language.

        Raises ConfigurationError, naming the most similar key, where there is none.
        """
        if key not in self._texts:
            raise ConfigurationError(
                Problem(self._files, f'no label "{key}".', did_you_mean(key, self._texts))
            )
        return self._texts[key]

    def __call__(self, key: str, language: str) -> str:
        """Return the text of ``key`` in ``language``."""
        return self.both(key)[language]

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._texts)

    def with_texts(self, extra: Mapping[str, Mapping[str, str]]) -> Labels:
        """Return these labels with ``extra`` ones (such as a codebook's), which take precedence."""
        return Labels({**self._texts, **extra}, self._files)


def _read(path: Path | str) -> dict[str, Mapping[str, str]]:
    """Return the labels of one file; raises ConfigurationError."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise ConfigurationError(
            Problem(str(path), f"cannot be read: {reason}.", "Save it as UTF-8 YAML.")
        ) from error
    if not isinstance(content, dict):
        raise ConfigurationError(
            Problem(str(path), "is not a list of labels.", 'Write  key: {en: "…", es: "…"}')
        )
    return content
