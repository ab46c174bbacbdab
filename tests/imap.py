"""A mailbox's server in this process, as far as trying a mailbox asks of it."""

import socketserver
import threading
from typing import Any


class Imap(socketserver.ThreadingTCPServer):
    """Takes one password for every name, and knows the folders INBOX and Complaints."""

    allow_reuse_address = daemon_threads = True
    password, folders = "right", ("INBOX", "Complaints")

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Talk(socketserver.StreamRequestHandler):
    server: Imap

    def handle(self) -> None:
        self._say("* OK ready")
        while words := self.rfile.readline().decode().split():
            tag, command, rest = words[0], words[1].upper(), [w.strip('"') for w in words[2:]]
            answer: Any = getattr(self, f"_{command.lower()}", lambda _rest: ["OK done"])(rest)
            for line in answer[:-1]:
                self._say(f"* {line}")
            self._say(f"{tag} {answer[-1]}")
            if command == "LOGOUT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _capability(self, _rest: list[str]) -> list[str]:
        return ["CAPABILITY IMAP4rev1", "OK done"]

    def _login(self, rest: list[str]) -> list[str]:
        return ["OK in"] if rest[1] == self.server.password else ["NO [AUTHENTICATIONFAILED] wrong password"]

    def _select(self, rest: list[str]) -> list[str]:
        if rest[0] not in self.server.folders:
            return ["NO Mailbox does not exist"]
        return ["0 EXISTS", "OK [UIDVALIDITY 7] ok", "OK [UIDNEXT 1] ok", "OK [READ-WRITE] done"]

    def _list(self, _rest: list[str]) -> list[str]:
        return [*(f'LIST () "/" "{name}"' for name in self.server.folders), "OK done"]

    def _search(self, _rest: list[str]) -> list[str]:
        return ["SEARCH", "OK done"]

    _uid = _search
