"""A document in the place of another: known by its words, where its bytes are those of no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from honest_results.verify import pages, pdf_files, word_documents
from honest_results.verify.reading import UnreadableError, read_parts, read_text
from honest_results.verify.words import Token, tokens

#: A document that shares less than this of its words with the one of its name may be another one …
_UNLIKE = 0.8
#: … and is, where it shares this much with that.
_ALIKE = 0.97


def others_of_its_kind(folder: Path, name: str) -> dict[str, Path]:
    """Return the files of a folder with the ending of ``name``, beside it, by their path in it."""
    ending = PurePosixPath(name).suffix
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted((folder / name).parent.glob(f"*{ending}"))
    }


def seems_another(name: str, content: bytes, rebuilt: Mapping[str, Path]) -> str:
    """Return the rebuilt document whose words a published one has, if not that of its name; else ""."""
    if PurePosixPath(name).suffix not in (".html", ".pdf", ".docx", ".md"):
        return ""
    own = _bag(name, content)
    if _shared(own, _bag(name, rebuilt[name].read_bytes())) >= _UNLIKE:
        return ""
    for other, path in rebuilt.items():
        if other != name and _shared(own, _bag(other, path.read_bytes())) >= _ALIKE:
            return other
    return ""


def _bag(name: str, content: bytes) -> Counter[str]:
    """Return the words of a document with how often each stands there."""
    ending = PurePosixPath(name).suffix
    found: Iterable[Token]
    try:
        if ending == ".html":
            found = pages.read_page(read_text(content)).seen
        elif ending == ".pdf":
            found = pdf_files.read_pdf(content).words()
        elif ending == ".docx":
            found = word_documents.read_words(read_parts(content))
        else:
            found = tokens(read_text(content))
        return Counter(token.text for token in found)
    except UnreadableError:
        return Counter()


def _shared(one: Counter[str], two: Counter[str]) -> float:
    """Return the share of words that two documents have in common."""
    return (one & two).total() / max(one.total(), two.total(), 1)
