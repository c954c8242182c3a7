"""What the city does: policies as dated changes of levers."""

from marketsim.policies.force import change_days, check, in_force, in_order
from marketsim.policies.policy import Change, Policy, library, policy_from, read_policy

__all__ = [
    "Change",
    "Policy",
    "change_days",
    "check",
    "in_force",
    "in_order",
    "library",
    "policy_from",
    "read_policy",
]
