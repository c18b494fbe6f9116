"""What taking a bank in would do, as the page of its report shows it."""

from __future__ import annotations

from cat_server.banks.checking import findings_of_intake
from cat_server.banks.intake import Intake
from cat_server.web.bank_import.report import IntakeLine, IntakeReport

MOST_LINES = 200
MOST_FINDINGS = 400


def intake_report(intake: Intake) -> IntakeReport:
    """The report of an intake, with the changed items before the new ones."""
    written = [each for each in intake.items if each.is_written]
    return IntakeReport(
        bank=intake.bank.id,
        is_new_bank=intake.is_new_bank,
        takes_states=intake.takes_states,
        changes_anything=intake.changes_anything,
        counts=dict(intake.counts.items()),
        lines=tuple(
            IntakeLine(
                each.id,
                each.standing,
                each.version,
                each.after.state,
                each.difference if each.standing == "changed" else (),
            )
            for each in sorted(written, key=lambda each: each.standing)[:MOST_LINES]
        ),
        n_lines=len(written),
        n_states=sum(each.gets_state and not each.is_written for each in intake.items),
        head_changes=intake.head_difference,
        plans=tuple((plan.id, plan.standing, plan.version) for plan in intake.plans),
        findings=tuple(findings_of_intake(intake)[:MOST_FINDINGS]),
        seen=intake.seen,
    )
