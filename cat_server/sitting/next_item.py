"""Where a sitting meets the numbers: starting a section, choosing an item, ending with an ability.

Everything is a pure function of the state and the release, so that `verify` can compute it again. Random
draws come from the sitting's seed by a counter-based generator, a fresh stream for each purpose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from cat_server.sitting import commands as c
from cat_server.sitting import events as e
from cat_server.sitting import exposure, pretest, timing
from cat_server.sitting.state import SectionState, SittingState
from item_bank import marking
from item_bank.exam_plan.ability import EarlierResult, prior_given
from item_bank.forced_choice_form import ForcedChoiceForm
from item_bank.release import Release, ReleasedItem, SectionContent
from scoring.ability import posterior
from scoring.adaptive_test import AdaptiveTest
from scoring.assembly import NoTestError, ShadowTest, ShadowTests
from scoring.assembly.shadow_test import Source


def draws(seed: str, purpose: str, n: int) -> NDArray[np.float64]:
    """`n` uniform numbers in [0, 1) that belong to this seed and purpose (53 random bits of Philox each)."""
    key = hashlib.blake2b(f"{seed}|{purpose}".encode(), digest_size=16).digest()
    raw = np.random.Philox(key=int.from_bytes(key, "little")).random_raw(n)
    return np.asarray(raw >> np.uint64(11), dtype=np.float64) * 2.0**-53


def read_response(
    item: ReleasedItem, raw: Mapping[str, object], option_order: Sequence[str], language: str
) -> dict[str, Any]:
    """The response in the item's own terms; `ValueError` when it is no answer to the item."""
    return dict(marking.read_response(item, raw, option_order, language=language))


def mark(item: ReleasedItem, response: Mapping[str, Any]) -> int:
    """The category that key and response give."""
    return marking.mark(item, response)


def section_started(
    state: SittingState, command: c.StartSection, now: datetime, release: Release
) -> e.SectionStarted:
    """The start of a section: its whole form if fixed, what may not be given and the prior if adaptive."""
    content = release.section(command.section)
    limit = content.plan.time_limit_seconds * state.time_multiplier
    prior = prior_of(state, command.section, release)
    prior_mean, prior_sd = prior or (None, None)
    if content.plan.is_adaptive:
        uniforms = draws(state.seed, f"exposure|{command.section}", len(content.items))
        return e.SectionStarted(
            at=now,
            section=command.section,
            kind="adaptive",
            limit_seconds=limit,
            exposure_counts=command.exposure_counts,
            n_examinees=command.n_examinees,
            ineligible=exposure.kept_back(
                content, command.exposure_counts, command.n_examinees, command.seen_items, uniforms
            ),
            eligibility_counts=command.eligibility_counts,
            ineligible_by_segment=exposure.kept_back_by_segment(
                content, command.eligibility_counts, uniforms
            ),
            seen_items=command.seen_items,
            prior_mean=prior_mean,
            prior_sd=prior_sd,
            pretest_counts=command.pretest_counts,
            pretest_positions=pretest.positions(
                content,
                command.pretest_counts,
                command.seen_items,
                draws(state.seed, f"pretest|{command.section}", pretest.n_positions(content)),
            ),
        )
    items = content.expected_items(list(draws(state.seed, f"form|{command.section}", len(content.items))))
    return e.SectionStarted(
        at=now,
        section=command.section,
        kind="fixed",
        limit_seconds=limit,
        items=items,
        pages=tuple(place for place, item in enumerate(items, start=1) if item in content.page_ids),
        option_orders=tuple(
            option_order(state.seed, command.section, position, content, item)
            for position, item in enumerate(items, start=1)
        ),
        prior_mean=prior_mean,
        prior_sd=prior_sd,
    )


def prior_of(state: SittingState, section: int, release: Release) -> tuple[float, float] | None:
    """Mean and SD (logits) of the prior by the results of earlier sections; None where the plan's holds."""
    ability = release.section(section).plan.ability
    if not ability.prior_from:
        return None
    places = {content.plan.id: place for place, content in enumerate(release.sections)}
    earlier = [places[each.section] for each in ability.prior_from]
    return prior_given(
        ability,
        [release.section(place).plan.ability for place in earlier],
        [_earlier_result(state, place, release) for place in earlier],
    )


def _earlier_result(state: SittingState, place: int, release: Release) -> EarlierResult | None:
    section, plan = state.sections[place], release.section(place).plan
    prior_mean, prior_sd = section.prior or (plan.ability.prior_mean, plan.ability.prior_sd)
    found = section.result
    if found is None or found.ability is None or found.standard_error is None:
        return None
    # Items without an answer that count as wrong have told something, too.
    n_told = found.n_responses if plan.unanswered == "not_administered" else found.n_items
    return EarlierResult(
        ability=found.ability,
        standard_error=found.standard_error,
        method=found.method,
        prior_mean=prior_mean,
        prior_sd=prior_sd,
        n_responses=n_told,
    )


def option_order(
    seed: str, section: int, position: int, content: SectionContent, item_id: str
) -> tuple[str, ...]:
    """The order in which the item's options appear in this sitting."""
    n_options = len(content.item(item_id).option_ids)
    return content.option_order(item_id, list(draws(seed, f"options|{section}|{position}", n_options)))


def next_step(
    state: SittingState,
    release: Release,
    now: datetime,
    *,
    is_limited: bool = True,
    given: e.AssembledTest | None = None,
) -> e.ItemPresented | e.SectionFinished:
    """The next item of the running adaptive section, or its end when a stopping rule holds.

    To check a choice, `is_limited` False lifts the plan's limit of time on the solver, and `given` says from
    which shadow test the item is to be chosen, instead of assembling one.
    """
    section = _current(state)
    content = release.section(section.index)
    test = content.test_for(section.prior, is_limited=is_limited)
    if given is not None and test.content is not None:
        assembled = GivenTest(test.content.plan, given=shadow_test_of(content, given))
        test = replace(test, content=assembled)
    administered = [content.index_of(item) for _, item in section.scored]
    categories = [section.answers[position].category for position, _ in section.scored]
    estimate = test.estimate(administered, categories)
    eligible = eligible_items(section, content, float(estimate.ability))
    seconds_left = timing.remaining_seconds(section, now)
    stop = test.stop(administered, categories, eligible, seconds_left=seconds_left)
    if stop is not None:
        return finished(state, release, stop.reason, now, category=stop.category)
    position = len(section.items) + 1
    if position in section.pretest_positions:
        trial = _trial(state, content, test, (administered, categories), now)
        if trial is not None:
            return trial
    uniforms = draws(state.seed, f"choice|{section.index}|{position}", len(content.items))
    previous = None if section.shadow_test is None else shadow_test_of(content, section.shadow_test)
    choice = test.choose(administered, categories, eligible, uniforms, previous=previous)
    item = content.items[choice.index]
    return e.ItemPresented(
        at=now,
        section=section.index,
        position=position,
        item=item.id,
        option_order=option_order(state.seed, section.index, position, content, item.id),
        ability=float(estimate.ability),
        standard_error=float(estimate.standard_error),
        rule=choice.criterion.rule,
        candidates=tuple(
            (content.items[candidate.index].id, float(candidate.value)) for candidate in choice.candidates
        ),
        n_eligible=int(eligible.sum()),
        shadow_test=_assembled(content, choice.shadow_test),
    )


def _trial(
    state: SittingState,
    content: SectionContent,
    test: AdaptiveTest,
    answers: tuple[Sequence[int], Sequence[int]],
    now: datetime,
) -> e.ItemPresented | None:
    """The item on trial at the next position, or None where none is left that this person may get.

    `answers` are the items that count, by their places, and their categories.
    """
    section, estimate = _current(state), test.estimate(*answers)
    position = len(section.items) + 1
    distribution = posterior(test.log_prior + test.log_likelihood(*answers))
    uniforms = draws(state.seed, f"trial|{section.index}|{position}", len(content.pretest))
    trial = pretest.next_trial(section, content, distribution.weights, uniforms)
    if trial is None:
        return None
    return e.ItemPresented(
        at=now,
        section=section.index,
        position=position,
        item=trial.item.id,
        option_order=option_order(state.seed, section.index, position, content, trial.item.id),
        ability=float(estimate.ability),
        standard_error=float(estimate.standard_error),
        rule=trial.rule,
        candidates=trial.candidates,
        n_eligible=trial.n_eligible,
        is_pretest=True,
    )


def eligible_items(section: SectionState, content: SectionContent, ability: float) -> NDArray[np.bool_]:
    """What may still be given, (n_items,): not seen, no enemy of what was, not kept back at this ability."""
    administered = [content.index_of(item) for _, item in section.scored]
    eligible = np.ones(len(content.items), dtype=np.bool_)
    eligible[administered] = False
    for item in section.items:
        eligible[list(content.enemies_of(item))] = False
    kept_back = set(section.ineligible)
    if section.ineligible_by_segment:
        kept_back |= set(section.ineligible_by_segment[exposure.segment_of(content, ability)])
    eligible[[content.index_of(item) for item in kept_back]] = False
    return eligible


def finished(
    state: SittingState, release: Release, reason: str, at: datetime, *, category: int | None = None
) -> e.SectionFinished:
    """The end of the running section: final ability, unanswered items scored by the plan's policy."""
    section = _current(state)
    content = release.section(section.index)
    if content.forced_choice is not None:
        return _traits_finished(section, content, content.forced_choice, reason, at)
    administered: list[int] = []
    categories: list[int] = []
    for position, item in section.scored:
        answer = section.answers.get(position)
        if answer is None and content.plan.unanswered == "not_administered":
            continue
        administered.append(content.index_of(item))
        categories.append(answer.category if answer else 0)
    estimate = content.final_estimate(administered, categories, section.prior)
    return e.SectionFinished(
        at=at,
        section=section.index,
        reason=reason,
        ability=float(estimate.ability),
        standard_error=float(estimate.standard_error),
        score=float(content.reporting_scale.score(estimate.ability)),
        n_items=len(section.scored),
        n_responses=len(section.answers.keys() - section.tried),
        unanswered=content.plan.unanswered,
        method=estimate.method,
        category=category,
    )


def _traits_finished(
    section: SectionState, content: SectionContent, form: ForcedChoiceForm, reason: str, at: datetime
) -> e.SectionFinished:
    """The end of a section of forced choice; blocks without a whole answer tell nothing."""
    answered = [
        (item, answer.response)
        for position, item in section.scored
        if (answer := section.answers.get(position))
    ]
    found = form.estimate(answered)
    scale = content.reporting_scale
    return e.SectionFinished(
        at=at,
        section=section.index,
        reason=reason,
        ability=None,
        standard_error=None,
        score=None,
        n_items=len(section.scored),
        n_responses=len(section.answers),
        unanswered=content.plan.unanswered,
        method="map",
        traits=tuple(
            e.TraitResult(name, float(estimate), float(error), float(scale.score(estimate)))
            for name, estimate, error in zip(
                form.traits, found.traits[0], found.standard_errors[0], strict=True
            )
        ),
    )


@dataclass(frozen=True)
class GivenTest(ShadowTests):
    """Stands where shadow tests are assembled and hands out the one it was given, as it was recorded."""

    given: ShadowTest | None = None

    def next(
        self,
        administered: Sequence[int],
        values: NDArray[np.float64],
        *,
        ability: float,
        draws: NDArray[np.float64],
        ineligible: NDArray[np.bool_] | None = None,
        previous: ShadowTest | None = None,
    ) -> ShadowTest:
        """The recorded one, with the value that the criterion now gives it."""
        del ability, draws, ineligible, previous
        if self.given is None:
            raise NoTestError("given must be a shadow test, got None")
        free = sorted(set(self.given.items) - set(administered))
        return replace(self.given, value=float(values[free].sum()))


def _assembled(content: SectionContent, test: ShadowTest | None) -> e.AssembledTest | None:
    """The shadow test for the journal; a priority index assembles none."""
    if test is None or test.source == "priority_index":
        return None
    return e.AssembledTest(
        items=tuple(content.items[place].id for place in test.items),
        released=tuple(content.items[place].id for place in test.released),
        ability=float(test.ability),
        value=float(test.value),
        source=test.source,
    )


def shadow_test_of(content: SectionContent, recorded: e.AssembledTest) -> ShadowTest:
    """The shadow test that the journal tells of; `KeyError` when it names an item of another section."""
    return ShadowTest(
        items=tuple(sorted(content.index_of(item) for item in recorded.items)),
        value=recorded.value,
        ability=recorded.ability,
        released=tuple(content.index_of(item) for item in recorded.released),
        source=cast("Source", recorded.source),
    )


def _current(state: SittingState) -> SectionState:
    if state.current is None:
        message = f"no section runs at version {state.version}"
        raise ValueError(message)
    return state.current
