"""Images and audio of a bank, as they are delivered: read by content, re-encoded, measured. No drawings.

Drawings (SVG) are text and have a module of their own (`svg`).
"""

import io
import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import PurePosixPath
from typing import Final

from PIL import Image, ImageOps

MEDIA_NAME: Final = re.compile(r"media/(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.(?:svg|png|jpe?g|mp3|ogg|wav|m4a)")
"""Paths of media inside a bank's folder."""

SUFFIXES: Final = (".svg", ".png", ".jpg", ".jpeg", ".mp3", ".ogg", ".wav", ".m4a")
IMAGES: Final = {
    ".png": ("PNG", "image/png"),
    ".jpg": ("JPEG", "image/jpeg"),
    ".jpeg": ("JPEG", "image/jpeg"),
}
AUDIO: Final = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav", ".m4a": "audio/mp4"}

MOST_PIXELS: Final = 24_000_000
WIDEST: Final = 1600
"""Images are made no wider than an exam page needs."""
MOST_AUDIO_BYTES: Final = 8_000_000
ADDRESS: Final = "media:"
"""What stands for the address of a file in the texts of a release, until it is loaded."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file as it is delivered; `name` is the digest of its bytes with a suffix, sizes are in pixels."""

    name: str
    content_type: str
    content: bytes
    width: int = 0
    height: int = 0


class MediaError(ValueError):
    """A file that is no image or audio of its kind; `code` names the finding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_drawing(name: str) -> bool:
    """Whether a path names a drawing."""
    return name.lower().endswith(".svg")


def delivered(name: str, content: bytes) -> MediaFile:
    """The file of this path as it is delivered: images without metadata and not wider than needed.

    Raises:
        MediaError: the bytes are not what the suffix says, or too much of it.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in AUDIO:
        return _audio(suffix, content)
    if suffix not in IMAGES:
        raise MediaError("media-type")
    kind, content_type = IMAGES[suffix]
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise MediaError("image-too-large")
            # Cameras append further pictures to a JPEG (MPO); only the first one is read.
            if opened.format != kind and (kind, opened.format) != ("JPEG", "MPO"):
                raise MediaError("media-type")
            image = ImageOps.exif_transpose(opened)
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise MediaError("image-too-large") from error
    except (OSError, ValueError, SyntaxError) as error:
        if isinstance(error, MediaError):
            raise
        raise MediaError("image-damaged") from error
    if image.mode in {"I", "I;16", "I;16B", "I;16L"}:  # a plain conversion would make all but black white
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.width > WIDEST:
        image = image.resize((WIDEST, max(1, round(image.height * WIDEST / image.width))))
    out = io.BytesIO()
    if kind == "JPEG":
        image.convert("RGB").save(out, "JPEG", quality=88, optimize=True, comment=b"")
    else:
        mode = image.mode if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA"} else "RGBA"
        image.convert(mode).save(out, "PNG", optimize=True)
    found = out.getvalue()
    return MediaFile(_digest_name(found, suffix), content_type, found, image.width, image.height)


def image_html(file: str, alt: str, *, width: int, height: int, address: str = ADDRESS) -> str:
    """An image with the words that a screen reader says instead; `address` is what comes before its name."""
    return (
        f'<img class="media-image" src="{address}{escape(file)}" alt="{escape(alt)}" '
        f'width="{width}" height="{height}">'
    )


def audio_html(file: str, words: str) -> str:
    """A player for audio, named by its words."""
    source = f"{ADDRESS}{escape(file)}"
    return f'<audio controls preload="auto" src="{source}" aria-label="{escape(words)}"></audio>'


def _audio(suffix: str, content: bytes) -> MediaFile:
    if len(content) > MOST_AUDIO_BYTES:
        raise MediaError("audio-too-large")
    begins = {
        ".mp3": content[:3] == b"ID3" or (content[:1] == b"\xff" and len(content) > 1 and content[1] >= 0xE0),  # noqa: PLR2004
        ".ogg": content[:4] == b"OggS",
        ".wav": content[:4] == b"RIFF" and content[8:12] == b"WAVE",
        ".m4a": content[4:8] == b"ftyp",
    }
    if not begins[suffix]:
        raise MediaError("media-type")
    return MediaFile(_digest_name(content, suffix), AUDIO[suffix], content)


def _digest_name(content: bytes, suffix: str) -> str:
    return sha256(content).hexdigest() + suffix.replace(".jpeg", ".jpg")
