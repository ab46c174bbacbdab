"""Words mail programs write around quotes, in the languages they write them in."""

import re

FROM = """
from|von|de|da|van|od|fra|från|lähettäjä|frá|saatja|no|nuo|от|од|від|от кого|de la|kimden|feladó|
küldő|από|ผู้ส่ง|จาก|发件人|寄件者|差出人|送信者|보낸 사람|보낸사람|من|מאת|odosielateľ|odesílatel|nadawca|remetente|
mittente|expéditeur|expediteur|expeditor|sūtītājs|siuntėjas|подател|отправитель|
відправник|pošiljatelj|pošiljalac|dari|từ|message du
"""
DATE = """
sent|date|gesendet|datum|envoyé|envoyé le|date d'envoi|fecha|enviado|enviado el|enviado em|
enviada em|enviada|data|inviato|inviato il|verzonden|odoslané|dátum|odesláno|wysłano|wysłane|
data wysłania|sendt|dato|skickat|lähetetty|päivämäärä|saadetud|kuupäev|nosūtīts|datums|išsiųsta|
изпратено|дата|отправлено|надіслано|дата і час|trimis|data trimiterii|gönderilen|gönderme|tarih|
gönderildi|elküldve|dátuma|küldés dátuma|στάλθηκε|ημερομηνία|ส่ง|ส่งเมื่อ|วันที่|发送时间|发送日期|日期|時間|
寄件日期|送信日時|日時|日付|보낸 날짜|날짜|تاريخ|التاريخ|נשלח|תאריך|poslano|dikirim|tanggal|đã gửi|ngày|poslato
"""
TO = """
to|an|à|a|para|aan|komu|do|til|till|vastaanottaja|saaja|kellele|kam|uz|adresāts|kam:|
gavėjas|до|кому|за|către|catre|la|kime|címzett|προς|ถึง|收件人|收件者|宛先|받는 사람|받는사람|إلى|אל|pre|adresát|
prejemnik|za|kepada|đến|destinataire|destinatario|destinatário|adresat|получател|получатель|
отримувач|primatelj|prima
"""
SUBJECT = """
subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|predmet|předmět|temat|emne|ämne|aihe|
teema|temats|tēma|tema|относно|тема|тема письма|subiect|konu|tárgy|θέμα|เรื่อง|หัวเรื่อง|主题|主題|主旨|
件名|제목|الموضوع|נושא|zadeva|naslov|perihal|subjek|chủ đề
"""
OTHER = """
cc|bcc|kopie|kópia|copie|copie à|copia|cópia|kopia|kopi|kopija|копия|копие|копія|скрытая копия|
สำเนา|抄送|副本|参照|참조|reply-to|antwort an|répondre à|responder a|rispondi a|risposta|odpovedať|
importance|wichtigkeit|priorita|attachments|anlagen|organization|ค:|ค่า|másolat|kópie|
másolatot kap|bilgi|kopio|kk|newsgroups|mail-followup-to
"""

# The verb at the end of an attribution line, or the verb before the writer's name.
WROTE = """
wrote|writes|has written|schrieb|hat geschrieben|a écrit|écrit|escribió|escribió lo siguiente|
ha escrito|escreveu|ha scritto|scrisse|scrive|schreef|het volgende geschreven|geschreven|napísal|
napísala|napísal\\(a\\)|píše|napísal/a|napsal|napsala|napsal\\(a\\)|napsal/a|napisał|napisała|
napisał\\(a\\)|napisał\\/a|pisze|skrev|skrifaði|kirjoitti|kirjutas|rakstīja|rakstija|raksta|
uzrakstīja|rašė|parašė|написа|пише|написал|написала|написал\\(а\\)|пишет|написав|написав\\(-ла\\)|
написав\\(ла\\)|a scris|a scris următoarele|scrie|yazdı|şunu yazdı|şunları yazdı|ezt írta|írta|
έγραψε|έγραψε:|เขียนว่า|เขียน|ได้เขียนว่า|写道|寫道|書きました|のメール|님이 작성|작성|씀|كتب|كتبت|‏כתב|כתב|כתבה|
je napisao|je napisala|je napisao/la|napisao je|napisala je|pisal|je napisal|je napisal/-a|menulis|
đã viết|viết
"""

ORIGINAL = """
original message|original appointment|original email|forwarded message|begin forwarded message|
reply message|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|
ursprungliche nachricht|message d'origine|message d’origine|message original|message transféré|
mail original|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|
messaggio originale|messaggio inoltrato|messaggio originario|oorspronkelijk bericht|
origineel bericht|doorgestuurd bericht|pôvodná správa|preposlaná správa|původní zpráva|
původní e-mail|přeposlaná zpráva|wiadomość oryginalna|oryginalna wiadomość|
treść przekazanej wiadomości|oprindelig meddelelse|original besked|videresendt meddelelse|
opprinnelig melding|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|
alkuperäinen viesti|edelleenlähetetty viesti|algne kiri|sākotnējais ziņojums|sākotnējā ziņa|
oriģinālais ziņojums|oriģinālā ziņa|pārsūtītā ziņa|pārsūtīts ziņojums|pradinis laiškas|
originalus laiškas|оригинално съобщение|първоначално съобщение|препратено съобщение|
исходное сообщение|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|
пересланное письмо|оригінальне повідомлення|вихідне повідомлення|переслане повідомлення|
mesaj original|mesajul original|mesaj redirecționat|mesaj redirectionat|mesaj transmis|özgün ileti|
orijinal mesaj|eredeti üzenet|továbbított üzenet|αρχικό μήνυμα|προωθημένο μήνυμα|ข้อความเดิม|
ข้อความต้นฉบับ|ข้อความที่ส่งต่อ|原始邮件|原始信件|原始郵件|邮件原件|转发邮件|轉寄郵件|
元のメッセージ|転送メッセージ|원본 메시지|원본 메일|
전달된 메시지|الرسالة الأصلية|הודעה מקורית|izvorna poruka|izvirno sporočilo|originalna poruka|pesan asli|
tin nhắn gốc|thư gốc
"""

FROM_A_DEVICE = """
sent from|sent with|sent via|sent by|get outlook for|gesendet von|gesendet mit|von meinem|envoyé de|
envoyé depuis|envoyé à partir de|télécharger outlook|enviado desde|enviado do|enviado de|
enviado a partir|obtener outlook|obter o outlook|inviato da|scarica outlook|verzonden vanaf|
verstuurd vanaf|verzonden met|verstuurd met|odoslané z|odoslané zo|poslané z|odesláno z|odesláno ze|
získat outlook|wysłane z|wysłano z|pobierz outlook|sendt fra|skickat från|lähetetty|saadetud|
nosūtīts no|sūtīts no|išsiųsta iš|изпратено от|изпратен от|отправлено с|отправлено из|отправлено от|
надіслано з|надіслано від|trimis de pe|trimis din|iphone'umdan|elküldve a|στάλθηκε από|ส่งจาก|发自我的|
從我的|发自|iphoneから送信|나의 iphone|تم الإرسال من|נשלח מה|poslano s|dikirim dari|yahoo mail|outlook for
"""


KINDS = {"from": FROM, "date": DATE, "to": TO, "subject": SUBJECT, "other": OTHER}


def words_of(table: str) -> list[str]:
    return [word.strip() for word in table.replace("\n", "").split("|") if word.strip()]


def alternatives(table: str) -> str:
    """The words as one pattern, longest first; those of verbs carry escapes of their own."""
    words = sorted(set(words_of(table)), key=lambda word: (-len(word), word))
    return "|".join(word.replace(" ", r"\s+") for word in words)


LABEL = {word: kind for kind, table in reversed(KINDS.items()) for word in words_of(table)}
VERB = re.compile(rf"(?<!\w)(?:{alternatives(WROTE)})(?!\w)", re.IGNORECASE)
# Thai, Chinese, Japanese and Korean write the verb without a blank before it.
VERB_LAST = re.compile(
    rf"(?:(?<!\w)|(?<=[\u0e00-\u9fff\uac00-\ud7af]))(?:{alternatives(WROTE)})"
    r"\s*(?:\([^()]{0,60}\))?\s*[:：]?[\s*_-]*$",
    re.IGNORECASE,
)
ORIGINALS = frozenset(words_of(ORIGINAL))
DEVICE_LINE = re.compile(rf"(?:{alternatives(FROM_A_DEVICE)})", re.IGNORECASE)
