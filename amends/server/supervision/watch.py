"""The loop of `amends up`: one thread that listens, starts again what died, and ends everything when told to."""

import http.client
import select
import signal
import time
from collections.abc import Callable
from types import FrameType

from amends.server.postgres import Cluster
from amends.server.postgres.places import mark
from amends.server.supervision.child import Child, sweep
from amends.server.supervision.plan import Plan, parts

TO_END = 7.0  # seconds the parts get before they are killed
Say = Callable[[str], None]


class Watch:
    """All parts of one installation. `cluster` is None where the database is somebody else's."""

    def __init__(self, plan: Plan, cluster: Cluster | None, say: Say) -> None:
        self.plan, self.cluster, self.say = plan, cluster, say
        self.mark = mark(plan.home)
        self.children = [Child(name, body) for name, body in parts(plan).items()]
        self.told_to_end = False
        self.ready = False
        self._looked_at = 0.0

    def run(self) -> int:
        """Until SIGINT or SIGTERM; a second one kills. The caller holds the lock."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self._end)
        for child in self.children:
            child.start()
        while not self.told_to_end:
            self._turn(0.2)
        self._finish()
        return 0

    def _end(self, _sign: int, _frame: FrameType | None) -> None:
        if self.told_to_end:
            sweep(self.mark)
        self.told_to_end = True

    def _turn(self, seconds: float) -> None:
        pipes = [child.pipe for child in self.children if child.pid]
        if pipes:
            select.select(pipes, [], [], seconds)
        else:
            time.sleep(seconds)
        for child in self.children:
            self._listen(child)
            if child.died() and not self.told_to_end:
                self.say(f"{child.name:<7} | ended; it is started again")
            if child.is_due() and not self.told_to_end:
                child.start()
        if time.monotonic() - self._looked_at > 0.5 and not self.told_to_end:
            self._looked_at = time.monotonic()
            self._look_after_database()
            self._look_for_page()

    def _listen(self, child: Child) -> None:
        for line in child.lines():
            self.say(f"{child.name:<7} | {line}")

    def _look_after_database(self) -> None:
        if self.cluster is not None and not self.cluster.is_running():
            self.say("PostgreSQL ended; it is started again.")
            try:
                self.cluster.start(self.say)
            except RuntimeError as error:
                self.say(str(error))

    def _look_for_page(self) -> None:
        if not self.ready and self._status() == 200:
            self.ready = True
            self.say(f"Amends is ready at {self.plan.url}")

    def _status(self) -> int:
        asked = http.client.HTTPConnection(self.plan.reachable, self.plan.port, timeout=2)
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            asked.close()

    def _finish(self) -> None:
        self.say("Ending.")
        for child in self.children:
            child.ask_to_end()
        until = time.monotonic() + TO_END
        while time.monotonic() < until and any(child.is_alive() for child in self.children):
            self._turn(0.1)
        for child in self.children:
            self._listen(child)
            child.kill()
        sweep(self.mark)
        if self.cluster is not None:
            self.cluster.leave()
        self.say("Amends has ended.")
