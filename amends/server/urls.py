"""Where each address leads."""

from django.urls import include, path

from amends.api.contract import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/", include("amends.web.desk.urls")),
    path("my/", include("amends.web.portal.urls")),
    path("", include("amends.web.public.urls")),
]
