"""The report on an imported file, in English or Spanish."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.language.labels import Labels

if TYPE_CHECKING:
    from references.importing import FileImport
    from references.record import Record

LABELS = Path(__file__).with_suffix(".yaml")
#: At most this many remarks of one kind are printed for a file.
_SHOWN = 10
_SAID = "said."
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


class ImportReport:
    """The words of the report in one language."""

    def __init__(self, language: str) -> None:
        self._labels = Labels.load(LABELS)
        self._language = language

    def word(self, name: str, **values: object) -> str:
        """Return a label of the report with its values."""
        return self._labels(name, self._language).format(**values)

    def total(self, imports: Sequence[FileImport], output: str, count: int, files: int) -> str:
        """Return the line about all files together: ``count`` records written to ``output``."""
        found = sum(item.found for item in imports)
        return self.word(
            "total_one" if count == 1 else "total",
            output=output,
            count=count,
            read=len(imports),
            files=files,
            found=found,
            kept=count,
            rejected=found - count,
        )

    def lines(self, item: FileImport) -> list[str]:
        """Return the lines about one file: what it is, what was found, how complete it is."""
        databases = Counter(record.database or self.word("not_named") for record in item.kept)
        named = ", ".join(
            name if len(databases) == 1 else f"{name} ({count})"
            for name, count in databases.most_common()
        )
        counts = {
            "found": item.found,
            "kept": len(item.kept),
            "rejected": len(item.rejected),
            "repaired": len(item.repaired),
        }
        form = (self.said(item.format), self.said(item.encoding))
        lines = [
            item.file,
            f"  {self.word('format')}: {', '.join(filter(None, form))}",
            f"  {self.word('database')}: {named or self.word('not_named')}",
            f"  {self.word('counts', **counts)}",
        ]
        if item.private:
            lines.append(f"  {self.word('private', count=sum(item.private.values()))}")
        if item.outside:
            lines.append(f"  {self._outside(item.outside)}")
        lines += [f"  {self.word('warning')}: {self.said(warning)}" for warning in item.warnings]
        lines += self._some(
            [
                f'"{self.said(r.name)}" ({self.word("line", line=r.line)}): {self.said(r.reason)}'
                for r in item.repaired
            ],
            self.word("repaired"),
        )
        lines += self._some(
            [
                f"{self.word('record', position=r.position)} ({self.word('line', line=r.line)}): "
                f"{self.said(r.reason)}"
                for r in item.rejected
            ],
            self.word("rejected"),
        )
        return lines + (self._audit(item.kept) if item.kept else [])

    def _outside(self, stretches: Sequence[tuple[int, int]]) -> str:
        """Return the line about what belongs to no record."""
        shown = [
            str(first) if first == last else f"{first}-{last}" for first, last in stretches[:_SHOWN]
        ]
        if len(stretches) > _SHOWN:
            shown.append(self.word("more", count=len(stretches) - _SHOWN))
        return self.word("outside", lines=", ".join(shown))

    def said(self, sentence: str) -> str:
        """Return a reader's sentence in the language of the report; an unknown one stays English."""
        if self._language == "en":
            return sentence
        parts = sentence.split("; ")
        translated = [self._translated(part) for part in parts]
        if None in translated:
            whole = self._translated(sentence)
            if whole is not None:
                return whole
        return "; ".join(
            new if new is not None else old for new, old in zip(translated, parts, strict=True)
        )

    def _translated(self, sentence: str) -> str | None:
        """Return a whole sentence in the language of the report, None if it is not known."""
        for pattern, template in self._templates:
            match = pattern.fullmatch(sentence)
            if match is not None:
                values = {
                    name: self.said(text) if name in ("reason", "name") else text
                    for name, text in match.groupdict().items()
                }
                return template.format(**values)
        return None

    @cached_property
    def _templates(self) -> list[tuple[re.Pattern[str], str]]:
        """The English sentences as patterns, those without placeholders first, and their texts."""
        found = []
        for key in self._labels:
            if key.startswith(_SAID):
                english = self._labels(key, "en")
                pattern = _PLACEHOLDER.sub(r"(?P<\1>.*?)", re.escape(english))
                found.append((english.count("{"), pattern, self._labels(key, self._language)))
        return [(re.compile(pattern), text) for _, pattern, text in sorted(found)]

    def _audit(self, records: Sequence[Record]) -> list[str]:
        """Return the table of how complete the fields are."""
        from human_files.language.numbers import format_value
        from references.completeness import audit_completeness

        lines = [f"  {self.word('completeness'):<28} {self.word('missing')}"]
        for field in audit_completeness(records):
            grade = self.word(f"grade.{field.grade}")
            suffers = self.word(f"suffers.{field.suffers}") if field.suffers else ""
            words = f"{grade}: {suffers}" if suffers else grade
            decimals = 0 if field.missing in (0, len(records)) else 1
            percent = format_value(field.share, "percent", self._language, decimals=decimals)
            lines.append(f"    {self.word(f'field.{field.field}'):<26} {percent:>7}  {words}")
        return lines

    def _some(self, remarks: Sequence[str], word: str) -> list[str]:
        """Return a line for each of the first remarks, and one that counts the others."""
        lines = [f"  {word}: {remark}" for remark in remarks[:_SHOWN]]
        if len(remarks) > _SHOWN:
            lines.append(f"  {word}: {self.word('more', count=len(remarks) - _SHOWN)}")
        return lines
