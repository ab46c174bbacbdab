"""The languages by name: as their speakers write it, and as English texts do."""

# As a speaker of the language writes it on a button.
OWN_NAMES = {
    "en": "English",
    "sk": "Slovenčina",
    "th": "ไทย",
    "lv": "Latviešu",
    "bg": "Български",
    "ro": "Română",
}

ENGLISH_NAMES = {
    "en": "English",
    "sk": "Slovak",
    "th": "Thai",
    "lv": "Latvian",
    "bg": "Bulgarian",
    "ro": "Romanian",
}
