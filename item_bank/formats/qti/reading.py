"""Reading a QTI package: every item becomes one of this bank, or is told and left out."""

from item_bank.bank import Bank
from item_bank.findings import Finding, Position, in_reading_order
from item_bank.formats.collector import Collector
from item_bank.formats.defaults import Defaults
from item_bank.formats.package import LIMITS, Limits, Package, open_package
from item_bank.formats.qti.items import ItemReader
from item_bank.formats.qti.native_file import read_native, take_unchanged, whole_bank
from item_bank.formats.qti.package_files import QtiFiles
from item_bank.formats.qti.usage_data import read_numbers


def read_qti(
    content: bytes, name: str, *, defaults: Defaults | None = None, limits: Limits = LIMITS
) -> tuple[Bank | None, list[Finding]]:
    """The bank of a QTI package, or None when it has an error, and every problem in it.

    Parameters of usage data stand on whatever scale their author used, so `defaults.scale` must say which.
    """
    collector = Collector(name, defaults or Defaults())
    package, findings = open_package(content, name, limits)
    collector.report.extend(findings)
    if package is None:
        return None, collector.report
    return read_package(package, collector, defaults or Defaults())


def read_package(
    package: Package, collector: Collector, defaults: Defaults
) -> tuple[Bank | None, list[Finding]]:
    """The bank of a package that was opened."""
    files = QtiFiles(package, collector.report)
    reader = ItemReader(files, collector)
    reader.numbers, others = read_numbers(files)
    place = Position(package.name, 1)
    if reader.numbers and defaults.scale is None:
        collector.tell("metric-unknown", place)
    if others:
        collector.tell("not-carried", place, what=", ".join(sorted(others))[:200])
    collector.keeps_copies = True
    items = list(files.items())
    taken: set[str] = set()
    native = read_native(package)
    if native is not None:
        found = whole_bank(native, package, [item.name for item in items])
        if found is not None:
            bank, findings = found
            return bank, in_reading_order([*collector.report, *findings])
        taken = take_unchanged(native, package, collector)
    for item in items:
        if item.name not in taken:
            reader.read(item)
    foreign = reader.languages - {language.partition("-")[0] for language in collector.head.languages}
    if foreign:
        told = ", ".join(collector.head.languages)
        collector.tell("qti-language", place, found=", ".join(sorted(foreign))[:80], languages=told)
    return collector.bank(package.name)
