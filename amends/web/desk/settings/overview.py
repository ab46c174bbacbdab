"""The first page of the settings: what can be set, a sentence each."""

from django.http import HttpResponse

from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import settings_page, show_settings


@settings_page
def overview(request: DeskRequest) -> HttpResponse:
    return show_settings(request, "overview.html")
