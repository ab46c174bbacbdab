"""For machines that watch: does the installation answer, and how is it."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from amends.cases import queries as cases
from amends.channels import queries as channels
from amends.journal import queries as journal
from amends.procedure.moment import now
from amends.web.callers import is_this_machine

_JOBS = "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while pages and database answer, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True})


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus' text form, read from the database so that every process says the same."""
    if not _may_read(request):
        return HttpResponse(
            "Only from this machine, or with the token.\n", status=403, content_type="text/plain"
        )
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    return is_this_machine(request) or bool(token and hmac.compare_digest(given.encode(), token.encode()))


class Figures(Collector):
    """Counted when asked for; no process keeps anything."""

    def collect(self) -> Iterator[Metric]:
        by_stage = GaugeMetricFamily("amends_complaints_open", "Open complaints by stage", labels=["stage"])
        for stage, count in cases.open_by_stage().items():
            by_stage.add_metric([stage], count)
        yield by_stage
        yield GaugeMetricFamily(
            "amends_promises_overdue", "Promises to customers not kept in time", cases.overdue_promises(now())
        )
        deliveries = GaugeMetricFamily(
            "amends_deliveries", "Messages not yet with the customer", labels=["state"]
        )
        for state, count in channels.deliveries_by_state().items():
            deliveries.add_metric([state], count)
        yield deliveries
        yield GaugeMetricFamily(
            "amends_journal_unsealed", "Entries waiting for the sealer", journal.unsealed()
        )
        yield CounterMetricFamily("amends_journal_sealed", "Entries in the journal's chain", journal.sealed())
        waiting, failed = _jobs()
        yield GaugeMetricFamily("amends_jobs_waiting", "Background jobs waiting", waiting)
        yield GaugeMetricFamily("amends_jobs_failed", "Background jobs that failed", failed)


def _jobs() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        waiting, failed = cursor.fetchone()
    return waiting, failed
