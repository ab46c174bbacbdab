"""Asking whether it was right, and removing the cause."""

from amends.improvement.actions.causes import (
    check_corrective_action,
    finish_corrective_action,
    plan_corrective_action,
    record_cause,
)
from amends.improvement.actions.surveys import close_answered, plan_survey, record_satisfaction, send_survey

__all__ = [
    "check_corrective_action",
    "close_answered",
    "finish_corrective_action",
    "plan_corrective_action",
    "plan_survey",
    "record_cause",
    "record_satisfaction",
    "send_survey",
]
