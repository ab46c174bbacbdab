import pytest
from django.db import connection


@pytest.mark.django_db
def test_a_test_gets_a_migrated_database() -> None:
    assert "django_migrations" in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_a_test_with_real_transactions_leaves_nothing_behind(again: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id int)")
    assert "left_behind" in connection.introspection.table_names()
