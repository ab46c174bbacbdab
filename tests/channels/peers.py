"""A real postfix and a real dovecot, each in a folder of its own, started for a test and stopped after it."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.installation import free_port

POSTFIX = shutil.which("postfix") or "/usr/sbin/postfix"
DOVECOT = shutil.which("dovecot") or "/usr/sbin/dovecot"


def needs(program: str, user: str) -> None:
    """Skip where the real server is not installed, or the test may not start it."""
    if not Path(program).exists():
        pytest.skip(f"needs {Path(program).name}, which is not installed here")
    if os.geteuid() != 0:
        pytest.skip(f"needs to start {Path(program).name} as root")
    try:
        pwd.getpwnam(user)
    except KeyError:
        pytest.skip(f"needs the account {user}")


def wait_for(port: int, seconds: float = 20) -> None:
    import socket

    deadline = time.time() + seconds
    while time.time() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")


class Postfix:
    """Takes mail for one domain and hands it on by LMTP."""

    def __init__(self, folder: Path, domain: str, lmtp_port: int) -> None:
        needs(POSTFIX, "postfix")
        self.port, self.config = free_port(), folder / "etc"
        spool, data = folder / "spool", folder / "data"
        for place in (self.config, spool, data):
            place.mkdir(parents=True)
        for place in (folder, *folder.parents):
            if place.stat().st_uid == 0 and str(place).startswith("/tmp/"):
                place.chmod(0o755)
        shutil.chown(data, "postfix")
        (self.config / "main.cf").write_text(
            f"""compatibility_level = 3.6
queue_directory = {spool}
data_directory = {data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.{domain}
mydestination =
relay_domains = {domain}
transport_maps = inline:{{{domain}=lmtp:inet:127.0.0.1:{lmtp_port}}}
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
maillog_file = {folder / "log"}
maillog_file_prefixes = {folder}
"""
        )
        (self.config / "master.cf").write_text(
            f"""127.0.0.1:{self.port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
        )
        self.log = folder / "log"
        self._run("start")
        wait_for(self.port)

    def _run(self, word: str) -> None:
        done = subprocess.run(
            [POSTFIX, "-c", str(self.config), word], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)

    def stop(self) -> None:
        self._run("stop")


class Dovecot:
    """One mailbox, read by IMAP; mail is put into it as a delivery agent would."""

    def __init__(self, folder: Path, user: str = "complaints", password: str = "secret") -> None:
        needs(DOVECOT, "dovecot")
        self.port, self.user, self.password = free_port(), user, password
        self.maildir = folder / "mail"
        for part in ("cur", "new", "tmp"):
            (self.maildir / part).mkdir(parents=True)
        for place in (folder, *folder.parents):
            if place.stat().st_uid == 0 and str(place).startswith("/tmp/"):
                place.chmod(0o755)
        owner = pwd.getpwnam("nobody")
        for place in (self.maildir, *self.maildir.iterdir()):
            os.chown(place, owner.pw_uid, owner.pw_gid)
        config = folder / "dovecot.conf"
        config.write_text(
            f"""protocols = imap
base_dir = {folder / "run"}
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
log_path = {folder / "log"}
first_valid_uid = 1
first_valid_gid = 1
default_internal_user = dovecot
default_login_user = dovenull
mail_location = maildir:{self.maildir}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={folder}
}}
service imap-login {{
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""
        )
        self.log = folder / "log"
        self.running = subprocess.Popen([DOVECOT, "-F", "-c", str(config)])
        wait_for(self.port)

    def deliver(self, raw: bytes) -> None:
        name = f"{time.time_ns()}.test"
        waiting = self.maildir / "tmp" / name
        waiting.write_bytes(raw)
        shutil.chown(waiting, "nobody")
        waiting.rename(self.maildir / "new" / name)

    def stop(self) -> None:
        self.running.send_signal(signal.SIGTERM)
        self.running.wait(10)
