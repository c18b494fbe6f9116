"""The admin's pages: halls, releases and what is in one. Not here: banks by upload (`bank_import`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, render_template, request

from cat_server.hall_service import HallNow
from cat_server.reports import charts
from cat_server.reports.pool_report import PoolInformation, pool_information
from cat_server.reports.svg import Caption
from cat_server.texts import text
from cat_server.web import readable
from cat_server.web.staff import needs, server
from item_bank.release import Release, ReleasedItem, SectionContent

pages = Blueprint("admin", __name__, url_prefix="/admin")
pages.record_once(lambda setup: setup.app.jinja_env.filters.update(readable.FILTERS))

STATES = ("absent", "checking_in", "ready", "working", "paused", "on_hold", "finished", "stopped")


@dataclass(frozen=True, slots=True)
class HallCard:
    """One hall on the first page, with how many of its sittings are in each state."""

    now: HallNow
    counts: tuple[tuple[str, int], ...]
    n_sittings: int


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section of a release with its curves and how its items are spread over domains."""

    content: SectionContent
    domains: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    pool: PoolInformation | None
    chart: str


@pages.get("/")
@needs("see_releases")
def home() -> str:
    """Halls, releases, and the way to import a bank."""
    return _page(
        "admin/home.html", halls=[_hall_card(hall) for hall in server().halls.all()],
        releases=server().releases.published(), banks=server().banks.all(),
    )  # fmt: skip


# --- a release -----------------------------------------------------------------------------------------


@pages.get("/releases/<digest>")
@needs("see_releases")
def release_page(digest: str) -> str:
    """Sections, curves and items of a release."""
    release = _release(digest)
    published = next(each for each in server().releases.published() if each.digest == release.digest)
    return _page(
        "admin/release.html",
        release=release,
        published=published,
        sections=[_section_page(content) for content in release.sections],
        is_new="published" in request.args,
    )


@pages.get("/releases/<digest>/items/<item_id>")
@needs("see_releases")
def item_page(digest: str, item_id: str) -> str:
    """One item as the participant sees it."""
    release = _release(digest)
    if item_id not in release.by_id:
        abort(404)
    item = release.item(item_id)
    languages = release.plan.languages
    wanted = request.args.get("exam", g.language)
    exam_language = wanted if wanted in languages else languages[0]
    beside = _beside(release, item)
    ids = [each.id for each in beside]
    place = ids.index(item_id)
    return _page(
        "admin/item.html",
        release=release,
        item=item,
        view=release.participant_item(item_id, exam_language, item.option_ids, position=place + 1),
        exam_language=exam_language,
        place=place,
        beside=beside,
        previous=ids[place - 1] if place else None,
        following=ids[place + 1] if place + 1 < len(ids) else None,
        is_practice=item in release.practice,
    )


def _section_page(content: SectionContent) -> SectionPage:
    domains: dict[str, Counter[str]] = {}
    for item in content.items:
        domains.setdefault(item.domain, Counter())[item.subdomain] += 1
    found = tuple((name, tuple(sorted(counts.items()))) for name, counts in sorted(domains.items()))
    if content.forced_choice is not None:  # preferences have no curve over one ability
        return SectionPage(content=content, domains=found, pool=None, chart="")
    pool = pool_information(content)
    words = charts.InformationWords(
        x_axis=text(g.language, "information-x-axis"), y_axis=text(g.language, "information-y-axis")
    )
    title = readable.in_language(g.language, content.plan.title)
    caption = Caption(
        f"information-{content.plan.id}",
        text(g.language, "information-title", section=title),
        text(g.language, "information-description", n=len(content.items), most=content.max_items),
    )
    return SectionPage(
        content=content,
        domains=found,
        pool=pool,
        chart=charts.information_chart(
            pool, caption, words, lambda value: readable.plain_number(g.language, value)
        ),
    )


def _beside(release: Release, item: ReleasedItem) -> tuple[ReleasedItem, ...]:
    """The items among which this one stands: its section's, or the practice."""
    for content in release.sections:
        for beside in (content.items, content.pretest):
            if item in beside:
                return beside
    return release.practice


def _release(digest: str) -> Release:
    try:
        return server().releases.get(digest)
    except KeyError:
        abort(404)


# --- what several pages need ---------------------------------------------------------------------------


def _page(template: str, **values: Any) -> str:
    return render_template(
        template, language=g.language, staff=g.staff, here="admin", path_mark=charts.path_mark, **values
    )


def _hall_card(hall: HallNow) -> HallCard:
    counts = Counter(str(line.row["state"]) for line in server().halls.lines(hall.hall.id))
    return HallCard(
        hall, tuple((state, counts[state]) for state in STATES if counts[state]), sum(counts.values())
    )
