"""How complaints are taken and answered here, rendered from the very procedure the program keeps; and the logo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from amends.people import queries
from amends.people.models import Team
from amends.procedure import policy_words as say
from amends.procedure.moment import now
from amends.procedure.policy import Answerer, policy
from amends.web.public.ahead import rules
from amends.web.showing import show
from amends.web.speaking import in_their_language

ROWS = (say.ITEM, say.OPEN)  # set close, one under the other
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@in_their_language
@require_safe
def policy_page(request: HttpRequest) -> HttpResponse:
    company = queries.company()
    page = request.build_absolute_uri(reverse("public:complain"))
    who = Answerer(company.name, company.email, company.phone, company.address, page)
    calendar = (company.default_team or Team()).calendar
    on = calendar.local(now()).date()
    found = policy(queries.procedure(company), rules(company), calendar, on, who)
    sections = [
        (
            gettext(section.heading),
            [(one.say(gettext, ngettext), one.text in ROWS) for one in section.paragraphs],
        )
        for section in found
    ]
    return show(request, "public/policy.html", sections=sections, on=on)


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The company's logo. Only pictures that cannot run anything are served."""
    content = bytes(queries.company().logo or b"")
    kind = next((kind for start, kind in IMAGES.items() if content.startswith(start)), "")
    if not kind:
        raise Http404
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=3600"})
