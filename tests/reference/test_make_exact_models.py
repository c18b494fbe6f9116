import json

from tests.reference.make_exact_models import PLACE, exact


def test_the_stored_values_are_those_that_the_script_makes() -> None:
    assert json.loads(PLACE.read_text(encoding="utf-8")) == exact()
