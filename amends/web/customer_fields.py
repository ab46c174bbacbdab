"""Fields the customer's forms share. What is wrong is said with what to do; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from amends.channels.incoming import Attached
from amends.language.numbers import Count
from amends.language.safe_text import clean, is_blank, one_line

LONGEST_TEXT = 100_000
LONGEST_LINE = 300


class WordsField(forms.CharField):
    """Free words. Characters nobody can see count as nothing."""

    def __init__(self, *, empty: Any = "", rows: int = 5, **more: Any) -> None:
        self.empty = empty
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows, "dir": "auto"}))
        super().__init__(strip=False, **more)

    def to_python(self, value: Any) -> str:
        text = clean(str(value or ""))
        return "" if is_blank(text) else text.strip()

    def validate(self, value: str) -> None:
        if self.required and not value:
            raise forms.ValidationError(str(self.empty))
        if len(value) > LONGEST_TEXT:
            raise forms.ValidationError(
                gettext("This is longer than %(most)s characters. Attach the rest as a file.")
                % {"most": Count(LONGEST_TEXT, (get_language() or "en").split("-")[0])}
            )


class LineField(forms.CharField):
    """One line, such as a name."""

    def __init__(self, *, empty: Any = "", **more: Any) -> None:
        self.empty = empty
        more.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        text = one_line(clean(str(value or "")))
        return "" if is_blank(text) else text

    def validate(self, value: str) -> None:
        if self.required and not value:
            raise forms.ValidationError(str(self.empty))
        if len(value) > LONGEST_LINE:
            raise forms.ValidationError(
                gettext("Use at most %(most)s characters here.") % {"most": LONGEST_LINE}
            )


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files within the installation's limits."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        most = settings.FILES_PER_MESSAGE
        if len(files) > most:
            raise forms.ValidationError(
                ngettext("Choose at most %(most)s file.", "Choose at most %(most)s files.", most)
                % {"most": most}
            )
        if sum(file.size or 0 for file in files) > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(too_large())
        return files


def too_large() -> str:
    return gettext(
        "These files are larger than %(most)s together. Choose fewer or smaller ones; what you wrote is still here."
    ) % {"most": filesizeformat(settings.LARGEST_UPLOAD)}


def attached(files: Sequence[UploadedFile[Any]]) -> tuple[Attached, ...]:
    """The files as a door hands them in; an empty file says nothing and is kept all the same."""
    return tuple(
        Attached(file.name or gettext("file"), file.content_type or "application/octet-stream", file.read())
        for file in files
    )


def say_dropped(form: forms.Form, field: str = "attachments") -> None:
    """Put the refusal of too large files beside the field."""
    form.add_error(field, too_large())


CHOOSE_AGAIN = _("Your browser has let go of the files you chose. Choose them again.")
