"""Under /my/: everything a customer reaches with the link to their own complaint."""

from django.urls import re_path
from django.urls.resolvers import URLPattern

from amends.web.portal import decisions, files, follow
from amends.web.portal.door import View

app_name = "portal"
LINK = r"^(?P<ref>[^/]{1,60})/(?P<code>[^/]{1,120})"
PK = r"(?P<pk>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"


def at(rest: str, view: View, name: str) -> URLPattern:
    """With or without a slash at the end: links are typed by hand too."""
    return re_path(f"{LINK}{rest}/?$", view, name=name)


urlpatterns = [
    at("", follow.follow, "follow"),
    at("/add", follow.add, "add"),
    at("/mood", follow.mood, "mood"),
    at("/remedy", decisions.remedies, "remedies"),
    at(f"/remedy/{PK}", decisions.remedy, "remedy"),
    at("/survey", decisions.survey, "survey"),
    at("/reopen", decisions.reopen, "reopen"),
    at("/withdraw", decisions.withdraw, "withdraw"),
    at(f"/file/{PK}", files.file, "file"),
]
