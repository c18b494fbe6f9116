"""The files of a QTI package: what the manifest says of them, or what they are where there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from item_bank.findings import Finding, Position
from item_bank.formats.package import Node, Package, read_xml
from item_bank.formats.qti.names import normalised

MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True, slots=True)
class ItemFile:
    """An item: the file, its tree, and the domain that its metadata names or ''."""

    name: str
    root: Node
    domain: str


class QtiFiles:
    """The files of one package, by the names that they refer to each other with."""

    def __init__(self, package: Package, report: list[Finding]) -> None:
        self.package = package
        self._report = report
        self._trees: dict[str, Node | None] = {}

    def tree(self, name: str) -> Node | None:
        """The normalised tree of a file; None after a finding, or where there is no file."""
        if name not in self._trees:
            content = self.package.files.get(name)
            root = None if content is None else read_xml(content, self.package.shown(name), self._report)
            self._trees[name] = normalised(root) if root else None
        return self._trees[name]

    def resolved(self, reference: str, inside: str) -> str | None:
        """The file that an address in another file means; None when it leads out of the package."""
        parts = urlsplit(reference.strip())
        if parts.scheme or parts.netloc:
            return None
        folder = "" if parts.path.startswith("/") else dirname(inside)
        path = normpath(f"{folder}/{unquote(parts.path)}" if folder else unquote(parts.path).lstrip("/"))
        return None if path.startswith("..") else path

    def named(self, base_name: str) -> str | None:
        """A file by its name alone, wherever it lies."""
        return next(
            (name for name in self.package.files if name.rpartition("/")[2].lower() == base_name), None
        )

    def items(self) -> Iterator[ItemFile]:
        """The items in the order of the manifest, and then the files that are one and are not named in it."""
        manifests = sorted(
            (name for name in self.package.files if name.rpartition("/")[2].lower() == MANIFEST), key=len
        )
        manifest = self.tree(manifests[0]) if manifests else None
        if manifest is None:
            for name in sorted(self.package.files):
                yield from self._item(name, "")
            return
        listed: set[str] = set()
        for resource in manifest.all("resource"):
            href = resource.get("href") or next((each.get("href") for each in resource.inner("file")), "")
            found = self.resolved(href, manifests[0]) if href else None
            if "item" not in resource.get("type").lower():
                continue
            if found is None or found not in self.package.files:
                place = Position(self.package.shown(manifests[0]), resource.line)
                self._report.append(Finding("qti-file-missing", place, arguments=(("name", href[:120]),)))
            else:
                listed.add(found)
                yield from self._item(found, _domain(resource))
        for name in sorted(self.package.files.keys() - listed):
            yield from self._item(name, "")

    def usage_data(self) -> Iterator[tuple[str, Node]]:
        """The files of statistics."""
        for name in sorted(self.package.files):
            if name.lower().endswith(".xml") and b"sageData" in self.package.files[name][:5_000]:
                root = self.tree(name)
                if root is not None and root.name == "usage-data":
                    yield name, root

    def _item(self, name: str, domain: str) -> Iterator[ItemFile]:
        if not name.lower().endswith((".xml", ".qti")):
            return
        root = self.tree(name)
        if root is not None and root.name == "assessment-item":
            yield ItemFile(name, root, domain)


def _domain(resource: Node) -> str:
    """The last step of a classification, or the first keyword."""
    for path in (("taxon-path", "taxon", "entry"), ("keyword",)):
        nodes = [resource]
        for step in path:
            nodes = [found for node in nodes for found in node.all(step)]
        texts = [" ".join(node.text.split()) for node in nodes]
        texts = [text for text in texts if text]
        if texts:
            return texts[-1] if path[0] == "taxon-path" else texts[0]
    return ""
