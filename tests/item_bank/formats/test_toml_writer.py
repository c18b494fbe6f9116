"""Writing TOML: whatever is written reads as it was, and is laid out for people."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from item_bank.formats.toml_writer import toml_text
from item_bank.items import Text

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
scalars = (
    words | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False)
)
texts = st.dictionaries(st.sampled_from(["id", "en", "x y"]), words, max_size=3).map(Text)
fields = st.recursive(
    st.dictionaries(
        keys, scalars | texts | st.lists(scalars, max_size=4) | st.lists(texts, max_size=3), max_size=4
    ),
    lambda inner: st.dictionaries(
        keys, scalars | inner | st.lists(inner, min_size=1, max_size=3), max_size=4
    ),
    max_leaves=6,
)


def plain(value: Any) -> Any:
    if isinstance(value, dict | Text):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


@given(fields)
def test_what_is_written_reads_as_it_was(written: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(written)) == plain(written)


def test_items_are_laid_out_as_an_author_would() -> None:
    item = {
        "id": "a-1",
        "tags": ["x", "y"],
        "stem": Text({"id": "Baris satu\nbaris \\ dua", "en": 'Say "yes"'}),
        "options": [{"id": "A", "text": Text({"id": "ya", "en": "yes"})}, {"id": "B"}],
        "key": {"correct": "A"},
        "note": Text({"id": "x" * 60, "en": "y" * 60}),
    }
    assert toml_text({"item": [item]}) == (
        '[[item]]\nid = "a-1"\ntags = ["x", "y"]\n'
        'stem.id = """\nBaris satu\nbaris \\\\ dua"""\nstem.en = "Say \\"yes\\""\n'
        f'note.id = "{"x" * 60}"\nnote.en = "{"y" * 60}"\n'
        '\n[[item.options]]\nid = "A"\ntext = { id = "ya", en = "yes" }\n'
        '\n[[item.options]]\nid = "B"\n'
        '\n[item.key]\ncorrect = "A"\n'
    )
