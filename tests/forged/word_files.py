"""Forgeries of documents as Word files."""

from __future__ import annotations

from pathlib import Path

from forged.changes import change_part, change_parts, forgery, painted


@forgery("article.en.docx")
def words_of_docx(path: Path) -> None:
    """Words in the article (DOCX)."""
    change_part(path, "word/document.xml", rb"alliances", rb"miracles")


@forgery("article.en.docx")
def number_of_docx(path: Path) -> None:
    """A number in the article (DOCX)."""
    change_part(path, "word/document.xml", rb">0\.\d\d<", rb">0.97<")


@forgery("article.en.docx")
def picture_of_docx(path: Path) -> None:
    """A red box in a figure inside the article (DOCX)."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if name.endswith(".png"))
        parts[name] = painted(parts[name])

    change_parts(path, change)


@forgery("article.es.docx")
def comment_of_docx(path: Path) -> None:
    """A comment in the article (DOCX)."""
    words = (
        b'<w:comment w:id="9" w:author="E"><w:p><w:r><w:t>Accepted</w:t></w:r></w:p></w:comment>'
    )
    change_part(path, "word/comments.xml", rb"(<w:comments\b[^>]*?)/?>", rb"\1>" + words)
    change_part(path, "word/comments.xml", rb"\Z", b"</w:comments>")


@forgery("article.es.docx")
def hidden_in_docx(path: Path) -> None:
    """A paragraph made invisible (DOCX)."""
    change_part(
        path,
        "word/document.xml",
        rb"(<w:r>)(<w:t[ >])",
        rb"\1<w:rPr><w:vanish/></w:rPr>\2",
    )


@forgery("article.es.docx")
def alt_of_docx(path: Path) -> None:
    """An alternative text (DOCX)."""
    change_part(path, "word/document.xml", rb'descr="[^"]{20}', rb'descr="A great success. ')


@forgery("article.en.docx")
def part_of_docx(path: Path) -> None:
    """A part added to a Word file (DOCX)."""
    change_parts(path, lambda parts: parts.update({"word/vbaProject.bin": b"macro"}))


@forgery("article.en.docx")
def truncated_docx(path: Path) -> None:
    """A Word file cut off in the middle (DOCX)."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
