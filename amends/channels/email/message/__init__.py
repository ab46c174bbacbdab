"""Reading one mail: `read(raw)` and `read_guarded(raw)`. Imports no Django, so that a command starts at once."""

from amends.channels.email.message.attachments import safe_name
from amends.channels.email.message.guard import read_guarded
from amends.channels.email.message.read import read
from amends.channels.email.message.shape import Address, Attachment, Limits, LoopHeaders, ReadMail

__all__ = ["Address", "Attachment", "Limits", "LoopHeaders", "ReadMail", "read", "read_guarded", "safe_name"]
