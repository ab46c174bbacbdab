"""What the employees of the demonstration write."""

ESSENCE = {
    2: "The parcel came ten days late and nobody said so.",
    3: "The goods arrived damaged.",
    4: "The same order was charged twice.",
    5: "A promised refund did not come.",
    7: "Nobody answered the telephone for fifty minutes.",
    9: "A repair under warranty was refused.",
    13: "Personal data was sent to somebody else.",
    15: "Invoices keep coming after the contract was ended.",
    16: "Something other than ordered was delivered.",
    18: "The application fails at sign-in.",
}
REASONS = {
    "justified": "The records show that it happened as the customer says.",
    "partly": "The delay is ours; the damage happened after delivery.",
    "not_justified": "The terms agreed on were kept, as the delivery note shows.",
    "not_ours": "The carrier is responsible for this part.",
}
REMEDIES = {
    "discount": "Off the next order",
    "free_service": "The next delivery free of charge",
    "refund": "Part of the price back",
    "repair": "Repaired at home",
    "replacement": "A new one, brought to the door",
}
REPLIES = {
    "en": {
        "opening": "Dear {name},\n\nThank you for writing to us. Your letter shows us where our delivery fails.\n\nWe apologise that we let this happen.",
        "answer": "We looked into it: the release note was missing, so your order stayed a day longer with us. We have put this right and confirmed it with the warehouse.",
        "prevention": "From now on the note is printed with every part of an order.",
        "closing": "Does this suit you? You can reach me any working day.\n\nEmma Whitlock\nTern & Oak, customer care",
    },
    "sk": {
        "opening": "Vážená zákazníčka, vážený zákazník {name},\n\nďakujeme, že ste nám napísali. Váš list nám ukázal, kde naše doručovanie zlyháva.\n\nOspravedlňujeme sa Vám, že sme to dopustili.",
        "answer": "Preverili sme to: chýbal výdajový lístok, preto Vaša objednávka zostala u nás o deň dlhšie. Napravili sme to a potvrdili so skladom.",
        "prevention": "Odteraz sa lístok tlačí ku každej časti objednávky.",
        "closing": "Vyhovuje Vám to takto? Zastihnete ma každý pracovný deň.\n\nPeter Novák\nTern & Oak, starostlivosť o zákazníkov",
    },
    "th": {
        "opening": "เรียนคุณ{name}\n\nขอบคุณที่เขียนถึงเรา จดหมายของคุณทำให้เราเห็นจุดบกพร่องในการจัดส่ง\n\nเราขออภัยที่ปล่อยให้เรื่องนี้เกิดขึ้น",
        "answer": "เราตรวจสอบแล้ว พบว่าใบปล่อยสินค้าขาดหายไป คำสั่งซื้อของคุณจึงค้างอยู่กับเรานานขึ้นหนึ่งวัน เราแก้ไขแล้วและยืนยันกับคลังสินค้าแล้ว",
        "prevention": "ต่อจากนี้เราจะพิมพ์ใบปล่อยสินค้าให้ทุกส่วนของคำสั่งซื้อ",
        "closing": "คำตอบนี้เหมาะสมกับคุณหรือไม่ ติดต่อเราได้ทุกวันทำการ\n\nสมชาย รัตนะ\nTern & Oak ฝ่ายดูแลลูกค้า",
    },
    "lv": {
        "opening": "Labdien, {name}!\n\nPaldies, ka Jūs mums rakstījāt. Jūsu vēstule parādīja, kur mūsu piegāde klibo.\n\nAtvainojamies, ka tā notika.",
        "answer": "Mēs to pārbaudījām: trūka izsniegšanas lapas, tāpēc Jūsu pasūtījums pie mums palika dienu ilgāk. Esam to novērsuši un saskaņojuši ar noliktavu.",
        "prevention": "Turpmāk lapu drukājam katrai pasūtījuma daļai.",
        "closing": "Vai Jums tas der? Esmu sasniedzama katru darba dienu.\n\nIlze Ozola\nTern & Oak, piegāde",
    },
    "bg": {
        "opening": "Здравейте, {name},\n\nБлагодарим Ви, че ни писахте. Писмото Ви ни показа къде доставката ни не работи.\n\nИзвиняваме се, че допуснахме това.",
        "answer": "Проверихме: липсвал е документът за издаване и поръчката Ви е останала при нас един ден повече. Поправихме го и го потвърдихме със склада.",
        "prevention": "Отсега нататък документът се печата за всяка част от поръчката.",
        "closing": "Устройва ли Ви това? Можете да се свържете с мен всеки работен ден.\n\nГеорги Петров\nTern & Oak, сервиз",
    },
    "ro": {
        "opening": "Bună ziua, {name},\n\nVă mulțumim că ne-ați scris. Scrisoarea dumneavoastră ne-a arătat unde greșește livrarea noastră.\n\nNe cerem scuze că am lăsat să se întâmple.",
        "answer": "Am verificat: lipsea nota de eliberare, așa că a stat comanda la noi o zi în plus. Am îndreptat lucrul acesta și l-am confirmat cu depozitul.",
        "prevention": "De acum înainte nota se tipărește pentru fiecare parte a comenzii.",
        "closing": "Vă convine așa? Mă găsiți în orice zi lucrătoare.\n\nIoana Dumitru\nTern & Oak",
    },
}
