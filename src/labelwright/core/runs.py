"""Masks as files of other tools write them: COCO's and CVAT's run lengths, Label Studio's brush.

Each has its way out of a `Mask` and its way back. What cannot be read raises `Invalid` with one sentence; a mask
without a single pixel comes back as None.
"""

from collections.abc import Iterator, Sequence

from labelwright.core.errors import Invalid
from labelwright.core.geometry.edges import (
    Edges,
    Run,
    counts_of_edges,
    edges_of_counts,
    edges_of_runs,
    runs_of,
    transposed,
)
from labelwright.core.geometry.raster import AREA_MAX, SIDE_MAX
from labelwright.core.views import Mask

_COCO_ZERO = 48
_RUN_BITS = (3, 4, 8, 16)
_CHANNELS = 4


def edges_of_mask(mask: Mask) -> Edges:
    return edges_of_counts(mask.x, mask.y, mask.width, mask.counts)


def mask_of_edges(edges: Edges) -> Mask | None:
    return Mask(*counts_of_edges(edges)) if edges else None


def to_columns(mask: Mask, width: int, height: int) -> list[int]:
    """COCO's run lengths: zeros first, column by column over the whole picture. What lies outside is left out."""
    rows = ((y, max(start, 0), min(end, width)) for y, start, end in runs_of(edges_of_mask(mask)))
    columns = transposed([(y, start, end) for y, start, end in rows if 0 <= y < height and start < end])
    return list(_joined(columns, height, width * height))


def from_columns(counts: Sequence[int], width: int, height: int) -> Mask | None:
    """The mask of COCO's run lengths of a whole picture."""
    _cover(counts, width, height)
    columns = runs_of(edges_of_counts(0, 0, height, counts))
    return mask_of_edges(edges_of_runs(transposed(columns)))


def compress(counts: Sequence[int]) -> str:
    """COCO's short form: each run less the one two before, five bits a sign, lowest first (cocoapi, maskApi.c)."""
    signs: list[str] = []
    for i, count in enumerate(counts):
        rest = count - counts[i - 2] if i > 2 else count
        more = True
        while more:
            group, rest = rest & 31, rest >> 5
            more = rest != (-1 if group & 16 else 0)
            signs.append(chr(_COCO_ZERO + group + 32 * more))
    return "".join(signs)


def decompress(text: str) -> list[int]:
    """The run lengths of COCO's short form."""
    counts: list[int] = []
    value = shift = 0
    for sign in text:
        group = ord(sign) - _COCO_ZERO
        if not 0 <= group < 64:
            raise Invalid(f"The run lengths hold “{sign}”, which COCO's short form does not use.")
        value |= (group & 31) << shift
        shift += 5
        if group & 32:
            continue
        if group & 16:
            value -= 1 << shift
        counts.append(value + counts[-2] if len(counts) > 2 else value)
        value = shift = 0
    if shift:
        raise Invalid("The run lengths break off in the middle of a number.")
    return counts


def to_box_tail(mask: Mask) -> list[int]:
    """CVAT's points of a mask: row-major run lengths, then left, top, right and bottom, the last pixels included."""
    return [*mask.counts, mask.x, mask.y, mask.x + mask.width - 1, mask.y + mask.height - 1]


def from_box_tail(points: Sequence[float]) -> Mask | None:
    """The mask of CVAT's points."""
    numbers = [int(point) for point in points]
    if len(numbers) < 5 or any(number != point for number, point in zip(numbers, points, strict=True)):
        raise Invalid("A mask of CVAT is a list of whole numbers that ends with its box.")
    *counts, left, top, right, bottom = numbers
    return from_rows(counts, left, top, right - left + 1, bottom - top + 1)


def from_rows(counts: Sequence[int], x: int, y: int, width: int, height: int) -> Mask | None:
    """The mask of row-major run lengths in any box, such as CVAT's XML gives, brought to its tight box."""
    _cover(counts, width, height)
    return mask_of_edges(edges_of_counts(x, y, width, counts))


def to_brush(mask: Mask, width: int, height: int) -> list[int]:
    """Label Studio's bytes of a mask: runs of the four channels of every pixel, as bits (thi.ng/rle-pack)."""
    rows = ((y, max(start, 0), min(end, width)) for y, start, end in runs_of(edges_of_mask(mask)))
    within = [(y, start, end) for y, start, end in rows if 0 <= y < height and start < end]
    bits = [f"{width * height * _CHANNELS:032b}", f"{8 - 1:05b}", *(f"{size - 1:04b}" for size in _RUN_BITS)]
    for i, count in enumerate(_joined(within, width, width * height)):
        bits += _brush_runs(count * _CHANNELS, 255 * (i % 2))
    text = "".join(bits)
    text += "0" * (8 - len(text) % 8)
    return list(int(text, 2).to_bytes(len(text) // 8, "big"))


def from_brush(data: Sequence[int], width: int, height: int) -> Mask | None:
    """The mask of Label Studio's bytes: the pixels whose last channel is not 0."""
    try:
        raw = bytes(data)
    except (TypeError, ValueError) as error:
        raise Invalid("A brush of Label Studio is a list of bytes.") from error
    counts: list[int] = []
    reached = position = 0
    for length, value in _brush_values(raw):
        # Of pixel p the last channel is value 4p + 3, so as many pixels as end before a value have theirs before it.
        begin, end = position // _CHANNELS, (position + length) // _CHANNELS
        position += length
        if value and begin < end:
            counts += (begin - reached, end - begin)
            reached = end
    if position != width * height * _CHANNELS:
        raise Invalid(
            f"The brush covers {position // _CHANNELS} pixels, but the picture has {width * height}."
        )
    return mask_of_edges(edges_of_counts(0, 0, width, counts))


def _joined(runs: Sequence[Run], width: int, total: int) -> Iterator[int]:
    """The run lengths, zeros first, of runs in lines of `width` pixels, `total` pixels in all."""
    reached = length = 0
    for line, start, end in runs:
        first = line * width + start
        if first > reached or not length:
            if length:
                yield length
            yield first - reached
            length = 0
        length += end - start
        reached = first + end - start
    if length:
        yield length
    if reached < total or not length:
        yield total - reached


def _cover(counts: Sequence[int], width: int, height: int) -> None:
    if not (0 <= width <= SIDE_MAX and 0 <= height <= SIDE_MAX and width * height <= AREA_MAX):
        raise Invalid(f"A mask cannot be {width} × {height} pixels.")
    if any(count < 0 for count in counts):
        raise Invalid("A run of the mask is shorter than nothing.")
    if sum(counts) != width * height:
        raise Invalid(f"The runs of the mask cover {sum(counts)} pixels, but its frame has {width * height}.")


def _brush_runs(count: int, value: int) -> Iterator[str]:
    """The bits of a run: whether it repeats, which of the four sizes its length has, the length less one, the value."""
    while count:
        length = min(count, 1 << _RUN_BITS[-1])
        index = next(i for i, bits in enumerate(_RUN_BITS) if length <= 1 << bits)
        repeats = length > 1
        yield f"{repeats:b}{index:02b}{length - 1:0{_RUN_BITS[index]}b}{value:08b}"
        count -= length


def _brush_values(data: bytes) -> Iterator[tuple[int, int]]:
    """The runs of a brush as (length, value)."""
    bits = f"{int.from_bytes(data, 'big'):0{len(data) * 8}b}" if data else ""
    at = 0

    def take(size: int) -> int:
        nonlocal at
        if at + size > len(bits):
            raise Invalid("The brush breaks off.")
        at += size
        return int(bits[at - size : at], 2)

    left, word = take(32), take(5) + 1
    sizes = [take(4) + 1 for _ in _RUN_BITS]
    while left > 0:
        repeats = take(1)
        length = take(sizes[take(2)]) + 1
        if length > left:
            raise Invalid("The brush holds more pixels than it says.")
        left -= length
        if repeats:
            yield length, take(word)
        else:
            for _ in range(length):
                yield 1, take(word)
