"""The drawing of items by itself, without an exam: in every width and scheme, by pointer, several in one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from cat_server.texts import STATIC
from item_bank.interactions import Choose, ChooseSeveral, FillGaps, Gap, Order, Part, Several, Write
from item_bank.responses import read_response
from tests.browser.kinds_hall import kinds_release
from tests.browser.test_accessibility import assert_accessible

ADDRESS = "http://items.test"
SHEETS = ("tokens", "base", "participant", "participant_item", "participant_interactions")
PAGE = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Soal</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    + "".join(f'<link rel="stylesheet" href="/static/styles/{sheet}.css">' for sheet in SHEETS)
    + '</head><body><main class="exam"><div class="work is-item" id="app"></div></main></body></html>'
)
MOUNT = """async () => {
  const { render } = await import("/static/vendor/lit-html/lit-html.js");
  const { drawItem } = await import("/static/participant/views/question.js");
  const { loadTexts } = await import("/static/shared/texts.js");
  const t = await loadTexts("id", ["participant"]);
  const root = document.getElementById("app");
  const state = { key: 0, folded: new Set() };
  const draw = () => render(drawItem({ t, language: "id" }, state.item, state.response, {
    respond: (response) => { state.response = response; draw(); },
    pick: (picked) => { state.picked = picked; draw(); },
    fold: (key) => { if (!state.folded.delete(key)) state.folded.add(key); draw(); },
    say: (text) => { state.said = text; },
  }, { key: String(state.key), place: "Soal 1", picked: state.picked, folded: state.folded }), root);
  window.state = state;
  window.show = (item) => {
    Object.assign(state, { item, response: null, picked: null, key: state.key + 1 });
    draw();
  };
}"""
WIDE: ViewportSize = {"width": 1366, "height": 768}
ZOOMED: ViewportSize = {"width": 683, "height": 384}
NARROW: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Asked:
    """As much of an item as reading a response needs."""

    interaction: Several
    option_ids: tuple[str, ...]


SEVERAL = Asked(
    Several(
        (
            Part("a", Write("number", width=6, longest=20), is_inline=True),
            Part("b", Choose(), options=("ya", "tidak"), is_inline=True),
            Part("c", ChooseSeveral(1, 2), options=("dua", "tiga", "empat")),
            Part("d", Order(), options=("besar", "kecil")),
            Part("e", FillGaps((Gap("g", ("satu", "lain")),)), options=("satu", "lain")),
        )
    ),
    ("ya", "tidak", "dua", "tiga", "empat", "besar", "kecil", "satu", "lain"),
)


def several_view() -> dict[str, Any]:
    """The view of `SEVERAL`: two parts in the line, one marked as a block, two that follow."""

    def part(words: str, html: str, interaction: dict[str, Any], *, inline: bool = False) -> dict[str, Any]:
        options = [{"html": word} for word in words.split()]
        shown = {"html": html, "figure_html": "", "is_inline": inline}
        return {**shown, "options": options, "interaction": interaction}

    number = {"type": "write", "answer": "number", "unit_html": "", "width": 6, "longest": 20}
    parts = [
        part("", "", number, inline=True),
        part("ya tidak", "", {"type": "choose"}, inline=True),
        part("dua tiga empat", "<p>Mana yang genap?</p>", {"type": "choose_several", "least": 1, "most": 2}),
        part("besar kecil", "<p>Urutkan.</p>", {"type": "order"}),
        part(
            "satu lain", '<p>Isi <span data-mark="0"></span>.</p>',
            {"type": "fill_gaps", "gaps": [[0, 1]], "uses": 0, "has_pool": False},
        ),
    ]  # fmt: skip
    marks = [f'<span data-mark="{mark}"></span>' for mark in range(3)]
    stem = f"<p>Berapa? {marks[0]} Benar? {marks[1]}</p><p>{marks[2]}</p>"
    return {
        "position": 1, "kind": "composite", "layout": "list", "options": [], "stem_html": stem,
        "interaction": {"type": "several", "parts": parts},
    }  # fmt: skip


@cache
def views() -> dict[str, dict[str, Any]]:
    """One item of every kind as a browser gets it, by id."""
    release = kinds_release()
    shown = [item for item in release.by_id.values() if not item.id.endswith("-a")]
    return {
        item.id: release.participant_item(item.id, "id", item.option_ids) for item in shown
    } | {"several": several_view()}  # fmt: skip


Sitter = Callable[..., Page]


@pytest.fixture
def at_screen(browser: Browser) -> Iterator[Sitter]:
    """Opens a page that draws items, of a size and in a colour scheme."""
    contexts = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    def open_page(size: ViewportSize, **scheme: Any) -> Page:
        context = browser.new_context(viewport=size, **scheme)
        contexts.append(context)
        page = context.new_page()
        page.route(f"{ADDRESS}/**", answer)
        page.goto(ADDRESS)
        page.evaluate(MOUNT)
        return page

    yield open_page
    for context in contexts:
        context.close()


def show(page: Page, name: str) -> None:
    page.evaluate("view => window.show(view)", views()[name])


def response(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("JSON.stringify(window.state.response)"))
    return found


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["narrow", "at 200 %"])
def test_nothing_is_wider_than_the_screen_and_every_target_is_large_enough(
    at_screen: Sitter, size: ViewportSize
) -> None:
    page = at_screen(size)
    for name in views():
        show(page, name)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (name, width) == (name, size["width"])
        small = page.evaluate(
            "() => [...document.querySelectorAll('button, input, select, textarea')]"
            ".map((each) => each.getBoundingClientRect())"
            ".filter(({ width, height }) => width < 24 || height < 24).length"
        )
        assert (name, small) == (name, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_is_accessible(at_screen: Sitter, scheme: str) -> None:
    page = at_screen(WIDE, color_scheme=scheme, reduced_motion="reduce")
    for name in views():
        show(page, name)
        assert_accessible(page, name)


def test_several_in_one_by_keyboard(at_screen: Sitter) -> None:
    page = at_screen(WIDE)
    show(page, "several")
    page.locator("input[type=text]").focus()
    page.keyboard.type("1.250,5")
    for key in ("Tab", "ArrowDown", "Tab", "Space", "Tab", "Tab", "Space", "Tab"):
        page.keyboard.press(key)
    for key in ("Space", "ArrowDown", "Space", "Tab", "Tab", "Tab", "Tab", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    given = read_response(SEVERAL, response(page), SEVERAL.option_ids, language="id")
    assert given == {
        "parts": {
            "a": {"text": "1.250,5", "number": "1250.5"},
            "b": {"option": "ya"},
            "c": {"options": ["dua", "empat"]},
            "d": {"order": ["kecil", "besar"]},
            "e": {"gaps": {"g": "lain"}},
        }
    }


def test_a_row_in_the_hand_is_laid_down_when_the_focus_leaves_or_the_item_goes(at_screen: Sitter) -> None:
    page = at_screen(WIDE)
    show(page, "urut-t")
    grip = page.locator(".order-grip")
    grip.nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(grip.nth(2)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    grip.nth(0).focus()
    page.keyboard.press("Space")
    show(page, "satu-t")
    show(page, "urut-t")
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)


def test_rows_are_dragged_areas_pressed_and_cards_put_down(at_screen: Sitter) -> None:
    page = at_screen(WIDE)
    show(page, "urut-t")
    page.locator(".order-row").nth(3).drag_to(page.locator(".order-row").nth(0))
    assert response(page) == {"order": [3, 0, 1, 2]}
    assert page.evaluate("window.state.said") == "Dipindah ke urutan 1 dari 4."
    page.get_by_role("button", name="Turunkan: Menilai penawaran").click()
    assert response(page) == {"order": [0, 3, 1, 2]}
    expect(page.get_by_role("button", name="Turunkan: Menilai penawaran")).to_be_focused()

    show(page, "denah-t")
    page.locator(".area").nth(1).click()
    assert response(page) == {"choice": 1}
    expect(page.get_by_role("radio", name="Ruang tengah")).to_be_checked()

    show(page, "pasang-t")
    page.locator(".option-card").nth(2).click()
    page.locator(".pair-row").nth(0).click()
    page.locator(".option-card").nth(2).click()
    page.locator(".pair-row select").nth(1).click()
    assert response(page) == {"pairs": [[1, 5]]}  # a card that is used once leaves its first place


def test_a_shared_text_is_folded_and_stays_where_it_was_read(at_screen: Sitter) -> None:
    page = at_screen(WIDE)
    show(page, "baca-1")
    text = page.locator("#reading-text")
    text.evaluate("each => { each.scrollTop = 80; }")
    show(page, "baca-2")
    assert text.evaluate("each => each.scrollTop") == 80
    show(page, "satu-t")
    show(page, "baca-1")
    page.wait_for_function("document.getElementById('reading-text').scrollTop === 80")
    page.get_by_role("button", name="Lipat bacaan").click()
    expect(text).to_be_hidden()
    expect(page.get_by_role("button", name="Buka bacaan")).to_have_attribute("aria-expanded", "false")
