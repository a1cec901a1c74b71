"""Files on their way to the server, in chunks, taken up again where the line broke."""

import uuid
from collections.abc import Callable
from pathlib import Path

from labelwright.core.errors import Conflict, Unavailable
from labelwright.sdk.operation import M, Resource, operation
from labelwright.sdk.shapes import Upload
from labelwright.sdk.wire import Pause, Request, Steps

CHUNK = 8 * 1024 * 1024
TRIES = 5


class Uploads(Resource[M]):
    @operation
    def start(self, name: str, size: int) -> Steps[Upload]:
        """Announce a file of so many bytes."""
        key = {"Idempotency-Key": uuid.uuid4().hex}
        reply = yield Request("POST", "/uploads", json={"name": name, "size": size}, headers=key)
        return reply.read(Upload)

    @operation
    def get(self, upload_id: str) -> Steps[Upload]:
        """How far an upload has come."""
        return (yield Request("GET", f"/uploads/{upload_id}")).read(Upload)

    @operation
    def send(
        self,
        file: Path,
        upload_id: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        chunk: int = CHUNK,
    ) -> Steps[Upload]:
        """Send a file, or the rest of one whose upload was cut; `progress` is told bytes sent and in all."""
        size = file.stat().st_size
        if upload_id is None:
            key = {"Idempotency-Key": uuid.uuid4().hex}
            started = yield Request("POST", "/uploads", json={"name": file.name, "size": size}, headers=key)
            upload_id = started.read(Upload).id
        upload = (yield Request("GET", f"/uploads/{upload_id}")).read(Upload)
        failures = 0
        with file.open("rb") as stream:
            while upload.offset < size:
                stream.seek(upload.offset)
                try:
                    yield _patch(upload, stream.read(chunk))
                except (Unavailable, Conflict):
                    failures += 1
                    if failures == TRIES:
                        raise
                    yield Pause(0.2 * 2.0**failures)
                upload = (yield Request("GET", f"/uploads/{upload_id}")).read(Upload)
                if progress is not None:
                    progress(upload.offset, size)
        return upload


def _patch(upload: Upload, data: bytes) -> Request:
    headers = {"Upload-Offset": str(upload.offset), "Content-Type": "application/offset+octet-stream"}
    return Request("PATCH", f"/uploads/{upload.id}", body=data, headers=headers)
