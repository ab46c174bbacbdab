"""An invented case, to show what a prepared text reads like before there is a real one."""

from datetime import date
from decimal import Decimal

from amends.language.dates import by_date, long_date, on_date
from amends.language.money import sum_of_money
from amends.people.queries import company

CAME, DUE = date(2026, 11, 16), date(2026, 11, 27)
SUM = Decimal(60)

# customer, point, who is competent, remedy, product, team, who signs, what they do
WORDS = {
    "en": (
        "Olivia Grant",
        "The table top arrived scratched",
        "Swift Parcels, 01632 960 410, claims@swift-parcels.example",
        "a new table top",
        "dining table Alder",
        "Customer care",
        "Emma Whitlock",
        "Complaints specialist",
    ),
    "sk": (
        "Zuzana Hrabovská",
        "Doska prišla poškriabaná",
        "Rýchly balík, 02/5555 0410, reklamacie@rychly-balik.example",
        "nová doska stola",
        "jedálenský stôl Jelša",
        "Starostlivosť o zákazníkov",
        "Peter Novák",
        "referent sťažností",
    ),
    "th": (
        "วิภาวรรณ ศรีสุวรรณ",
        "หน้าโต๊ะมีรอยขีดข่วน",
        "บริษัท พัสดุด่วน โทร. 02 555 0410 claims@swift-parcels.example",
        "หน้าโต๊ะแผ่นใหม่",
        "โต๊ะอาหารรุ่นอัลเดอร์",
        "ฝ่ายดูแลลูกค้า",
        "สมชาย รัตนะ",
        "เจ้าหน้าที่ดูแลข้อร้องเรียน",
    ),
    "lv": (
        "Līga Bērziņa",
        "Galda virsma saskrāpēta",
        "Ātrā paka, 67 555 041, pretenzijas@atra-paka.example",
        "jauna galda virsma",
        "pusdienu galds Alksnis",
        "Klientu apkalpošana",
        "Ilze Ozola",
        "sūdzību speciāliste",
    ),
    "bg": (
        "Мария Иванова",
        "Плотът пристигна надраскан",
        "Бърз колет, 02 555 0410, reklamacii@barz-kolet.example",
        "нов плот за масата",
        "маса за хранене Елша",
        "Грижа за клиента",
        "Георги Петров",
        "специалист по жалбите",
    ),
    "ro": (
        "Andreea Popescu",
        "Blatul a sosit zgâriat",
        "Colet Rapid, 021 555 0410, reclamatii@colet-rapid.example",
        "un blat nou",
        "masă Arin",
        "Relații cu clienții",
        "Ioana Dumitru",
        "specialist reclamații",
    ),
}


def sample_values(language: str) -> dict[str, str]:
    """A value for every variable, in a language; English words where there is no invented case in it."""
    names = ("customer_name", "point", "turn_to", "remedy", "product", "team", "signer", "signer_title")
    home = company()
    return {
        **dict(zip(names, WORDS.get(language, WORDS["en"]), strict=True)),
        "reference": "TRN-4KQ7-29",
        "received_date": long_date(CAME, language, weekday=False),
        "on_received_date": on_date(CAME, language),
        "promised_date": long_date(DUE, language),
        "by_promised_date": by_date(DUE, language),
        "amount": sum_of_money(SUM, home.currency, language),
        "order": "40217",
        "company": home.name or "Tern & Oak",
        "phone": home.phone or "+421 33 555 0148",
    }
