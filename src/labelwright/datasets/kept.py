"""Samples that were read once, kept for further walks in a temporary file: no format reads as fast as its lines."""

from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from labelwright.core.exchange import Sample
from labelwright.datasets.files import scratch


class Watch(Protocol):
    """Sees the samples of a walk pass, `total` of them where that is known."""

    def __call__(self, doing: str, total: int | None, samples: Iterable[Sample]) -> Iterable[Sample]: ...


def unwatched(doing: str, total: int | None, samples: Iterable[Sample]) -> Iterable[Sample]:  # noqa: ARG001
    """No one looks."""
    return samples


class Kept:
    """All samples of a walk, again as often as wanted, but one walk at a time."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._file = scratch()
        encode = msgspec.json.Encoder().encode
        try:
            for sample in samples:
                self._file.write(encode(sample) + b"\n")
        except BaseException:
            self._file.close()
            raise

    def __iter__(self) -> Iterator[Sample]:
        decode = msgspec.json.Decoder(Sample).decode
        self._file.seek(0)
        for line in self._file:
            yield decode(line)

    def close(self) -> None:
        self._file.close()
