"""Text files of foreign formats: how their bytes become text."""

from item_bank.findings import Finding, Position, finding


def decoded(content: bytes, name: str, report: list[Finding]) -> str | None:
    """The text of a file: by its byte order mark, as UTF-8, or else as Windows writes western languages.

    None after reporting that it is no text.
    """
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        if b"\0" in content:
            line = content.count(b"\n", 0, content.index(0)) + 1
            report.append(finding("text-binary", Position(name, line)))
            return None
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report.append(finding("text-encoding-guessed", Position(name, line), encoding="Windows-1252"))
        return content.decode("cp1252", "replace")
