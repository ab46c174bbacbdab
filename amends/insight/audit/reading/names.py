"""What columns of tables and keys of reviews are called, as the programs write them that export them."""

from amends.channels.bulk.columns import Names, plain_name

NAMES: Names = {
    "id": ("tweetid", "messageid", "reviewid", "complaintid", "caseid", "ticketid", "postid", "id"),
    "in_reply_to": (
        "inreplyto",
        "inresponseto",
        "inresponsetotweetid",
        "inreplytostatusid",
        "inreplytoid",
        "parentid",
        "parent",
    ),
    "inbound": ("inbound", "isinbound", "fromcustomer"),
    "outbound": ("outbound", "isoutbound", "fromcompany", "isfromcompany", "isowner"),
    "direction": ("direction", "role", "sendertype", "authortype"),
    "author": ("authorid", "author", "sender", "from", "screenname", "username", "user"),
    "company": ("company", "companyname", "brand", "organisation", "organization", "firm", "business"),
    "branch": ("branch", "team", "locationname", "location", "store", "shop", "unit", "department", "outlet"),
    "customer": (
        "customername",
        "customer",
        "reviewername",
        "reviewer",
        "consumername",
        "consumer",
        "fullname",
        "authorname",
        "displayname",
        "name",
    ),
    "text": (
        "complaint",
        "complainttext",
        "consumercomplaintnarrative",
        "reviewtext",
        "review",
        "usercomment",
        "comment",
        "narrative",
        "message",
        "content",
        "body",
        "text",
        "description",
    ),
    "reply": (
        "reply",
        "replytext",
        "reviewreply",
        "companyreply",
        "ownerreply",
        "ownerresponse",
        "ownerresponsetext",
        "responsefromownertext",
        "businessresponse",
        "developercomment",
        "developerresponse",
        "publicresponse",
        "companyresponse",
        "companyspublicresponse",
        "ourreply",
        "responsetext",
        "response",
        "answer",
        "answertext",
    ),
    "received": (
        "receivedat",
        "received",
        "datereceived",
        "createdat",
        "created",
        "createtime",
        "reviewdate",
        "reviewedat",
        "publishedat",
        "publishedatdate",
        "writtenat",
        "datetime",
        "date",
        "timestamp",
        "time",
        "at",
        "lastmodified",
        "updatetime",
        "updatedat",
    ),
    "replied": (
        "repliedat",
        "replied",
        "answeredat",
        "answered",
        "respondedat",
        "responded",
        "replydate",
        "replytime",
        "responsedate",
        "responsetime",
        "responseat",
        "responsefromownerdate",
        "answerdate",
        "ownerresponsedate",
    ),
    "follow_up": ("followup", "nextmessage", "customerreply", "customersreply", "customerresponse"),
    "solved": ("solved", "resolved", "satisfied", "wassolved"),
    "language": ("language", "lang"),
}
MEANING = {name: meaning for meaning, names in NAMES.items() for name in names}
YES = frozenset(
    ["true", "yes", "y", "1", "solved", "resolved", "satisfied", "áno", "ano", "ja", "jā", "да", "da", "ใช่"]
)
NO = frozenset(
    [
        "false",
        "no",
        "n",
        "0",
        "unsolved",
        "unresolved",
        "unsatisfied",
        "open",
        "nie",
        "ne",
        "nē",
        "не",
        "nu",
        "ไม่",
    ]
)
COMPANY = frozenset(
    [
        "outbound",
        "out",
        "outgoing",
        "company",
        "agent",
        "owner",
        "business",
        "staff",
        "support",
        "brand",
        "employee",
    ]
)
CUSTOMER = frozenset(
    ["inbound", "in", "incoming", "customer", "user", "consumer", "client", "reviewer", "guest", "requester"]
)


def meaning_of(name: str) -> str:
    """Empty for a name nobody knows."""
    return MEANING.get(plain_name(name), "")


def truth(value: str) -> bool | None:
    word = value.strip().casefold()
    return True if word in YES else False if word in NO else None


def by_company(found: dict[str, str]) -> bool | None:
    """Who speaks, where one of the columns says so."""
    inbound = truth(found.get("inbound", ""))
    if inbound is not None:
        return not inbound
    outbound = truth(found.get("outbound", ""))
    if outbound is not None:
        return outbound
    word = found.get("direction", "").strip().casefold()
    return True if word in COMPANY else False if word in CUSTOMER else None
