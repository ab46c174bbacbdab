"""The response audit (M37): how well a company, or several, or one's own branches, answer those who complain.

from amends.insight.audit import audit
from amends.insight.audit.reading import Reading, read_file
result = audit(read_file(path, Reading(zone="Europe/Bratislava")))

Nothing of it is stored: conversations live as long as the call, and a `Result` holds counts alone.
"""

from amends.insight.audit.comparing import audit
from amends.insight.audit.conversation import Conversation, Material, Said
from amends.insight.audit.result import Cell, Result, Row

__all__ = ["Cell", "Conversation", "Material", "Result", "Row", "Said", "audit"]
