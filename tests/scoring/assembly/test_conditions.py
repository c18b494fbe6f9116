import pytest

from scoring.assembly import (
    EVERY_ITEM,
    Among,
    Between,
    Both,
    Condition,
    Either,
    ItemAttributes,
    Labelled,
    Not,
)

THREE = ItemAttributes.of(3, labels={"kind": ["x", "y", ""]}, numbers={"words": [10, 20, 30]})


@pytest.mark.parametrize(
    ("condition", "fulfilled", "words"),
    [
        (EVERY_ITEM, [True, True, True], ""),
        (Labelled("kind", "x"), [True, False, False], "with kind x"),
        (Labelled("kind", "x", "y"), [True, True, False], "with kind x or y"),
        (Between("words", 10, 20), [True, True, False], "with words from 10 to 20"),
        (Between("words", at_least=20), [False, True, True], "with words from 20"),
        (Between("words", at_most=19), [True, False, False], "with words up to 19"),
        (Among(0, 2), [True, False, True], "among items 0 and 2"),
        (Not(Labelled("kind", "x")), [False, True, True], "not with kind x"),
        (
            Both(Labelled("kind", "x", "y"), Between("words", 20)),
            [False, True, False],
            "with kind x or y and with words from 20",
        ),
        (
            Either(Labelled("kind", "x"), Between("words", 30)),
            [True, False, True],
            "(with kind x or with words from 30)",
        ),
    ],
)
def test_a_condition_picks_items_and_says_which(
    condition: Condition, fulfilled: list[bool], words: str
) -> None:
    assert condition.mask(THREE).tolist() == fulfilled
    assert condition.in_words() == words


def test_conditions_of_the_same_parts_are_equal() -> None:
    assert Both(Labelled("kind", "x"), Among(1)) == Both(Labelled("kind", "x"), Among(1))
    assert Labelled("kind", "x") != Labelled("kind", "y")


def test_what_no_item_can_be_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match=r"kind must be one that an item has \(x, y\), got 'z'"):
        Labelled("kind", "z").mask(THREE)
    with pytest.raises(ValueError, match="items must be 0 to 2, got 3"):
        Among(3).mask(THREE)
    with pytest.raises(ValueError, match="at_least must not exceed at_most, got 2 and 1"):
        Between("words", 2, 1)
    with pytest.raises(ValueError, match="labels must name at least one label of kind, got none"):
        Labelled("kind")
    with pytest.raises(ValueError, match="items must name at least one item, got none"):
        Among()
    for joined in (Both, Either):
        with pytest.raises(ValueError, match="conditions must hold at least one condition, got none"):
            joined()
