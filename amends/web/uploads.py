"""How much may be uploaded: beyond the limit a file is dropped on the way in, and everything typed still arrives."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class Limited(FileUploadHandler):
    """Stands first: once all files together pass the limit, no more of them reaches memory or disk."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.total += len(raw_data)
        if self.total > settings.LARGEST_UPLOAD:
            self.request.files_dropped = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def files_dropped(request: HttpRequest) -> bool:
    """Whether files were left out because together they were too large."""
    return bool(getattr(request, "files_dropped", False))
