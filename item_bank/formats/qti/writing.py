"""A bank as a package of QTI 3.0: its items in its first language, with what QTI cannot say beside them.

Items of every kind are written with what marks them, so that others can use them. Parameters, states, tags,
enemies, other languages and the exact texts go into a file of their own (`native_file`).
"""

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from item_bank.bank import Bank
from item_bank.formats.qti.native_file import NAME, native_bytes
from item_bank.formats.qti.written_items import ItemWriter
from item_bank.items import Item

MANIFEST: Final = "imsmanifest.xml"
_TYPES: Final = {"item": "imsqti_item_xmlv3p0", "stimulus": "imsqti_stimulus_xmlv3p0", "other": "webcontent"}
_DATE: Final = (2000, 1, 1, 0, 0, 0)


def qti_package(bank: Bank) -> bytes:
    """The package: equal banks give equal bytes, and reading it gives an equal bank."""
    writer = ItemWriter(bank.languages[0])
    stimuli = {each.id: f"stimuli/{each.id}.xml" for each in bank.stimuli}
    items = {item.id: f"items/{item.id}.xml" for item in bank.items}
    files: dict[str, bytes] = {}
    for each in bank.stimuli:
        files[stimuli[each.id]] = writer.stimulus(each.id, each.title, each.text, each.figure).encode()
    for item in bank.items:
        files[items[item.id]] = writer.item(item, stimuli.get(item.item_set, "")).encode()
    for name, source in bank.media.items():
        files[name] = source.encode() if isinstance(source, str) else source
    native = native_bytes(bank, items, stimuli, files)
    manifest = _manifest(bank, items, stimuli).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {MANIFEST: manifest, **files, NAME: native}.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            package.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _manifest(bank: Bank, items: dict[str, str], stimuli: dict[str, str]) -> str:
    resources = [_resource(f"s-{name}", "stimulus", file) for name, file in stimuli.items()]
    resources += [
        _resource(f"i-{item.id}", "item", items[item.id], _metadata(item, bank.languages[0]))
        for item in bank.items
    ]
    resources += [
        _resource(f"m-{number}", "other", name) for number, name in enumerate((*sorted(bank.media), NAME))
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" '
        f"identifier={quoteattr(f'bank-{bank.id}')}>"
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>"
        f"<organizations/><resources>\n{''.join(resources)}</resources></manifest>\n"
    )


def _resource(identifier: str, kind: str, file: str, metadata: str = "") -> str:
    return (
        f"<resource identifier={quoteattr(identifier)} type={quoteattr(_TYPES[kind])} href={quoteattr(file)}>"
        f"{metadata}<file href={quoteattr(file)}/></resource>\n"
    )


def _metadata(item: Item, language: str) -> str:
    return (
        '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><classification><taxonPath><taxon><entry>'
        f"<string language={quoteattr(language)}>{escape(item.domain)}</string>"
        "</entry></taxon></taxonPath></classification></lom></metadata>"
    )
