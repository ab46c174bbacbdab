"""The sentences of the public complaints policy."""

from amends.language.marking import _
from amends.procedure.sentence import ngettext

GENERAL = _("This is how %(company)s takes, handles and answers complaints.")
FREE = _("To complain costs you nothing, and nobody is treated worse for it.")
COMPLAINT = _(
    "A complaint is any expression of dissatisfaction, or a claim such as a refund, an exchange or a repair, "
    "to which you expect an answer."
)
ANYONE = _(
    "Any customer may complain, a person or an organisation, and somebody may do it for you if you agree."
)
NAMED = _(
    "We need your name and an address to answer to. A remark without a name is read and kept as feedback, "
    "but cannot be answered."
)
BY_PAGE = _("On our page: %(page)s")
BY_EMAIL = _("By email: %(email)s")
BY_PHONE = _("By phone: %(phone)s")
BY_POST = _("In writing or in person: %(address)s")
DETAIL = _("Tell us what happened, when, what you are unhappy with, and what you want us to do.")

REGISTERED = _("Every complaint is entered in our register and gets a number.")
POINTS = _("Each thing you are unhappy with is looked at and decided on its own.")
RESPONSIBLE = _("One person answers for your complaint, who had no part in what went wrong.")
STATEMENTS = _("We hear those who were there before we decide.")
RIGHT_OF_REPLY = _("An employee sees what is found about them and may reply before it is final.")
WITHDRAW = _("You may take your complaint back until we have answered it.")

AT_ONCE = _("You get a first answer at once, day and night, with the date by which you hear from us next.")
OWNER_BY = _("Somebody is responsible for your complaint: %(time)s.")
NEWS_BY = _("You hear from us next: %(time)s.")
INTERIM = _("While we are working on it you have news: %(time)s.")
SIMPLE_BY = _("Our reply to a complaint that needs no analysis: %(time)s.")
COMPLEX_BY = _("Our reply to a complaint that the team has to discuss: %(time)s.")
RULE = _("The rule that binds us (%(rule)s): %(time)s.")
PAUSES = _(
    "While we wait for something from you, our own times stand still; a time set by law goes on. "
    "We tell you why we wait and until when."
)
LATER = _("If it takes longer, we tell you before the date passes, why, and by when.")
WORKING_DAYS = _(
    "Working days are counted until close of business, without public holidays. What comes in later counts from the "
    "next working day. Times are those of %(zone)s."
)
OPEN = _("%(day)s: %(hours)s")
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
SPANS = {
    "minutes": ngettext("within %(n)s minute", "within %(n)s minutes"),
    "hours": ngettext("within %(n)s hour", "within %(n)s hours"),
    "working_hours": ngettext("within %(n)s working hour", "within %(n)s working hours"),
    "working_days": ngettext("within %(n)s working day", "within %(n)s working days"),
    "calendar_days": ngettext("within %(n)s day", "within %(n)s days"),
    "weeks": ngettext("within %(n)s week", "within %(n)s weeks"),
    "months": ngettext("within %(n)s month", "within %(n)s months"),
    "years": ngettext("within %(n)s year", "within %(n)s years"),
}

WRITTEN = _("You have a right to a written answer with its reasons, in your language where we speak it.")
EVERY_POINT = _("The answer covers every point of your complaint.")
SIGNED = _("A manager signs the answer before it is sent.")
FOUR_EYES = _("Whoever wrote the answer does not sign it.")

ARSENAL = _("Where we were wrong, we put it right. What we may offer:")
ITEM = _("– %(item)s")
YOUR_YES = _("We ask whether what we propose suits you before we do it.")

ASKED = _("After our reply we ask whether it is put right for you: %(time)s.")
REOPENED = _("If it is not, tell us, and we look at it again.")
BODY = _("You can turn to %(body)s: %(reach)s")
BODY_BY = _("You can turn to them after our reply: %(time)s.")

CAUSES = _("We look for the cause of complaints, change what leads to them, and check that the change works.")
RECORD = _(
    "Each step is written in a journal that nobody can alter unseen. Personal data is removed when it may be."
)
