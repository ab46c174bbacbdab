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

handler400 = "amends.web.trouble.not_read"
handler403 = "amends.web.trouble.not_allowed"
handler404 = "amends.server.errors.not_found"
handler429 = "amends.web.trouble.too_often"  # asked for by what counts signing in and passwords
handler500 = "amends.server.errors.broken"
