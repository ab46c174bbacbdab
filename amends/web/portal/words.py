"""What we are doing now, in the customer's words, by stage."""

from django.utils.translation import gettext_lazy as _

NOW = {
    "received": _("We read what you wrote and see who can best look into it."),
    "assessed": _("We have read what you wrote and begin to look into it."),
    "investigating": _("We are finding out what happened and hear those who were there."),
    "decided": _("We know what happened and what we decide. Next we write our answer."),
    "responding": _("Our answer is being written. Before it leaves, somebody else checks it and signs it."),
    "answered": _("You have our answer. Tell us whether it is all right for you."),
    "closed": _("Nothing is left for us to do. If something is not right, tell us, and we look at it again."),
    "withdrawn": _("We do nothing more. If you change your mind, open it again."),
    "transferred": _("They decide now. What you told us and what we found out went with it."),
    "joined": _("We look at it together with your other complaint about the same, and answer you there."),
}
JOINED_TO_ANOTHERS = _("We look at it together with another complaint about the same, and answer there.")
WAITING = _("We have to wait for something before we can go on.")

SAID = {
    "complaint": _("You told us what happened."),
    "addition": _("You wrote to us."),
    "first_answer": _("We thanked you and told you the date by which you hear from us."),
    "question": _("We asked you something."),
    "news": _("We wrote to you how it stands."),
    "new_date": _("We told you a new date."),
    "passed_on": _("We wrote to you who decides now and how to reach them."),
    "remedy": _("We asked whether what we propose suits you."),
    "reply": _("You got our answer."),
    "survey": _("We asked whether it is all right now."),
    "other": _("We wrote to you."),
}

COMING = {
    "next_contact": _("You hear from us how it stands."),
    "interim": _("You hear from us how it stands."),
    "final": _("You get our written answer."),
    "remedy": _("What you agreed to is done."),
}
