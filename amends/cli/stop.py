"""How a command ends early with a sentence."""


class Stop(Exception):
    """Ends a command with one sentence on the error stream and exit code 1."""
