"""docs/policy.md says what the code does: the rule file word for word, every key, every verdict, every grade."""

import re
from pathlib import Path

import pytest

from loupe.judging import DEFAULT_POLICY_TEXT, Policy, parse_policy
from loupe.model import GRADES, VERDICTS

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "policy.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)


def test_the_rule_file_is_printed_word_for_word():
    assert BLOCKS[0] == DEFAULT_POLICY_TEXT


def test_every_other_rule_file_in_the_manual_can_be_loaded_and_changes_something():
    others = [parse_policy(block) for block in BLOCKS[1:]]
    assert others
    assert all(policy != Policy() for policy in others)


@pytest.mark.parametrize("key", Policy.__dataclass_fields__)
def test_every_key_is_explained(key):
    assert re.search(rf"^\| `{key}` \| .+ \| .+ \|$", MANUAL, re.MULTILINE)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_explained(verdict):
    assert re.search(rf"^\| \*\*{verdict}\*\* \| .+ \| .+ \|$", MANUAL, re.MULTILINE)


@pytest.mark.parametrize("grade", GRADES)
def test_every_grade_is_explained_and_says_whether_it_counts(grade):
    counts = re.search(rf"^\| {grade} \| .+ \| (yes|no)", MANUAL, re.MULTILINE)
    assert counts
    assert (counts[1] == "yes") == (grade in Policy().credible_grades)
