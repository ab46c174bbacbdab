"""Every sentence the procedure shows, by the name used in the TOML file.

They stand here and not in the data because an extractor of sentences for translation does not read TOML;
loading a procedure checks that each name it uses has words.
"""

from amends.language.marking import _

STAGES = {
    "received": _("Received"),
    "assessed": _("Assessed"),
    "investigating": _("Being looked into"),
    "decided": _("Decided"),
    "responding": _("Reply being written"),
    "answered": _("Answered"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
    "transferred": _("Passed to another body"),
    "joined": _("Joined to another complaint"),
}

ROUTES = {
    "": _("Not chosen yet"),
    "on_the_spot": _("Solved on the spot"),
    "simple": _("Simple: one person can answer"),
    "complex": _("Complex: the team discusses it"),
}

ROLES = {
    "clerk": _("Clerk"),
    "handler": _("Handler"),
    "manager": _("Manager"),
    "quality": _("Quality"),
    "administrator": _("Administrator"),
    "auditor": _("Auditor"),
    "asked": _("The person asked for a statement"),
    "customer": _("The customer"),
    "system": _("The program"),
}

VERDICTS = {
    "justified": _("Justified"),
    "partly": _("Partly justified"),
    "not_justified": _("Not justified"),
    "not_ours": _("Not ours"),
}

STATES = {"calm": _("Calm"), "irritated": _("Irritated"), "aggressive": _("Aggressive")}

REMEDIES = {
    "fix": _("Put it right"),
    "redo": _("Do the work again"),
    "replacement": _("Replacement"),
    "repair": _("Repair"),
    "refund": _("Refund"),
    "discount": _("Discount"),
    "bonus": _("Bonus"),
    "free_service": _("Free service"),
    "gift": _("Gift"),
    "apology": _("Apology"),
    "explanation": _("Explanation"),
}

CLOCKS = {
    "first_answer": _("First answer"),
    "responsible": _("Somebody is responsible"),
    "next_contact": _("Next news"),
    "interim": _("Interim news"),
    "final": _("Reply"),
    "late_notice": _("Word that it takes longer"),
    "final_extended": _("Reply after word that it takes longer"),
    "summary_resolution": _("Settled early, short confirmation"),
    "statement": _("Statement"),
    "right_of_reply": _("Reply to a finding"),
    "remedy": _("Remedy carried out"),
    "satisfaction": _("Satisfaction check"),
    "body_reply": _("Answer to the outside body"),
    "go_to_body": _("Time to turn to the outside body"),
    "feedback": _("The customer's comment on the reply"),
    "keep_record": _("Record kept"),
}

EVENTS = {
    "received": _("from receipt"),
    "acknowledged": _("from the first answer"),
    "last_contact": _("from the last news"),
    "statement_asked": _("from the question"),
    "finding_shown": _("from the day the finding was shown"),
    "remedy_accepted": _("from the customer's yes"),
    "answered": _("from the reply"),
    "closed": _("from the day of closing"),
    "body_asked": _("from the outside body's question"),
}

NEEDS = {
    "assessed": _("The complaint has not been assessed yet."),
    "owner": _("Nobody is responsible for the complaint yet."),
    "has_points": _("No point has been written down yet."),
    "all_points_decided": _("A point has no verdict yet."),
    "statements_settled": _("A statement or a reply to a finding is still awaited."),
    "remedies_settled": _("The customer has not answered a proposed remedy yet."),
    "draft_complete": _("The reply does not answer every point yet."),
    "coach_clear": _("The coach found something in the reply that has to be changed or explained."),
    "signed": _("The reply is not signed."),
    "not_author": _("Whoever wrote the reply cannot sign it."),
    "remedies_done": _("An accepted remedy has not been carried out yet."),
    "reply_sent": _("The reply has not been sent."),
    "outcome": _("The outcome is not recorded."),
    "verdict_for_route": _("A complex complaint needs a statement and the team's verdict first."),
    "solved_on_the_spot": _("It is not recorded how it was solved on the spot."),
    "signature_requested": _("Nobody has been asked to sign yet."),
    "satisfaction_recorded": _("The customer has not said yet whether it is put right."),
    "customer_known": _("We do not know who the customer is; the formal procedure is never anonymous."),
}

REFUSALS = {
    "unknown": _("The procedure has no such step."),
    "forbidden": _("Your role does not allow this step."),
    "stage": _("This step is not possible at this stage."),
    "route": _("This step is not part of the chosen way."),
    "paused": _("The complaint is paused; continue it first."),
    "not_paused": _("The complaint is not paused."),
    "missing": _("Something is missing before this step."),
}

LETTER_ELEMENTS = {
    "decision": _("The decision"),
    "reasons": _("The reasons"),
    "every_point": _("An answer to every point"),
    "remedy": _("The remedy offered, with amount and date"),
    "why_late": _("Why it takes longer"),
    "new_date": _("The date by which we answer"),
    "outside_body": _("The outside body to turn to and how to reach it"),
    "body_deadline": _("How long the outside body can be turned to"),
    "stage": _("The stage the complaint has reached"),
    "definition": _("The complaint as we understood it"),
    "outstanding": _("What is still to be done"),
    "how_to_escalate": _("How to take it further"),
    "durable_medium": _("Sent so that the customer can keep it"),
    "resolution_type": _("How it was settled"),
    "defect_confirmation": _("Written confirmation that the defect was reported"),
    "register_number": _("The number in the register of complaints"),
}

PACKS = {
    "asic_rg271": _("ASIC RG 271 (Australia)"),
    "asic_rg271/superannuation": _("ASIC RG 271 (Australia): superannuation"),
    "asic_rg271/hardship": _("ASIC RG 271 (Australia): financial hardship"),
    "bulgaria": _("Bulgaria: consumer law"),
    "cfpb": _("CFPB complaint portal (United States)"),
    "fca_disp": _("FCA DISP 1 (United Kingdom)"),
    "fca_disp/payments": _("FCA DISP 1 (United Kingdom): payment services and electronic money"),
    "iso_10002": _("ISO 10002:2018"),
    "latvia": _("Latvia: consumer law"),
    "romania": _("Romania: consumer law"),
    "slovakia": _("Slovakia: consumer law"),
    "thailand": _("Thailand: banks and consumers"),
}
