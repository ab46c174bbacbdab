"""What each step is called on a button, and the sentence that says why it is there."""

from amends.language.marking import _

STEPS: dict[str, tuple[str, str]] = {
    "receive": (_("Take a complaint"), _("Every complaint is written down, whoever hears it.")),
    "join_duplicate": (_("Join to another complaint"), _("One matter is handled once; both texts are kept.")),
    "take_apart": (
        _("Take it apart again"),
        _("What was joined by mistake is answered by itself, and each customer reads only their own."),
    ),
    "split_into_points": (
        _("Write down the points"),
        _("Each thing the customer is unhappy with gets its own verdict and its own answer."),
    ),
    "assess": (
        _("Assess the complaint"),
        _("How the customer feels, what it is about, how serious it is, and which way it goes."),
    ),
    "assign": (
        _("Make somebody responsible"),
        _("One person answers for it, who had no part in what went wrong."),
    ),
    "escalate": (
        _("Pass it up"),
        _("What you cannot solve goes to somebody who can, with its whole history."),
    ),
    "hand_over": (
        _("Hand it over"),
        _("The next person sees everything and the customer tells nothing twice."),
    ),
    "ask_customer": (_("Ask the customer"), _("Ask only what helps, and say why you ask.")),
    "note": (_("Write a note"), _("Notes stay among colleagues; the team's discussion belongs here.")),
    "add_message": (_("Add a message"), _("What the customer adds belongs to the same complaint.")),
    "ask_statement": (_("Ask for a statement"), _("Hear those who were there before you judge.")),
    "give_statement": (
        _("Give a statement"),
        _("What happened, in the words of whoever was there. Nobody is blamed here."),
    ),
    "show_finding": (
        _("Show the finding"),
        _("A colleague sees what is found about them before it is final, and may reply."),
    ),
    "reply_to_finding": (_("Reply to the finding"), _("The reply is kept beside the finding.")),
    "decide_point": (_("Decide a point"), _("Justified or not, with the reason the customer will read.")),
    "reconsider_point": (
        _("Reconsider a point"),
        _("A verdict may change while the reply has not been sent."),
    ),
    "propose_remedy": (_("Propose a remedy"), _("Choose what puts it right for this customer.")),
    "approve_remedy": (_("Approve a remedy"), _("It is above what the colleague may grant alone.")),
    "answer_remedy": (
        _("Record the customer's answer"),
        _("The customer says whether the remedy suits them."),
    ),
    "carry_out_remedy": (_("Carry out the remedy"), _("Right the first time, and by the date promised.")),
    "promise": (_("Promise a date"), _("The customer knows by when they hear from us.")),
    "re_promise": (_("Move the promised date"), _("Say why and by when, best before the old date passes.")),
    "send_interim_news": (_("Send news"), _("No long silence, even without an answer.")),
    "tell_customer": (
        _("Tell the customer"),
        _("No mail carries this. Tell them by phone or post it, then say so here."),
    ),
    "pause": (_("Pause"), _("Say why, and when the customer hears from us next.")),
    "resume": (_("Continue"), _("The wait is over.")),
    "solve_on_the_spot": (
        _("Solved on the spot"),
        _("What can be solved at once is solved at once, and recorded."),
    ),
    "draft": (_("Write the reply"), _("One answer for each point, in the customer's language.")),
    "request_signature": (_("Ask for a signature"), _("A manager reads the reply before it leaves.")),
    "return_draft": (_("Return with a note"), _("Say what has to change before you sign.")),
    "sign": (_("Sign"), _("You sign exactly these words; any change takes the signature away.")),
    "send": (_("Send the reply"), _("It goes the way the customer chose.")),
    "record_satisfaction": (_("Record the customer's view"), _("Ask whether it is put right.")),
    "reopen": (_("Open again"), _("The customer is not satisfied, or something new came to light.")),
    "close": (_("Close"), _("The customer has the answer and nothing is left to do.")),
    "withdraw": (_("Withdraw"), _("It ends here, and no date is owed any more.")),
    "transfer": (
        _("Pass to another body"),
        _(
            "Somebody else decides and gets the file from you. The customer is told who, and how to reach them."
        ),
    ),
    "record_cause": (_("Record the cause"), _("The cause, not the symptom.")),
    "plan_corrective_action": (
        _("Plan a change"),
        _("What changes, who does it, by when, and how we will know."),
    ),
    "finish_corrective_action": (_("Finish the change"), _("Done means shown to work.")),
    "forget_customer": (_("Forget the customer"), _("Personal data goes, the record of the steps stays.")),
    "attach_file": (_("Attach a file"), _("Files are kept as they came.")),
    "record_responsibility": (
        _("Record who was responsible"),
        _("Seen only by those who may; never told to the customer by name."),
    ),
}
