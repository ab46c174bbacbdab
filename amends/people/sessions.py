"""Sessions in the database, as Django keeps them; the read every page begins with is a kept one."""

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from amends.journal.kept import kept


@kept
def _living(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


class SessionStore(InDatabase):
    """Only the look-up differs: Django has no public place for it."""

    def _get_session_from_db(self) -> Session | None:
        found = _living(self.session_key or "")
        if not found:
            self._session_key = None
        return found[0] if found else None
