from html.parser import HTMLParser

from item_bank.generators import contact_sheet
from item_bank.generators.registry import GENERATORS, series_of


class Seen(HTMLParser):
    """The tags, ids and texts of a page, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.classes += [name for key, value in attrs if key == "class" and value for name in value.split()]
        self.ids += [value for name, value in attrs if name == "id" and tag == "article" and value]
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_shows_every_item_in_both_languages_with_its_key() -> None:
    made = list(series_of(GENERATORS["syllogisms"], 5))
    seen = Seen(page := contact_sheet.page(made, title="Syllogisms", told="5 items"))
    assert seen.open == []
    assert seen.ids == [each.item.id for each in made]
    assert seen.classes.count("key") == 2 * len(made)
    for each in made:
        assert f"{each.difficulty:.2f}" in page
        assert all(option.text and option.text["id"] in page for option in each.item.prompt.options)
        assert all(option.text and option.text["en"] in page for option in each.item.prompt.options)


def test_drawings_are_shown_once_with_the_words_that_stand_for_them() -> None:
    made = list(series_of(GENERATORS["matrices"], 2))
    seen = Seen(page := contact_sheet.page(made, title="Matrices", told="2 items"))
    assert seen.tags.count("svg") == 2 * 7
    assert seen.classes.count("key") == 2
    assert page.count('role="img"') == 2 * 7


def test_a_page_loads_nothing_and_runs_nothing_and_its_words_stay_words() -> None:
    made = list(series_of(GENERATORS["quantitative_comparison"], 3))
    page = contact_sheet.page(made, title="<script>alert(1)</script>", told="a & b")
    assert not {"script", "link", "img", "iframe"} & set(Seen(page).tags)
    assert "http" not in page
    assert "a &amp; b" in page


def test_the_same_items_give_the_same_page() -> None:
    made = list(series_of(GENERATORS["linear_ordering"], 3))
    assert contact_sheet.page(made, title="t", told="u") == contact_sheet.page(made, title="t", told="u")
