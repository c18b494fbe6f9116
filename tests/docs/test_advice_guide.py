"""The guide to advice names every warning that there is, with the bounds that hold."""

import re
from pathlib import Path

from item_bank import content_checks, near_duplicates
from item_bank.exam_plan import pool_check, shuffled_options
from item_bank.findings import WARNINGS

GUIDE = (Path(__file__).parents[2] / "docs" / "advice.md").read_text(encoding="utf-8")


def test_the_guide_names_every_warning_of_advice() -> None:
    sources = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8")
        for module in (content_checks, pool_check, shuffled_options)
    )
    given = set(re.findall(r'finding\(\s*"([a-z-]+)"', sources))
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE)) == given
    assert given <= WARNINGS


def test_the_guide_gives_the_bounds_that_hold() -> None:
    assert f"alike by {near_duplicates.USUAL_SIMILARITY}" in GUIDE
    assert f"below {content_checks.WHOLLY_OTHER} in another" in GUIDE
    assert f"{content_checks.FEWEST_WORDS} words or more, LIX above {content_checks.HARD_INDEX:.0f}" in GUIDE
    assert f"and {content_checks.HARDER_THAN_USUAL:.0f} above the median" in GUIDE
    assert f"{content_checks.CLEARLY_LONGER_BY} letters, {content_checks.IMBALANCE_SD} SD" in GUIDE
    assert f"{content_checks.LEAST_ITEMS} items or more" in GUIDE
    assert content_checks.LEAST_ITEMS == pool_check.LEAST_ITEMS
    assert (content_checks.CLEARLY_LONGER, pool_check.LARGEST_SHARE_IN_GAPS) == (1.2, 0.2)  # "a fifth"
    assert pool_check.EASY_AND_HARD_SD == 0.5  # "half an SD"
