"""The process in which costly mail is read: `python -m …child MEGABYTES`, mails in, what they say out."""

import pickle
import resource
import sys

from amends.channels.email.message.guard import SIZE
from amends.channels.email.message.read import read


def main() -> None:
    """Lives until the parent closes the pipe; the roof is set before the first foreign byte is read."""
    roof = int(sys.argv[1]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (roof, roof))
    while head := sys.stdin.buffer.read(SIZE.size):
        (size,) = SIZE.unpack(head)
        answer = pickle.dumps(read(sys.stdin.buffer.read(size)))
        sys.stdout.buffer.write(SIZE.pack(len(answer)))
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
