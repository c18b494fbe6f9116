import pytest

from item_bank.bank import Bank
from tests.item_bank.demo.content import demo_bank


@pytest.fixture(scope="session")
def bank() -> Bank:
    return demo_bank()
