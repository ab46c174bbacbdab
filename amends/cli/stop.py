"""How a command ends early with a sentence."""


class Stop(Exception):  # noqa: N818 - it ends a command, it is no fault in it
    """Ends a command with one sentence on the error stream and exit code 1."""
