"""What people say to an assistant, written from a seed, with the intent and the entities that are truly in it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Entity:
    """Characters [start, end) of the text, in code points."""

    cls: str
    start: int
    end: int


@dataclass(frozen=True)
class Request:
    text: str
    intent: str
    entities: tuple[Entity, ...]


PLACES = (
    "Lyon",
    "Kraków",
    "São Paulo",
    "Cape Town",
    "Osaka",
    "Reykjavík",
    "Montréal",
    "Tromsø",
    "Valparaíso",
    "Hà Nội",
)
TIMES = (
    "tonight",
    "tomorrow at noon",
    "on Friday",
    "next Tuesday evening",
    "in two hours",
    "this weekend",
    "at 7:30 pm",
)
PEOPLE = ("two", "four", "six people", "my sister and me", "a party of nine")
RESTAURANTS = ("the Blue Fig", "Chez Amélie", "Noodle & Co", "La Pergola 🌿", "Tante Ilse", "Café Ørsted")
ARTISTS = ("Nina Simone", "Björk", "Fela Kuti", "Mercedes Sosa", "Dvořák", "Sigur Rós", "Miriam Makeba")
GENRES = ("cool jazz", "fado", "something for running", "baroque", "quiet piano music")
AMOUNTS = ("fifty euros", "120 zł", "$35", "two hundred kronor")
PAYEES = ("Marta", "my landlord", "the football club", "Aunt Josefina", "Ngũgĩ")

TEMPLATES: dict[str, tuple[str, ...]] = {
    "book table": (
        "book a table for {people} at {restaurant} {time}",
        "Can you get us into {restaurant} {time}? We are {people}.",
        "I need a table {time} in {place}, for {people}",
        "reserve {restaurant} 🍝 for {people}",
    ),
    "weather": (
        "will it rain in {place} {time}?",
        "what's the weather like in {place}",
        "Do I need a coat {time} in {place}",
        "☀️ or ☔️ in {place} {time}?",
    ),
    "play music": (
        "play {artist}",
        "put on some {genre}, maybe {artist}",
        "I'd like to hear {genre} {time}",
        "shuffle everything by {artist}",
    ),
    "send money": (
        "send {amount} to {payee}",
        "pay {payee} {amount} {time}",
        "transfer {amount} — it's for {payee}",
    ),
    "other": ("never mind", "thank you, that's all 🙏🏽", "who made you?", "sing me to sleep, then stop"),
}

FILLERS: dict[str, tuple[str, Sequence[str]]] = {
    "people": ("party", PEOPLE),
    "restaurant": ("restaurant", RESTAURANTS),
    "time": ("time", TIMES),
    "place": ("place", PLACES),
    "artist": ("artist", ARTISTS),
    "genre": ("genre", GENRES),
    "amount": ("amount", AMOUNTS),
    "payee": ("person", PAYEES),
}


def write_requests(seed: int, count: int) -> list[Request]:
    """`count` different requests; the same seed writes the same ones.

    Raises `ValueError` when the templates cannot make that many.
    """
    choose = random.Random(seed)  # noqa: S311 - a demo needs repeatable words, not secrets
    written: dict[str, Request] = {}
    repeats = 0
    while len(written) < count:
        request = _write(choose)
        repeats = repeats + 1 if request.text in written else 0
        if repeats > 1000:
            raise ValueError(f"The templates make fewer than {count} different requests.")
        written.setdefault(request.text, request)
    return list(written.values())


def _write(choose: random.Random) -> Request:
    intent = choose.choice(list(TEMPLATES))
    template = choose.choice(TEMPLATES[intent])
    text, entities, rest = "", [], template
    while "{" in rest:
        before, rest = rest.split("{", 1)
        slot, rest = rest.split("}", 1)
        cls, words = FILLERS[slot]
        word = choose.choice(words)
        text += before
        entities.append(Entity(cls, len(text), len(text) + len(word)))
        text += word
    return Request(text + rest, intent, tuple(entities))
