"""The record of a complaint through the whole procedure."""

from amends.cases.models.case import Case, Feedback
from amends.cases.models.conversation import File, Message
from amends.cases.models.copies import CaseCopy
from amends.cases.models.erasure import Erasure
from amends.cases.models.findings import Point, Responsibility, Statement
from amends.cases.models.judged import ComplaintJudged
from amends.cases.models.notices import Notice
from amends.cases.models.promises import Pause, Promise
from amends.cases.models.remedies import Remedy
from amends.cases.models.saved_filter import SavedFilter
from amends.cases.models.search import CaseSearch
from amends.cases.models.telling import Telling

__all__ = [
    "Case",
    "CaseCopy",
    "CaseSearch",
    "ComplaintJudged",
    "Erasure",
    "Feedback",
    "File",
    "Message",
    "Notice",
    "Pause",
    "Point",
    "Promise",
    "Remedy",
    "Responsibility",
    "SavedFilter",
    "Statement",
    "Telling",
]
