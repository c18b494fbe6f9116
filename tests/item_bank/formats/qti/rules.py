"""Response processing that authors might write, in the names of version 3."""

MAPPING = (
    '<qti-mapping lower-bound="0" upper-bound="2" default-value="-1">'
    '<qti-map-entry map-key="A" mapped-value="1"/><qti-map-entry map-key="B" mapped-value="3"/></qti-mapping>'
)
MAP = '<qti-response-processing template="TEMPLATES/map_response"/>'


def custom(rules: str) -> str:
    return f"<qti-response-processing>{rules}</qti-response-processing>"


def score(expression: str) -> str:
    return f'<qti-set-outcome-value identifier="SCORE">{expression}</qti-set-outcome-value>'


def number(value: float) -> str:
    return f'<qti-base-value base-type="float">{value}</qti-base-value>'


def text(value: str) -> str:
    return f'<qti-base-value base-type="string">{value}</qti-base-value>'


def is_answer(name: str) -> str:
    return (
        f'<qti-match><qti-variable identifier="RESPONSE"/><qti-base-value base-type="identifier">{name}'
        "</qti-base-value></qti-match>"
    )


IF_CORRECT = custom(
    "<qti-response-condition><qti-response-if><qti-match><qti-variable identifier='RESPONSE'/>"
    "<qti-correct identifier='RESPONSE'/></qti-match>"
    f"{score(number(2))}</qti-response-if><qti-response-else>{score(number(0))}</qti-response-else>"
    "</qti-response-condition>"
)
IF_ELSE_IF = custom(
    "<qti-response-condition><qti-response-if>"
    "<qti-is-null><qti-variable identifier='RESPONSE'/></qti-is-null>"
    f"{score(number(0))}</qti-response-if>"
    f"<qti-response-else-if>{is_answer('B')}{score(number(1))}</qti-response-else-if>"
    f"<qti-response-else>{score(number(0))}</qti-response-else></qti-response-condition>"
)
EXIT = custom(
    f"{score(number(0))}<qti-response-condition><qti-response-if><qti-not>{is_answer('B')}</qti-not>"
    f"<qti-exit-response/></qti-response-if></qti-response-condition>{score(number(1))}"
)
ARITHMETIC = custom(
    score(
        f"<qti-sum>{number(1)}"
        f"<qti-product>{number(-1)}<qti-map-response identifier='RESPONSE'/></qti-product>"
        f"<qti-subtract>{number(3)}{number(1)}</qti-subtract></qti-sum>"
    )
)
