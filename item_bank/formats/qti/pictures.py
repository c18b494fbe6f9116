"""Images and audio of a QTI package as files of the bank: other images become PNG, drawings plain shapes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from PIL import Image

from item_bank.findings import Position
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import identifier_of
from item_bank.formats.package import Node
from item_bank.formats.package.images import size_of
from item_bank.formats.qti.drawings import drawing_of, view_box
from item_bank.formats.qti.numbered import numbered_drawing, numbered_image
from item_bank.formats.qti.package_files import QtiFiles
from item_bank.media import AUDIO, IMAGES, MOST_PIXELS, WIDEST
from item_bank.svg import sanitised

CONVERTED: Final = (".gif", ".webp", ".bmp")
_SUFFIX_OF_TYPE: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/svg+xml": ".svg",
    "image/gif": ".gif",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of the bank with the words for it and its size in its own units, 0 where it has none."""

    media: str
    alt: str
    width: float = 0.0
    height: float = 0.0

    @property
    def is_audio(self) -> bool:
        """Whether it is heard and not seen."""
        return PurePosixPath(self.media).suffix in AUDIO

    @property
    def markdown(self) -> str:
        """The file inside a text."""
        return f"![{self.alt}]({self.media})"


class NotShownError(ValueError):
    """A file that cannot be shown; `reason` is that of the finding `qti-image`, empty where it was told."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.reason = reason
        self.name = name


class Pictures:
    """The files that the items of one package show, each taken once."""

    def __init__(self, files: QtiFiles, collector: Collector) -> None:
        self._files = files
        self._collector = collector
        self._taken: dict[str, tuple[str, float, float] | None] = {}
        self._names: dict[str, str] = {}

    def of(self, node: Node, inside: str, place: Position) -> Shown:
        """The file that an `img`, `object`, `audio` or `picture` shows.

        Raises:
            NotShownError: there is no such file, or it cannot be shown.
        """
        sources = [node, *node.all("source", "img", "object")]
        named = [each for each in sources if each.get("src") or each.get("data")] or [node]
        failed: NotShownError | None = None
        for each in named:  # what stands inside is shown where the outer cannot be
            try:
                return self._of(each, sources, inside, place)
            except NotShownError as error:
                failed = failed or error
        raise failed or NotShownError("missing", "")

    def _of(self, node: Node, sources: list[Node], inside: str, place: Position) -> Shown:
        reference = node.get("src") or node.get("data")
        file = self._files.resolved(reference, inside)
        if file is None:
            raise NotShownError("remote", reference[:120])
        if file not in self._files.package.files:
            raise NotShownError("missing", reference[:120])
        if file not in self._taken:
            self._taken[file] = self._take(file, node.get("type"))
        taken = self._taken[file]
        if taken is None:
            raise NotShownError("", reference[:120])
        return Shown(taken[0], self._words(node, sources, file, place), taken[1], taken[2])

    def inline_drawing(self, svg: str, alt: str, place: Position) -> Shown:
        """A drawing that stands in the text itself."""
        name = f"media/inline/drawing-{len(self._taken) + 1}.svg"
        self._taken[name] = None
        drawing = drawing_of(svg)
        if not self._collector.drawing(name, drawing, place):
            raise NotShownError("", "svg")
        return Shown(name, alt or self._no_words("svg", place), *view_box(drawing))

    def numbered(self, shown: Shown, centres: Sequence[tuple[float, float]], place: Position) -> Shown:
        """A copy of an image with numbers at these points.

        Raises:
            NotShownError: it cannot be drawn on.
        """
        source = self._collector.media[shown.media]
        name = f"media/inline/numbered-{len(self._taken) + 1}"
        self._taken[name] = None
        if isinstance(source, str):
            name = f"{name}.svg"
            drawing = numbered_drawing(source, centres, (shown.width, shown.height))
            is_taken = self._collector.drawing(name, drawing, place)
        else:
            name = f"{name}.png"
            try:
                is_taken = self._collector.file(name, numbered_image(source, centres), place)
            except (OSError, ValueError, SyntaxError) as error:
                raise NotShownError("damaged", shown.media) from error
        if not is_taken:
            raise NotShownError("damaged", shown.media)
        return replace(shown, media=name)

    def _take(self, file: str, content_type: str) -> tuple[str, float, float] | None:
        content = self._files.package.files[file]
        place = Position(self._files.package.shown(file), 1)
        suffix = PurePosixPath(file).suffix.lower() or _SUFFIX_OF_TYPE.get(content_type, "")
        if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!--")):
            suffix = ".svg"
        media = self._name(file, suffix)
        if suffix == ".svg":
            text = content.decode("utf-8-sig", "replace")
            if sanitised(text).problems:
                text = drawing_of(text)
            ok = self._collector.drawing(media, text, place)
            return (media, *view_box(text)) if ok else None
        if suffix in AUDIO:
            return (media, 0.0, 0.0) if self._collector.file(media, content, place) else None
        if suffix not in IMAGES and suffix not in CONVERTED:
            raise NotShownError("kind", file[:120])
        try:
            made, suffix = _fitting(content, suffix)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise NotShownError("damaged", file[:120]) from error
        media = self._name(file, suffix)
        if not self._collector.file(media, made, place):
            return None
        width, height = size_of(made) or (0, 0)
        return media, float(width), float(height)

    def _name(self, file: str, suffix: str) -> str:
        stem = file[: -len(PurePosixPath(file).suffix)] if PurePosixPath(file).suffix else file
        base = "/".join(identifier_of(part) or "x" for part in stem.split("/"))
        made, number = f"media/{base}{suffix}", 2
        while self._names.setdefault(made, file) != file:
            made, number = f"media/{base}-{number}{suffix}", number + 1
        return made

    def _words(self, node: Node, sources: list[Node], file: str, place: Position) -> str:
        found = [each.get(name) for each in sources for name in ("alt", "aria-label", "title")]
        words = next((each for each in [*found, node.text] if each.strip()), "")
        plain = " ".join(words.replace("[", "(").replace("]", ")").replace("\\", "/").split())[:500]
        return plain or self._no_words(file, place)

    def _no_words(self, file: str, place: Position) -> str:
        self._collector.tell("qti-words-missing", place, name=file[:120])
        stem = PurePosixPath(file).stem.replace("_", " ").replace("-", " ")
        return " ".join(sign for sign in stem.split() if sign.isprintable()) or "gambar"


def _fitting(content: bytes, suffix: str) -> tuple[bytes, str]:
    """The image as the bank may hold it: PNG or JPEG, and no wider than it is delivered."""
    with Image.open(io.BytesIO(content)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("an image must have fewer pixels")
        kind = {"PNG": ".png", "JPEG": ".jpg"}.get(opened.format or "", "")
        if kind and opened.width <= WIDEST:
            # A name that says another kind than the content is given the right one.
            return content, suffix if IMAGES.get(suffix, ("",))[0] == opened.format else kind
        opened.load()
        image = opened.convert("RGBA") if kind != ".jpg" else opened.convert("RGB")
    if image.width > WIDEST:
        image = image.resize((WIDEST, max(1, round(image.height * WIDEST / image.width))))
    out = io.BytesIO()
    image.save(out, "JPEG" if kind == ".jpg" else "PNG")
    return out.getvalue(), kind or ".png"
