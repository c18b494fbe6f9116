"""The files of a QTI package: what the manifest says of them, or what they are where there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from item_bank.findings import Finding, Position
from item_bank.formats.package import Node, Package, read_xml
from item_bank.formats.qti.names import normalised

MANIFEST = "imsmanifest.xml"
_DEEPEST_SECTION = 10


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
        self._catalogues: dict[str, str] = {}
        self._by_folded = {name.casefold(): name for name in package.files}

    def tree(self, name: str) -> Node | None:
        """The normalised tree of a file; None after a finding, or where there is no file."""
        if name not in self._trees:
            content = self.package.files.get(name)
            root = None if content is None else read_xml(content, self.package.shown(name), self._report)
            self._trees[name] = None  # a file that includes itself ends here
            tree = normalised(root) if root else None
            self._trees[name] = self._with_included(tree, name) if tree else None
            catalogue = root.first("qti-catalog-info") if root else None
            if catalogue is not None:
                self._catalogues[name] = xml_text(catalogue)
        return self._trees[name]

    def _with_included(self, node: Node, name: str) -> Node:
        """The tree with the files of the package that it includes (XInclude)."""
        if node.name == "include" and node.get("href"):
            file = self.resolved(node.get("href"), name)
            found = self.tree(file) if file else None
            return found or Node("span", {}, node.line)
        node.children = [
            child if isinstance(child, str) else self._with_included(child, name) for child in node.children
        ]
        return node

    def catalogue(self, name: str) -> str:
        """The accessibility catalogue of an item as it was written; empty where it has none."""
        return self._catalogues.get(name, "") if self.tree(name) else ""

    def resolved(self, reference: str, inside: str) -> str | None:
        """The file that an address in another file means; None when it leads out of the package."""
        try:
            parts = urlsplit(reference.strip().replace("\\", "/"))
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        folder = "" if parts.path.startswith("/") else dirname(inside)
        # A name may hold what addresses would escape, and be written either way.
        found = [self._in_package(folder, path) for path in (unquote(parts.path), parts.path)]
        return next((path for path in found if path in self.package.files), found[0])

    def _in_package(self, folder: str, path: str) -> str | None:
        joined = normpath(f"{folder}/{path}" if folder else path.lstrip("/"))
        if joined.startswith(".."):
            return None
        return joined if joined in self.package.files else self._by_folded.get(joined.casefold(), joined)

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
            sections = self._sections()
            for name in sorted(self.package.files):
                yield from self._item(name, sections.get(name, ""))
            return
        listed: set[str] = set()
        sections = self._sections()
        for resource in manifest.all("resource"):
            href = resource.get("href") or next((each.get("href") for each in resource.inner("file")), "")
            base = self._base(manifests[0], manifest, *manifest.inner("resources"), resource)
            found = self.resolved(href, base) if href else None
            if "item" not in resource.get("type").lower() or found in listed:
                continue
            if found is None or found not in self.package.files:
                place = Position(self.package.shown(manifests[0]), resource.line)
                self._report.append(Finding("qti-file-missing", place, arguments=(("name", href[:120]),)))
            else:
                listed.add(found)
                yield from self._item(found, _domain(resource) or sections.get(found, ""))
        for name in sorted(self.package.files.keys() - listed):
            yield from self._item(name, sections.get(name, ""))

    def usage_data(self) -> Iterator[tuple[str, Node]]:
        """The files of statistics."""
        for name in sorted(self.package.files):
            if name.lower().endswith(".xml") and b"sageData" in self.package.files[name][:5_000]:
                root = self.tree(name)
                if root is not None and root.name == "usage-data":
                    yield name, root

    def _base(self, inside: str, *nodes: Node) -> str:
        """The file that addresses start from, after every `xml:base` around them."""
        folder = dirname(inside)
        for node in nodes:
            base = unquote(node.get("base")).strip()
            if base and not urlsplit(base).scheme:
                folder = normpath(f"{folder}/{base}" if folder else base)
        return f"{folder}/x" if folder not in {"", "."} else "x"

    def _sections(self) -> dict[str, str]:
        """The section of a test that each item stands in, by the item's file: its title, or its name."""
        found: dict[str, str] = {}
        for name in sorted(self.package.files):
            head = self.package.files[name][:4_000]
            if name.lower().endswith(".xml") and (b"ssessmentTest" in head or b"assessment-test" in head):
                root = self.tree(name)
                if root is not None and root.name == "assessment-test":
                    self._collect(root, name, "", found, 0)
        return found

    def _collect(self, node: Node, inside: str, title: str, found: dict[str, str], depth: int) -> None:
        for child in node.elements:
            own = title
            if child.name == "assessment-section":
                own = child.get("title") or child.get("identifier") or title
            if child.name == "assessment-item-ref":
                file = self.resolved(child.get("href"), inside)
                found.setdefault(file or "", title)
            elif child.name == "assessment-section-ref" and depth < _DEEPEST_SECTION:
                file = self.resolved(child.get("href"), inside)
                root = self.tree(file) if file else None
                if root is not None and file is not None:
                    told = root.get("title") or root.get("identifier")
                    self._collect(root, file, told or title, found, depth + 1)
            else:
                self._collect(child, inside, own, found, depth)

    def _item(self, name: str, domain: str) -> Iterator[ItemFile]:
        if not name.lower().endswith((".xml", ".qti")) or name.rpartition("/")[2].lower() == MANIFEST:
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


def xml_text(node: Node) -> str:
    """An element as it was written, without prefixes and namespaces."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    inner = "".join(escape(child) if isinstance(child, str) else xml_text(child) for child in node.children)
    return f"<{node.name}{attributes}>{inner}</{node.name}>" if inner else f"<{node.name}{attributes}/>"
