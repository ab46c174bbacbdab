"""B201 asks whose deed is regretted: an apology for one's own is honest, regret about the customer's mind is none."""

import pytest

from amends.coach import read

OWN_DEED = {
    "en": [
        "We regret that our plumber flooded your cellar.",
        "I am sorry I put your letter in the wrong tray.",
        "We are sorry to have sent the twins to different classes.",
        "We regret that we let the milk go sour before it reached you.",
        "Sorry for sending the bill to your old flat.",
    ],
    "sk": [
        "Mrzí nás, že sme pokosili aj Váš záhon.",
        "Ľutujem, že som Vám dal nesprávny kľúč.",
        "Je nám ľúto, že naša recepčná prebudila Vaše dieťa.",
        "Mrzí ma, že som Vašu žiadosť založil k inému spisu.",
    ],
    "th": [
        "เราเสียใจที่เราลืมเติมน้ำมันให้รถของคุณ",
        "ทางร้านเสียใจที่พนักงานทำแว่นของคุณตก",
        "ดิฉันขอโทษที่ปล่อยให้ข้าวของคุณเย็นชืด",
    ],
    "lv": [
        "Mums žēl, ka sabojājām Jūsu mēteli.",
        "Man žēl, ka es pārpratu Jūsu pasūtījumu.",
        "Nožēlojam, ka aizvedām Jūsu dīvānu uz nepareizo māju.",
    ],
    "bg": [
        "Съжаляваме, че изгубихме Вашата чанта.",
        "Съжалявам, че не Ви отворих вратата навреме.",
        "Съжаляваме, че нашият майстор надраска пода.",
    ],
    "ro": [
        "Ne pare rău că am rătăcit geanta dumneavoastră.",
        "Regretăm că instalatorul nostru a spart faianța.",
        "Îmi pare rău că nu am trimis factura la timp.",
    ],
}
MIND_OF_THE_CUSTOMER = {
    "en": [
        "I regret that our plumber seemed careless to you.",
        "We are sorry that you feel we let you down.",
        "Sorry if we sent the bill to the wrong flat.",
    ],
    "sk": ["Mrzí nás, že ste mali pocit, že sme Vás nechali čakať.", "Mrzí nás, ak sme Vám pokosili záhon."],
    "th": ["เสียใจที่คุณรู้สึกว่าเราส่งช้า", "ขออภัยหากเราส่งช้า"],
    "lv": ["Mums žēl, ka Jums šķita, ka mēs Jūs neuzklausījām.", "Atvainojamies, ja sabojājām Jūsu mēteli."],
    "bg": [
        "Съжаляваме, че сте останали с впечатление, че Ви пренебрегнахме.",
        "Съжаляваме, ако изгубихме чантата.",
    ],
    "ro": ["Ne pare rău că aveți impresia că v-am ignorat.", "Ne pare rău dacă am rătăcit geanta."],
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang in OWN_DEED for text in OWN_DEED[lang]])
def test_regret_about_ones_own_deed_is_an_apology(lang: str, text: str) -> None:
    assert [found.code for found in read(text, lang) if found.code == "B201"] == []


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang in MIND_OF_THE_CUSTOMER for text in MIND_OF_THE_CUSTOMER[lang]]
)
def test_regret_about_what_the_customer_feels_or_supposes_is_none(lang: str, text: str) -> None:
    assert "B201" in {found.code for found in read(text, lang)}
