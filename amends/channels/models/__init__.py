"""The doors: mailboxes that are read, what came in, what goes out, and who is told by program."""

from amends.channels.models.inbox import Mailbox, Received, SetAside
from amends.channels.models.outbox import Delivery
from amends.channels.models.seals import MailedHead
from amends.channels.models.webhooks import Webhook, WebhookCall

__all__ = ["Delivery", "Mailbox", "MailedHead", "Received", "SetAside", "Webhook", "WebhookCall"]
