"""Somebody at a browser of their own: signs in, and finds things by what they are called."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from tests.server import Server

VIEWPORT = {"width": 1280, "height": 720}
# What Chromium itself writes of a request that fails; the pages show it to the person in their own way.
CUT = re.compile(
    r"Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED|CONNECTION)"
)
STALE = re.compile(
    r"Failed to load resource: (net::ERR_FAILED|the server responded with a status of (409|412))"
)


@dataclass
class Person:
    """A person with a browser context. `expected` are patterns of console errors that belong to the journey."""

    name: str
    server: Server
    browser: Any
    viewport: dict[str, int] = field(default_factory=lambda: dict(VIEWPORT))
    theme: str = "light"
    expected: list[re.Pattern[str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            viewport=self.viewport,
            color_scheme=self.theme,
            reduced_motion="reduce",
            base_url=self.server.url,
            accept_downloads=True,
        )
        self.context.set_default_timeout(60_000)
        self.page: Page = self.new_page()

    def new_page(self) -> Page:
        page: Page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        return page

    def sign_in(self) -> None:
        """By a one-time link, as an administrator would send it."""
        self.page.goto(self.server.link(self.name))
        expect(self.page.get_by_role("heading", name="Projects", level=1)).to_be_visible()

    def go(self, path: str) -> None:
        self.page.goto(path)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def leave(self) -> None:
        """Close the browser. Raises AssertionError where a page had a fault nobody expected."""
        self.context.close()
        assert self.faults == [], f"the pages of {self.name} had faults"

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        text = f"{message.text} ({message.location.get('url', '')})"
        if not any(pattern.search(text) for pattern in self.expected):
            self.faults.append(text)
