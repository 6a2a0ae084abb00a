"""Labels: the words of tables, figures and reports in every language, from YAML files.

A file is flat, one line per key, and holds one language: ``survey.trust: "Trust"`` in
``config/languages/en/labels/survey.yaml``. A program's own small file may hold several:
``key: {en: "Trust", es: "Confianza"}``. Each key is in one file of a language only. Where a language
lacks a key, the nearest that has it steps in (:func:`human_files.language.grammar.steps_in`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.current import current_languages
from human_files.language.grammar import (
    GRAMMAR_FILE,
    LANGUAGES_FOLDER,
    known_languages,
    nearest_text,
    steps_in,
)
from human_files.language.messages import message
from human_files.system_errors import reason_of
from human_files.yaml_mistakes import yaml_mistake


class Labels:
    """Texts by key and language: ``labels("survey.trust", "es")``.

    Parameters
    ----------
    texts : mapping of str to mapping of str to str
        The text in each language, by key.
    files : str
        What messages call the files that the labels come from.
    """

    def __init__(
        self, texts: Mapping[str, Mapping[str, str]], files: str = "config/languages"
    ) -> None:
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
            With every problem: a file that cannot be read, a key without text, a key that two files
            of one language define.
        """
        texts: dict[str, dict[str, str]] = {}
        problems: list[Problem] = []
        for path in paths:
            if Path(path).name == GRAMMAR_FILE:  # stands beside the labels among a rule's inputs
                continue
            for key, by_language in _read(path).items():
                known = texts.setdefault(key, {})
                if any(language in known for language in by_language):
                    problems.append(
                        Problem(
                            str(path),
                            message('"{key}" is defined twice.', key=key),
                            message("Keep one of the two."),
                        )
                    )
                if not by_language or not all(text.strip() for text in by_language.values()):
                    problems.append(
                        Problem(
                            str(path),
                            message('"{key}" has no text.', key=key),
                            message("Write it as  {example}", example=f'{key}: "…"'),
                        )
                    )
                known |= by_language
        if problems:
            raise ConfigurationError(problems)
        return cls(texts, ", ".join(str(path) for path in paths))

    def by_language(self, key: str) -> Mapping[str, str]:
        """Return the text of ``key`` in every language at hand.

        Raises ConfigurationError, naming the most similar key, where there is none.
        """
        return {language: self(key, language) for language in current_languages()}

    def __call__(self, key: str, language: str) -> str:
        """Return the text of ``key`` in ``language``, or in the nearest that has one."""
        if key not in self._texts:
            raise ConfigurationError(
                Problem(
                    self._files,
                    message('no label "{key}".', key=key),
                    did_you_mean(key, self._texts),
                )
            )
        return nearest_text(self._texts[key], language)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._texts)

    def with_texts(self, extra: Mapping[str, Mapping[str, str]]) -> Labels:
        """Return these labels with ``extra`` ones (such as a codebook's), which take precedence."""
        return Labels({**self._texts, **extra}, self._files)


def label_files(
    *names: str, languages: Sequence[str] | None = None, root: Path | str = "."
) -> list[str]:
    """Return the label files of these names in some languages and in those that step in for them.

    Parameters
    ----------
    *names : str
        Such as ``"survey"``; without any, all that there are.
    languages : sequence of str, optional
        Codes; by default every language there is.
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    list of str
        Paths from ``root``, language by language; a language may lack a file.
    """
    codes = known_languages(root) if languages is None else languages
    wanted = dict.fromkeys(one for code in codes for one in steps_in(code))
    folders = [f"{LANGUAGES_FOLDER}/{code}/labels" for code in wanted]
    found = [path for folder in folders for path in _named(Path(root), folder, names)]
    lost = [name for name in names if not any(path.endswith(f"/{name}.yaml") for path in found)]
    if lost:
        file = f"{LANGUAGES_FOLDER}/en/labels/{lost[0]}.yaml"
        raise ConfigurationError(
            Problem(file, message("does not exist."), message("Restore the file."))
        )
    return found


def load_labels(
    *names: str, languages: Sequence[str] | None = None, root: Path | str = "."
) -> Labels:
    """Return the labels of files of these names; see :func:`label_files`."""
    return Labels.load(
        *(Path(root, path) for path in label_files(*names, languages=languages, root=root))
    )


def _named(root: Path, folder: str, names: Sequence[str]) -> list[str]:
    paths = [f"{folder}/{name}.yaml" for name in names]
    paths = paths or [f"{folder}/{path.name}" for path in sorted((root / folder).glob("*.yaml"))]
    return [path for path in paths if (root / path).is_file()]


def _read(path: Path | str) -> dict[str, dict[str, str]]:
    """Return the labels of one file, by key and language; raises ConfigurationError."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = yaml_mistake(error) if isinstance(error, yaml.YAMLError) else reason_of(error)
        raise ConfigurationError(
            Problem(
                str(path),
                message("cannot be read: {reason}.", reason=reason),
                message("Save it as UTF-8 YAML."),
            )
        ) from error
    if not isinstance(content, dict):
        raise ConfigurationError(
            Problem(
                str(path),
                message("is not a list of labels."),
                message("Write it as  {example}", example='key: "…"'),
            )
        )
    language = Path(path).parent.parent.name
    return {str(key): _by_language(text, language) for key, text in content.items()}


def _by_language(text: object, language: str) -> dict[str, str]:
    """Return what a file says of a key, by language; none for what is no text."""
    if isinstance(text, str):
        return {language: text}
    if isinstance(text, dict) and all(isinstance(one, str) for one in text.values()):
        return text
    return {}
