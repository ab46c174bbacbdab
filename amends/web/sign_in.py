"""Signing in is for employees: by email, no accounts of one's own making."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import LoginForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amends.people.models import Staff


class SignIn(LoginForm):  # type: ignore[misc]
    """Labels say what a field is; the page has its own link for a forgotten password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An administrator adds accounts; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Links in mail lead to the public address, whatever host the request came by."""
        url: str = super().get_reset_password_from_key_url(key)
        path = "/" + url.split("/", 3)[-1] if "://" in url else url
        return f"{settings.PUBLIC_URL!s}{path}"


def password_link(request: HttpRequest, staff: Staff) -> str:
    """A link to set a password: good once, for settings.PASSWORD_RESET_TIMEOUT seconds, or until they sign in."""
    key = f"{user_pk_to_url_str(staff)}-{default_token_generator.make_token(staff)}"
    return str(get_adapter(request).get_reset_password_from_key_url(key))
