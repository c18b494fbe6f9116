"""QTI packages made for the tests: written once in the names of version 3, given out in any version."""

import re
from collections.abc import Mapping

from tests.item_bank.formats.package.hostile import zipped

VERSIONS = ("2.1", "2.2", "3.0")

_NAMESPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
_TYPES = {"2.1": "imsqti_item_xmlv2p1", "2.2": "imsqti_item_xmlv2p2", "3.0": "imsqti_item_xmlv3p0"}
_TEMPLATES = {
    "2.1": "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    "2.2": "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
    "3.0": "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
}

SCORE = '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
MATCH = '<qti-response-processing template="TEMPLATES/match_correct"/>'
CHOICES = {"A": "tujuh", "B": "delapan", "C": "sembilan"}


def response(*, correct: str = "B", cardinality: str = "single", mapping: str = "") -> str:
    right = (
        f"<qti-correct-response><qti-value>{correct}</qti-value></qti-correct-response>" if correct else ""
    )
    return (
        f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="identifier">'
        f"{right}{mapping}</qti-response-declaration>"
    )


def interaction(choices: Mapping[str, str] = CHOICES, *, prompt: str = "") -> str:
    inner = "".join(
        f'<qti-simple-choice identifier="{name}">{content}</qti-simple-choice>'
        for name, content in choices.items()
    )
    asked = f"<qti-prompt>{prompt}</qti-prompt>" if prompt else ""
    return (
        f'<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">{asked}{inner}'
        "</qti-choice-interaction>"
    )


def item(
    identifier: str = "item-1",
    *,
    declared: str | None = None,
    body: str | None = None,
    rules: str = MATCH,
    attributes: str = 'adaptive="false" time-dependent="false"',
) -> str:
    """An item in the names of version 3."""
    shown = f"<p>Soal {identifier}: 2, 4, 6, ?</p>{interaction()}" if body is None else body
    return (
        f'<qti-assessment-item xmlns="NAMESPACE" identifier="{identifier}" title="Judul" {attributes}>\n'
        f"{response() if declared is None else declared}{SCORE}\n"
        f"<qti-item-body>{shown}</qti-item-body>\n{rules}</qti-assessment-item>"
    )


def in_version(xml: str, version: str) -> str:
    """The same document as another version writes it."""
    xml = xml.replace("NAMESPACE", _NAMESPACES[version]).replace("TEMPLATES/", _TEMPLATES[version])
    if version == "3.0":
        return xml
    xml = re.sub(r"(</?)qti-([a-z-]+)", lambda match: match[1] + _camel(match[2]), xml)
    return re.sub(r"(?<= )([a-z]+(?:-[a-z]+)+)(?==\")", lambda match: _camel(match[1]), xml)


def package(
    items: Mapping[str, str],
    version: str = "3.0",
    *,
    others: Mapping[str, str | bytes] | None = None,
    metadata: str = "",
) -> bytes:
    """A package with a manifest that names the items."""
    resources = "".join(
        f'<resource identifier="r{number}" type="{_TYPES[version]}" href="{name}">{metadata}'
        f'<file href="{name}"/></resource>\n'
        for number, name in enumerate(items)
    )
    manifest = (
        f'<?xml version="1.0"?>\n<manifest xmlns="urn:cp"><resources>\n{resources}</resources></manifest>'
    )
    written = {name: in_version(content, version) for name, content in items.items()}
    return zipped({"imsmanifest.xml": manifest, **written, **(others or {})})


def metadata(domain: str) -> str:
    """LOM with a classification."""
    return (
        '<metadata><lom xmlns="urn:lom"><classification><taxonPath>'
        "<taxon><entry><string>Kognitif</string></entry></taxon>"
        f"<taxon><entry><string>{domain}</string></entry></taxon>"
        "</taxonPath></classification></lom></metadata>"
    )


def usage_data(numbers: Mapping[str, Mapping[str, float]]) -> str:
    """A file of statistics with parameters by item."""
    statistics = "".join(
        f'<ordinaryStatistic name="{name}" caseCount="500"><targetObject identifier="{item}"/>'
        f'<value baseType="float">{value}</value></ordinaryStatistic>'
        for item, values in numbers.items()
        for name, value in values.items()
    )
    return f'<usageData xmlns="urn:usage">{statistics}</usageData>'


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)
