"""Whatever stands in an item, reading it tells what is wrong and never raises."""

import copy
import random
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.formats.qti import read_qti
from item_bank.kinds import KINDS
from tests.item_bank.formats.package.hostile import png, zipped
from tests.item_bank.formats.qti.corpus import SAMPLES
from tests.item_bank.formats.qti.corpus_rules import N_RULES
from tests.item_bank.formats.qti.packages import VERSIONS, in_version

VALUES = ("", "x", "-1", "0", "1e999", "nan", "A", "RESPONSE", "SCORE", "multiple", "ordered", "record",
          "pair", "point", "float", "(", "99999999999999999999", "../../x", "\u202e", "true",
          "1 2 3")  # fmt: skip
TREES = [ET.fromstring(in_version(s.xml, v)) for s in SAMPLES for v in VERSIONS[::2]]  # noqa: S314 - our own


def changed(chance: random.Random, root: ET.Element) -> None:
    """Change one thing of a tree."""
    nodes = list(root.iter())
    node, other = chance.choice(nodes), chance.choice(nodes)
    match chance.randrange(6):
        case 0 if len(node):
            node.remove(chance.choice(list(node)))
        case 1:
            node.append(copy.deepcopy(other))
        case 2 if node.attrib:
            node.attrib[chance.choice(list(node.attrib))] = chance.choice(VALUES)
        case 3:
            node.text = chance.choice(VALUES)
        case 4:
            node.tag = other.tag
        case _:
            node.attrib.clear()


@settings(max_examples=120)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_no_change_of_an_item_makes_it_raise(chance: random.Random, n_changes: int) -> None:
    files: dict[str, str | bytes] = {"gambar/peta.png": png(20, 10)}
    for number in range(3):
        root = copy.deepcopy(chance.choice(TREES))
        for _ in range(n_changes):
            changed(chance, root)
        files[f"{number}.xml"] = ET.tostring(root)
    bank, findings = read_qti(zipped(files), "paket.zip")
    assert all(each.render("id") and each.render("en") for each in findings)
    for item in bank.items if bank else ():
        kind = KINDS[item.kind]
        if item.kind == "composite":
            assert 0 <= kind.mark(item, {"parts": {}}) < kind.n_categories(item)


def test_the_rules_of_the_corpus_are_among_what_is_changed() -> None:
    assert len(TREES) >= 2 * N_RULES
