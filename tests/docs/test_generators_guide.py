"""docs/generators.md tells of every generator, option and weight that there is."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from cat_server import generate_command
from item_bank.generators import linear_ordering, quantitative_comparison, syllogisms
from item_bank.generators.registry import GENERATORS

TEXT = (Path(__file__).parents[2] / "docs" / "generators.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def numbers_in(text: str) -> set[float]:
    return {float(each.replace("−", "-")) for each in re.findall(r"−?\d+\.\d+|−?\d+", text)}


def test_the_guide_names_every_generator_and_the_doubt_of_its_priors() -> None:
    table = section("What there is")
    for name, generator in GENERATORS.items():
        line = next(line for line in table.split("\n") if f"`{name}`" in line)
        assert f"SD {generator.prior_sd:.1f}" in line


def test_the_guide_tells_of_every_option_of_the_command() -> None:
    commands = argparse.ArgumentParser().add_subparsers()
    generate_command.add_parser(commands, lambda _: 0)
    options = re.findall(r"--[a-z]+", commands.choices["generate"].format_usage())
    assert options
    assert [option for option in options if option not in TEXT and option != "--help"] == []


def test_the_guide_gives_every_weight() -> None:
    models = {
        "Syllogisms": [syllogisms.DIFFICULTY],
        "Linear ordering": list(linear_ordering.DIFFICULTY.values()),
        "Quantitative comparison": [quantitative_comparison.DIFFICULTY],
    }
    for title, some in models.items():
        told = numbers_in(section(title))
        for model in some:
            assert {model.base, *model.weights.values()} <= told, title
    assert set(linear_ordering.COMPLEXITY.values()) <= numbers_in(section("Linear ordering"))


def test_the_examples_of_the_guide_are_commands_that_work() -> None:
    parser = argparse.ArgumentParser()
    generate_command.add_parser(parser.add_subparsers(), lambda _: 0)
    examples = re.findall(r"^cat-server (generate .+)$", TEXT, re.MULTILINE)
    assert examples
    for example in examples:
        assert parser.parse_args(example.split()).name in GENERATORS
