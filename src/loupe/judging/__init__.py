"""From evidence to origins to verdicts. Pure: changing how Loupe judges is a change in this room alone."""

from loupe.judging.independence import Chain, Telling, ancestors, disjoint_chains, sure_chains
from loupe.judging.policy import DEFAULT_POLICY_TEXT, Policy, parse_policy
from loupe.judging.verdicts import Basis, judge

__all__ = [
    "DEFAULT_POLICY_TEXT",
    "Basis",
    "Chain",
    "Policy",
    "Telling",
    "ancestors",
    "disjoint_chains",
    "judge",
    "parse_policy",
    "sure_chains",
]
