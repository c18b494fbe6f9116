"""Control of how often items are seen. Counting, and keeping what was decided, is the caller's.

Everything is decided from counts that are passed in, before a section starts, by draws that are passed in.
Each method says which items one examinee may not be given: a mask, or one for each segment of ability.

- `restricted`: no item above the limit; with progressive selection (`progressive_restricted`) the default
  for sections without a content plan.
- `ItemEligibility`: items drawn ineligible with probabilities that adapt to the counts, by segments of
  ability; the default with a content plan.
- `SympsonHetter`: acceptance probabilities calibrated by simulation beforehand.
- `retest_ineligible`: the items that this examinee has seen in earlier tests.
"""

from scoring.exposure.item_eligibility import EligibilityCounts, ExposedTest, ItemEligibility
from scoring.exposure.overlap import overlap_rate, retest_ineligible
from scoring.exposure.restriction import exposure_room, progressive_restricted, restricted
from scoring.exposure.sympson_hetter import SympsonHetter, calibrate_sympson_hetter

__all__ = [
    "EligibilityCounts",
    "ExposedTest",
    "ItemEligibility",
    "SympsonHetter",
    "calibrate_sympson_hetter",
    "exposure_room",
    "overlap_rate",
    "progressive_restricted",
    "restricted",
    "retest_ineligible",
]
