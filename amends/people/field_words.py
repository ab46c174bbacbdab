"""What the journal calls the fields of a company, a team and a customer's card that were changed."""

from django.utils.translation import gettext_lazy as _

ADDRESS = {
    "name": _("Name"),
    "email": _("Email"),
    "phone": _("Phone"),
    "zone": _("Time zone"),
    "country": _("Country"),
}
OF_COMPANY = {
    **ADDRESS,
    "address": _("Address"),
    "website": _("Website"),
    "logo": _("Logo"),
    "colour": _("Colour"),
    "currency": _("Currency of remedies"),
    "languages": _("Languages you answer in"),
    "packs": _("Rules that bind you"),
    "default_team": _("Team for complaints that name none"),
    "feedback_wanted": _("Keep remarks without a name as feedback"),
    "keep_years": _("Keeping and forgetting"),
    "first_day_over": _("First day"),
    "coach_severities": _("The coach"),
    "embed_origins": _("On your website"),
    "procedure": _("Procedure and clocks"),
}
OF_TEAM = {
    **ADDRESS,
    "subdivision": _("Part of the country"),
    "hours": _("Opening hours"),
    "extra_closed": _("Also closed on"),
    "extra_open": _("Open all the same on"),
    "active": _("In use"),
}
OF_CUSTOMER = {
    "full_name": _("Full name"),
    "kind": _("Person or organisation"),
    "language": _("Language"),
    "preferred_channel": _("Answered by"),
    "between": _("Told between first answer and reply"),
    "address": _("Address"),
    "likes": _("What they like as a remedy"),
    "notes": _("Notes"),
    "contacts": _("How to reach them"),
}
