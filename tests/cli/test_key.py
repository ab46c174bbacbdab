"""Keys from the command line."""

import pytest

from amends.cli import django_ready
from amends.cli.main import main
from amends.people.actions.keys import digest
from amends.people.models import ApiKey
from tests.cast import assemble


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_ready, "ready", lambda role="amends": None)


@pytest.mark.django_db
def test_key_is_shown_once_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    assemble()
    assert main(["key", "create", "shop", "--scope", "complaints:write", "--team", "workshop"]) == 0
    secret = capsys.readouterr().out.strip()
    key = ApiKey.objects.get(digest=digest(secret))
    assert key.team is not None and key.team.name == "Workshop"
    assert main(["key", "list"]) == 0
    listed = capsys.readouterr().out
    assert "shop" in listed and "in force" in listed and secret not in listed
    assert main(["key", "revoke", "shop"]) == 0
    assert main(["key", "revoke", "shop"]) == 1
    key.refresh_from_db()
    assert key.revoked_at is not None


@pytest.mark.django_db
def test_unknown_scope_and_team_are_refused_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assemble()
    assert main(["key", "create", "shop", "--scope", "everything"]) == 1
    assert "complaints:write" in capsys.readouterr().err
    assert main(["key", "create", "shop", "--scope", "complaints:read", "--team", "Nowhere"]) == 1
    assert "Workshop" in capsys.readouterr().err
    assert not ApiKey.objects.exists()
