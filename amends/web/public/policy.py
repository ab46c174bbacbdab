"""How complaints are taken and answered here, rendered from the very procedure the program keeps; and the logo."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from amends.people import queries
from amends.people.models import Company, Team
from amends.procedure import policy_words as say
from amends.procedure.definition import Procedure
from amends.procedure.moment import now
from amends.procedure.policy import Answerer, Section, policy
from amends.web.public.ahead import rules
from amends.web.showing import show
from amends.web.speaking import in_their_language

ROWS = (say.ITEM, say.OPEN)  # set close, one under the other
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@in_their_language
@require_safe
def policy_page(request: HttpRequest) -> HttpResponse:
    company = queries.company()
    on = (company.default_team or Team()).calendar.local(now()).date()
    page = request.build_absolute_uri(reverse("public:complain"))
    found = policy_of(company, queries.procedure(company), on, page)
    sections = [
        (
            gettext(section.heading),
            [(one.say(gettext, ngettext), one.text in ROWS) for one in section.paragraphs],
        )
        for section in found
    ]
    return show(request, "public/policy.html", sections=sections, on=on)


def policy_of(company: Company, plan: Procedure, on: date, page: str) -> tuple[Section, ...]:
    """The company's policy under a version of its procedure; `page` is where one complains."""
    who = Answerer(company.name, company.email, company.phone, company.address, page)
    return policy(plan, rules(company), (company.default_team or Team()).calendar, on, who)


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The company's logo. Only pictures that cannot run anything are served."""
    content = bytes(queries.company().logo or b"")
    kind = next((kind for start, kind in IMAGES.items() if content.startswith(start)), "")
    if not kind:
        raise Http404
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=3600"})
