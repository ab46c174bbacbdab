"""Which column means what, whatever the program that wrote the table called it."""

import re
from dataclasses import dataclass, field

Names = dict[str, tuple[str, ...]]
NAMES: Names = {
    "external_id": (
        "complaintid",
        "externalid",
        "caseid",
        "ticketid",
        "casenumber",
        "ticketnumber",
        "number",
        "id",
    ),
    "received": (
        "datereceived",
        "receivedat",
        "received",
        "createdat",
        "datecreated",
        "created",
        "datetime",
        "date",
        "timestamp",
    ),
    "closed": ("closedat", "dateclosed", "closed", "resolvedat", "dateresolved", "solvedat"),
    "sent": ("datesenttocompany",),
    "text": (
        "consumercomplaintnarrative",
        "consumercomplaint",
        "complaintnarrative",
        "narrative",
        "complainttext",
        "complaint",
        "description",
        "message",
        "body",
        "content",
        "text",
        "details",
    ),
    "subject": ("subject", "title", "summary"),
    "issue": ("issue",),
    "sub_issue": ("subissue",),
    "product": ("product", "category"),
    "sub_product": ("subproduct",),
    "response": ("companyresponsetoconsumer", "companyresponse"),
    "status": ("status", "stage"),
    "state": ("state",),
    "zip": ("zipcode", "zip", "postalcode", "postcode"),
    "via": ("submittedvia", "channel", "source"),
    "name": ("customername", "fullname", "consumername", "requestername", "customer", "name"),
    "email": ("email", "customeremail", "emailaddress", "mail"),
    "phone": ("phone", "customerphone", "phonenumber", "telephone"),
    "address": ("address", "postaladdress", "street"),
    "language": ("language", "lang"),
    "order_ref": ("orderref", "orderreference", "ordernumber", "orderid", "order"),
    "wish": ("wish", "desiredresolution", "desiredoutcome"),
}
_NOISE = re.compile(r"[\W_]+")
SPEAKS = ("text", "subject", "issue")


@dataclass
class Columns:
    """`places` maps a meaning to a column; `rest` are named columns kept beside the case as they stand."""

    places: dict[str, int] = field(default_factory=dict)
    rest: dict[str, int] = field(default_factory=dict)
    nameless: int = 0
    width: int = 0

    @property
    def speaks(self) -> bool:
        return any(meaning in self.places for meaning in SPEAKS)


def plain_name(name: str) -> str:
    """A column's name as the lists of names write it: small, letters and figures alone."""
    return _NOISE.sub("", name.casefold())


def columns_of(header: list[str], names: Names = NAMES) -> Columns:
    """The first column of a meaning has it; a later one of the same meaning is kept under its own name."""
    found = Columns(width=len(header))
    wanted = [plain_name(name) for name in header]
    meanings = {name: meaning for meaning, known in names.items() for name in known}
    for place, plain in enumerate(wanted):
        if not plain:
            found.nameless += 1
            continue
        meaning = meanings.get(plain)
        if meaning and _better(found, wanted, names[meaning], meaning, place):
            found.places[meaning] = place
    taken = set(found.places.values())
    for place, name in enumerate(header):
        if wanted[place] and place not in taken:
            found.rest.setdefault(name.strip()[:100], place)
    return found


def _better(found: Columns, wanted: list[str], known: tuple[str, ...], meaning: str, place: int) -> bool:
    """Of two columns of one meaning the one whose name stands earlier in the list."""
    if meaning not in found.places:
        return True
    order = known.index
    return order(wanted[place]) < order(wanted[found.places[meaning]])
