"""Forced choice: traits from preferences between statements, by the Thurstonian item response model.

In reading order:

- A `Statement` has a trait, a loading, a mean and a uniqueness of its utility, a social desirability and a
  key; a `StatementBank` holds statements in a fixed order, and a block is two to four of their places.
- `Rankings` are answers, as ranks: of one form (`Rankings.of_form`) or of adaptive tests
  (`Rankings.of_answers`, `RankedBlock`). Equal ranks are for what was not asked (`most_least_ranks`).
- `pair_probabilities`, `ranking_probabilities` are the model; `block_information` is what whole rankings
  tell, `independent_pairs_information` what they would if the pairs of a block were independent, which they
  are not.
- `estimate_traits_map` and `estimate_traits_eap` give traits with standard errors of whole blocks;
  `expected_reliabilities` those of a form before anybody took it.
- `calibrate` estimates statements, with findings about the data.
- `next_block` and `build_form` build blocks under `BlockRules`.
- `ipsativity` says how far a form tells levels of traits and not only profiles.

Traits are in SDs of the calibrated population. Everything is computed from arguments; the quasi-random nodes
of integrals are the same in every call.
"""

from scoring.forced_choice.block_building import (
    BlockChoice,
    BlockRules,
    MissedRule,
    NoBlockError,
    build_form,
    next_block,
)
from scoring.forced_choice.calibration import Calibration, PopulationKind, TraitPopulation, calibrate
from scoring.forced_choice.findings import CalibrationCode, Finding, FindingCode, IpsativityCode
from scoring.forced_choice.information import (
    OptimalityName,
    block_information,
    expected_reliabilities,
    independent_pairs_information,
    pair_information_weight,
)
from scoring.forced_choice.ipsativity import Ipsativity, IpsativityLimits, ipsativity
from scoring.forced_choice.ranking_probability import pair_probabilities, ranking_probabilities
from scoring.forced_choice.rankings import (
    RankedBlock,
    Rankings,
    all_orders,
    fitting_orders,
    most_least_ranks,
)
from scoring.forced_choice.statements import Block, Statement, StatementBank
from scoring.forced_choice.trait_estimates import (
    InformationKind,
    TraitEstimates,
    estimate_traits_eap,
    estimate_traits_map,
)

__all__ = [
    "Block",
    "BlockChoice",
    "BlockRules",
    "Calibration",
    "CalibrationCode",
    "Finding",
    "FindingCode",
    "InformationKind",
    "Ipsativity",
    "IpsativityCode",
    "IpsativityLimits",
    "MissedRule",
    "NoBlockError",
    "OptimalityName",
    "PopulationKind",
    "RankedBlock",
    "Rankings",
    "Statement",
    "StatementBank",
    "TraitEstimates",
    "TraitPopulation",
    "all_orders",
    "block_information",
    "build_form",
    "calibrate",
    "estimate_traits_eap",
    "estimate_traits_map",
    "expected_reliabilities",
    "fitting_orders",
    "independent_pairs_information",
    "ipsativity",
    "most_least_ranks",
    "next_block",
    "pair_information_weight",
    "pair_probabilities",
    "ranking_probabilities",
]
