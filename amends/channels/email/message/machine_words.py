"""Words by which mail programs give themselves away, in the languages they speak."""

import re

# Local parts no person writes from. Postmaster is a person sometimes, so it is weighed lower.
DAEMON = re.compile(
    r"(?:mailer|mail|maildelivery|delivery|smtp|lmtp)[-_. ]?(?:daemon|deamon|dæmon)\b|mdaemon\b|"
    r"majordomo\b"
    r"|(?:bounces?|ndr|dsn)(?:[+=-]|$)|owner-|.*-(?:bounces?|owner)(?:\+|$)|autoreply\b|auto-reply\b|"
    r"listserv\b",
    re.IGNORECASE,
)
POSTMASTER = re.compile(
    r"post[-_.]?master\b|mail[-_.]?admin\b|.*_smtp_|imss\b|.*-admin$|email-?server\b", re.IGNORECASE
)
DAEMON_NAME = re.compile(
    r"mailer[- ]?daemon|mail(?:er)? delivery (?:sub)?system|mail administrator|internet mail delivery|"
    r"microsoft (?:outlook|exchange)|inter ?scan|mail delivery service|system administrator",
    re.IGNORECASE,
)

# Subjects nobody but a mail server writes.
BOUNCE_SUBJECT = re.compile(
    r"(?:"
    r"undelivered mail returned to sender|mail delivery failed: returning message to sender|"
    r"returned mail: |"
    r"mail delivery failed: |mail delivery system|delivery status notification ?\(|"
    r"delivery failure: user|"
    r"undeliverable mail: |undeliverable message: |delivery notification: |"
    r"warning: could not send message for|"
    r"mail system error ?[-:] ?returned mail|delayed mail \(still being retried|failure notice$|"
    r"warning: message [\w-]+ delayed|message status - undeliverable|non delivery notification|"
    r"non-delivery report|"
    r"undelivered: |mail delivery problem$|returned mail ?- |loop alert: |\[?fbl\]?: |"
    r"complaint about message from \d|"
    r"unzustellbar: |mail delivery failed \(|rückläufer: |nicht zustellbar: |non remis ?: |"
    r"échec de la remise|"
    r"no se puede entregar: |no entregado: |não entregue: |não é possível entregar|onbestelbaar: |"
    r"impossibile recapitare: |recapito non riuscito|niedostarczalne: |nie można dostarczyć: |"
    r"niedostarczone: |"
    r"nedoručiteľné: |nedoručené: |nedoručitelné: |не удается доставить: |недоставленное сообщение|"
    r"не доставлено: |"
    r"не вдалося доставити: |недоставено: |не може да бъде доставено: |nelivrabil: |nelivrat: |"
    r"nepiegādājams: |"
    r"nepiegādāts: |kan inte levereras: |ikke leveret: |kunne ikke leveres: |ei voi toimittaa: |"
    r"teslim edilemedi: |"
    r"kézbesíthetetlen: |ไม่สามารถส่ง|无法送达|无法投递|系统退信|配信できません|配信不能|メッセージを配信できません|"
    r"전달되지 못했|발송 실패"
    r")",
    re.IGNORECASE,
)
# Subjects a customer with a lost parcel may write as well.
MAYBE_BOUNCE_SUBJECT = re.compile(
    r"undeliver|not delivered|could ?n.t be delivered|could not be (?:delivered|sent)|"
    r"delivery (?:has )?fail|"
    r"failure notice|delivery (?:problem|error|status|warning|report|delay)|returned (?:mail|message)|"
    r"mail (?:system )?error|"
    r"delayed mail|has not yet been delivered|message (?:could not|not) |bounce|non ?delivery|rejected|"
    r"mailbox|"
    r"unzustellbar|zustell|nedoru|niedor|недостав|доставк|nelivr|nepieg|remise|recapito|entrega",
    re.IGNORECASE,
)
BOUNCE_BODY = re.compile(
    r"created automatically by (?:the )?mail delivery|automatically (?:created|generated) (?:by mail|"
    r"delivery status)|"
    r"automated message created by mail|this is the (?:mail system|postfix|qmail|\S+ mail agent|"
    r"mail delivery agent)|"
    r"hi\. (?:this is the|the mta)|could not be delivered to|"
    r"unable to deliver (?:your )?(?:the )?(?:following )?message|"
    r"deliver your message to the following|did not reach the following|did not reach some or all|"
    r"delivery has failed to these recipients|delivery to the following recipients? (?:has )?failed|"
    r"following address(?:es|\(es\))? (?:had|failed)|had (?:permanent |temporary )?(?:fatal |"
    r"non-fatal )?delivery (?:errors|problems)|"
    r"transcript of session follows|failed recipients|message not delivered to the following|"
    r"unable to deliver message|"
    r"the following message to <[^>]*> was undeliverable|was not delivered (?:to|within)|your (?:mail|"
    r"message) was not delivered|"
    r"delivery of email to this address|could not be delivered because|"
    r"below this line is a copy of the message|"
    r"wasn.t able to deliver the following message|invalid (?:final delivery userid|user address)|"
    r"requested action not taken|"
    r"error delivering your mail|generated following response|rcpt to generated following|"
    r"message generated response|"
    r"undeliverable to \S+@|sent <<< |does not like recipient|duplicated message-id|return receipt|"
    r"送信できませんでした|配信できません|自動的に生成して送信|自動生成された|无法(?:投递|送达)|无法发送到以下|送達できません",
    re.IGNORECASE,
)
SMTP_ANSWER = re.compile(
    r"(?<!\d)[45]\d\d[- ]#?[45]\.\d{1,2}\.\d{1,3}|\(#[45]\.\d\.\d\)|(?:said|reply|response|error|"
    r">>>):? ?[45]\d\d\b|"
    r"\bfinal-recipient: ?rfc|\breporting-mta:|\bdiagnostic-code:|\bsmtp error|user unknown|"
    r"unknown user|no such user|"
    r"mailbox (?:is )?(?:full|unavailable)|quota exceeded|host unknown|recipient address rejected|"
    r"unrouteable address|"
    r"^550 |action: (?:failed|delayed)",
    re.IGNORECASE | re.MULTILINE,
)
COPY_BELOW = re.compile(
    r"original message follows|copy of (?:the|your) (?:first part of the )?message|"
    r"^\s*received: ?(?:from|by) |"
    r"^\s*return-path: ?<|lines of your original message|message removed",
    re.IGNORECASE | re.MULTILINE,
)

AWAY_SUBJECT = re.compile(
    r"(?:"
    r"auto(?:matic)?[- ]?(?:mated )?(?:reply|response|respons)\b|autoreply|autoresponder|auto:|\[auto|"
    r"out of (?:the )?office|"
    r"out-of-office|ooo:|away from (?:my )?(?:mail|office|desk)|vacation (?:reply|notice|message|"
    r"response|alert)|on vacation:|i am away|"
    r"automatische antwort|abwesenheit|abwesenheitsnotiz|automatisch(?:e)? (?:antwoord|beantwoording)|"
    r"afwezigheid|"
    r"réponse automatique|réponse d'absence|absence du bureau|absent du bureau|respuesta automática|"
    r"fuera de (?:la )?oficina|"
    r"resposta automática|fora do escritório|ausência temporária|risposta automatica|fuori sede|"
    r"fuori ufficio|"
    r"automatická odpoveď|automatická odpověď|mimo kancelári|mimo kanceláře|neprítomnosť:|nepřítomnost:|"
    r"odpowiedź automatyczna|"
    r"automatyczna odpowiedź|autoodpowiedź|poza biurem|nieobecność w biurze|automatisk svar|autosvar|"
    r"automatiskt svar|"
    r"frånvaro|fravær|ikke på kontoret|automaattinen vastaus|poissa toimistosta|automaatvastus|"
    r"automātiskā atbilde|"
    r"automātiska atbilde|ārpus biroja|automatinis atsakymas|автоматичен отговор|извън офиса|"
    r"автоматический ответ|автоответ|"
    r"вне офиса|отсутствие на работе|автоматична відповідь|автовідповідь|răspuns automat|"
    r"raspuns automat|în afara biroului|"
    r"otomatik yanıt|ofis dışında|automatikus válasz|házon kívül|αυτόματη απάντηση|εκτός γραφείου|"
    r"ตอบกลับอัตโนมัติ|"
    r"การตอบกลับอัตโนมัติ|ไม่อยู่ที่สำนักงาน|自动回复|自動回覆|自動応答|不在通知|자동 응답|부재 중|الرد التلقائي|رد تلقائي|"
    r"תגובה אוטומטית|"
    r"automatski odgovor|samodejni odgovor|balasan otomatis|trả lời tự động"
    r")",
    re.IGNORECASE,
)
