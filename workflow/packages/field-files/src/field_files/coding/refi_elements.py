"""The elements of a REFI-QDA project: namespaces, identifiers and codes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from field_files.coding.coding_file import CodeName
from field_files.coding.errors import CodingFileError
from human_files.errors import Problem
from human_files.language.messages import message

PROJECT = "urn:QDA-XML:project:1.0"
#: NVivo writes the second; QualCoder reads and writes codebooks in the third as well.
CODEBOOKS = ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", PROJECT)


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def namespace(element: Element) -> str:
    """Return an element's namespace, "" if it has none."""
    return element.tag[1:].split("}", 1)[0] if element.tag.startswith("{") else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children with one of these names; None has no children."""
    for child in [] if element is None else element:
        if isinstance(child.tag, str) and local(child) in names:
            yield child


def child(element: Element, name: str) -> Element | None:
    """Return the first child of this name, or None."""
    return next(children(element, name), None)


def guid(element: Element, attribute: str = "guid") -> str:
    """Return an identifier in one spelling: programs differ in braces and capitals."""
    return (element.get(attribute) or "").strip("{} ").upper()


def require_namespace(root: Element, name: str, known: tuple[str, ...], file: str) -> None:
    """Raise CodingFileError unless ``root`` is a ``name`` in one of the ``known`` namespaces."""
    if local(root) != name:
        found = message("begins with <{found}>, not with <{name}>.", found=local(root), name=name)
        advice = message("Export a REFI-QDA project (.qdpx) or codebook (.qdc).")
        raise CodingFileError(Problem(file, found, advice))
    if namespace(root) not in known:
        there = (
            message('in the namespace "{name}"', name=namespace(root))
            if namespace(root)
            else message("in no namespace")
        )
        raise CodingFileError(
            Problem(
                file,
                message("its <{name}> is {there}, which is not known.", name=name, there=there),
                message(
                    'REFI-QDA 1.0 has "{name}". Export it again as REFI-QDA 1.0 or 1.5.',
                    name=known[0],
                ),
            )
        )


def read_codes(codebook: Element | None) -> dict[str, CodeName]:
    """Return the codes of a <CodeBook> by identifier, in its order; codes may contain codes."""
    found: dict[str, CodeName] = {}

    def collect(element: Element, path: tuple[str, ...]) -> None:
        """Add the codes in an element, which are below ``path``."""
        for inner in element:
            if not isinstance(inner.tag, str):
                continue
            if local(inner) != "Code":
                # Some programs put inner codes into an element of their own.
                if local(inner) in ("Codes", "SubCodes"):
                    collect(inner, path)
                continue
            name = " ".join((inner.get("name") or "").split())
            text = child(inner, "Description")
            found[guid(inner)] = CodeName(
                name,
                path,
                "" if text is None else " ".join((text.text or "").split()),
                inner.get("isCodable", "true").lower() in ("true", "1"),
            )
            collect(inner, (*path, name))

    if codebook is not None:
        collect(codebook, ())
    return found
