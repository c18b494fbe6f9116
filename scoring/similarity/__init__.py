"""How alike the answers of two people are: evidence for a person to look at, never a verdict.

- `probabilities_of_categories` and `probabilities_of_options` say how probably each person gives each answer;
  `wrong_option_shares` is what the latter needs of the wrong options.
- `compare_pairs` compares all pairs of a hall, on the items that both answered, by GBT and by omega. Its
  `evidence` lists pairs that match more often than their abilities explain, neighbours first, with the share
  of false findings controlled (`scoring.false_discovery`).
- `seating_effect` tests whether neighbours are more alike than others at all.
- `match_count_distribution` is the distribution behind both indices.
"""

from scoring.similarity.match_counts import match_count_distribution
from scoring.similarity.pairs import PairEvidence, PairSimilarities, compare_pairs
from scoring.similarity.response_probabilities import (
    probabilities_of_categories,
    probabilities_of_options,
    wrong_option_shares,
)
from scoring.similarity.seating import SeatingEffect, seating_effect

__all__ = [
    "PairEvidence",
    "PairSimilarities",
    "SeatingEffect",
    "compare_pairs",
    "match_count_distribution",
    "probabilities_of_categories",
    "probabilities_of_options",
    "seating_effect",
    "wrong_option_shares",
]
