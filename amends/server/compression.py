"""Pages go out compressed: a list of fifty lines weighs 70 kB, which a slow phone waits a third of a second for."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """HTML alone: files and pictures are compressed already, and what is streamed stays a stream.

    What a page holds of secrets is not guessed from its length: Django masks its tokens anew for every page and adds up to a
    hundred random bytes to what it compresses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
