"""The journal's words for what is learnt from a complaint."""

from django.utils.translation import gettext_lazy as _

from amends.journal.kinds import kind

kind("survey.planned", _("The customer will be asked on %(due)s whether it was right."))
kind("survey.sent", _("The customer was asked whether it was right."))
kind(
    "survey.answered",
    _("The customer answered: outcome %(outcome)s, treatment %(treatment)s, course %(course)s of 5."),
    personal=["words"],
)
kind("cause.recorded", _("A cause was recorded."), personal=["what"])
kind("corrective_action.planned", _("A corrective action is due on %(due)s."), personal=["what", "owner"])
kind("corrective_action.done", _("The corrective action was carried out."), personal=["proof"])
kind(
    "corrective_action.checked",
    _("The corrective action was checked; it worked: %(proven)s."),
    codes={"proven": {True: _("yes"), False: _("no")}},
)
