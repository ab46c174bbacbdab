"""Which piece of the help belongs to which page of the desk (M34): one line a page, held against the texts by a test."""

from amends.web.desk import help_text

# By the name of the page's address: the piece of docs/using, and the anchor within it.
PAGES: dict[str, str] = {
    "today": "#the-day-at-the-desk",
    "kept": "#the-day-at-the-desk",
    "team": "#your-team",
    "day_words": "#dates",
    "palette": "#go-to",
    "complaints": "lists",
    "export": "lists#export",
    "list_look": "lists#columns-and-spacing",
    "hand_over_many": "lists#several-at-once",
    "filters": "lists#saved-filters",
    "save_filter": "lists#saved-filters",
    "filter_act": "lists#saved-filters",
    "search": "lists#search",
    "glance": "lists#looking-without-leaving",
    "promises": "#promises",
    "to_tell": "complaint#without-a-mail-address",
    "improve": "#improve",
    "insight": "insight",
    "insight_csv": "insight",
    "response_audit": "response-audit",
    "response_audit_file": "response-audit",
    "me": "#my-settings",
    "absence": "away",
    "absence_of": "away",
    "absence_end": "away",
    "new": "#on-the-phone",
    "known": "#on-the-phone",
    "guide_words": "#on-the-phone",
    "new_coach": "#on-the-phone",
    "put_aside": "#mail-put-aside",
    "put_aside_original": "#mail-put-aside",
    "put_aside_act": "#mail-put-aside",
    "sign": "complaint#sign",
    "sign_one": "complaint#sign",
    "letter_pdf": "complaint#sign",
    "customer": "#customers",
    "customer_act": "#customers",
    "case": "complaint",
    "similar": "#similar-complaints",
    "case_changed": "#two-at-once",
    "here": "together#who-else-is-here",
    "case_journal": "complaint#journal",
    "case_files": "copies",
    "file": "#files",
    "file_look": "#files",
    "file_drawing": "#files",
    "case_copies": "copies",
    "case_copy_take": "copies",
    "case_redacting": "copies#a-redacted-copy",
    "undo": "together#undo",
    "mention": "#notes",
    "reply": "complaint#reply",
    "reply_meanwhile": "together#two-in-one-reply",
    "reply_texts": "texts",
    "reply_act": "complaint#reply",
    "reply_block": "complaint#reply",
    "coach_act": "coach",
    "coach_asked": "coach",
    "style": "settings#parts-and-their-states",
    "help": "",
    "help_piece": "",
    "help_picture": "",
}

# Pages of the settings, by what they are about.
_SETTINGS: dict[str, tuple[str, ...]] = {
    "settings": ("settings",),
    "settings#first-day": ("settings_first_day", "settings_first_day_over"),
    "settings#company": ("settings_company",),
    "settings#teams-and-calendars": ("settings_teams", "settings_team"),
    "settings#people-and-roles": (
        "settings_staff",
        "settings_invite",
        "settings_person",
        "settings_person_act",
    ),
    "settings#mail": (
        "settings_mailboxes",
        "settings_new_mailbox",
        "settings_try_out",
        "settings_mailbox",
        "settings_mailbox_act",
    ),
    "settings#procedure-and-clocks": ("settings_procedure",),
    "settings#remedies-and-limits": ("settings_remedies",),
    "settings#other-programs": (
        "settings_programs",
        "settings_new_key",
        "settings_revoke",
        "settings_new_webhook",
        "settings_webhook_act",
    ),
    "settings#keeping-and-forgetting": ("settings_retention", "settings_due"),
    "settings#on-your-website": ("settings_website", "settings_website_preview"),
    "settings#the-coachs-rules": ("settings_coach", "settings_coach_forget"),
    "texts": (
        "settings_texts",
        "settings_new_text",
        "settings_text_preview",
        "settings_text",
        "settings_text_act",
    ),
}
PAGES |= {page: place for place, pages in _SETTINGS.items() for page in pages}

# Steps on a complaint, by where complaint.md tells of them.
_STEPS: dict[str, tuple[str, ...]] = {
    "complaint#it-comes-in": ("join_duplicate", "attach_file"),
    "#notes": ("note",),
    "complaint#assess": ("assess", "solve_on_the_spot"),
    "complaint#points": ("add_point", "reword_point", "withdraw_point"),
    "complaint#who-answers-for-it": ("assign", "escalate", "hand_over"),
    "complaint#investigate": (
        "ask_customer",
        "ask_statement",
        "give_statement",
        "waive_statement",
        "show_finding",
        "reply_to_finding",
    ),
    "complaint#decide": ("decide_point", "reconsider_point"),
    "complaint#remedy": (
        "propose_remedy",
        "approve_remedy",
        "offer_remedy",
        "answer_remedy",
        "carry_out_remedy",
        "cancel_remedy",
    ),
    "complaint#keep-your-word": ("send_interim_news", "promise", "re_promise", "pause", "resume"),
    "complaint#without-a-mail-address": ("tell_customer",),
    "complaint#afterwards": (
        "record_satisfaction",
        "record_cause",
        "plan_corrective_action",
        "finish_corrective_action",
        "check_corrective_action",
        "record_responsibility",
    ),
    "complaint#ending": ("close", "reopen", "take_apart", "withdraw", "transfer"),
}
STEPS: dict[str, str] = {step: place for place, steps in _STEPS.items() for step in steps}


def place_of(page: str, step: str = "") -> str:
    """The piece and anchor of a page of that name; of a step where the page is that of one."""
    return STEPS.get(step, "complaint") if page == "case_verb" else PAGES.get(page, "")


def help_url(page: str, step: str = "") -> str:
    piece, _hash, anchor = place_of(page, step).partition("#")
    return help_text.address(piece, anchor)
