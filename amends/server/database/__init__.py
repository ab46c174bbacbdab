"""Django's PostgreSQL, which asks a kept connection less often whether it still lives."""
