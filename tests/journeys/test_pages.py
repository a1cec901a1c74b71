"""Every page, light and dark, small and large: nothing wider than the window, nothing cut off, no finding of axe."""

from pathlib import Path
from typing import Any

import pytest
from tests.journeys.lead import UNFINISHED
from tests.journeys.pages import OPENINGS, PAGES, open_over, visit
from tests.journeys.person import Person

SERVER = "demo_server"
pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
SCREENS = {"small": {"width": 1280, "height": 720}, "4K": {"width": 3840, "height": 2160}}
THEMES = ("light", "dark")

# Elements that lie outside the window, and controls whose words do not fit them. Words that may end in an ellipsis,
# what is meant for screen readers alone, and what scrolls in a box of its own are fine.
_MISFITS = """() => {
  const found = []
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways')
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true
    return false
  }
  const said = (element) => element.outerHTML.slice(0, 160)
  const controls = 'button, a, input, select, textarea, [role=tab], [role=option], h1, h2, th'
  for (const element of document.querySelectorAll(controls)) {
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || getComputedStyle(element).visibility === 'hidden') continue
    if (element.closest('[aria-hidden=true], .skip, [class*=skip]')) continue
    if ((box.left < -1 || box.right > wide + 1) && !scrolls(element)) found.push('outside: ' + said(element))
    if (/INPUT|SELECT|TEXTAREA/.test(element.tagName)) continue
    const cut = [element, ...element.querySelectorAll('*')].find((part) => {
      const style = getComputedStyle(part)
      return part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1
        && style.textOverflow !== 'ellipsis' && /hidden|clip/.test(style.overflowX)
        && style.webkitLineClamp === 'none' && !part.closest('svg, [class*=Avatar]')
    })
    if (cut) found.push('cut off: ' + said(cut))
  }
  for (const list of document.querySelectorAll('[role=tablist]')) {
    const tabs = [...list.querySelectorAll('[role=tab]')]
    const tops = new Set(tabs.map((tab) => Math.round(tab.getBoundingClientRect().top)))
    if (tops.size > 1) found.push('tabs on two lines')
  }
  return found
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_its_window(meet, screen: str, theme: str):
    lead = meet("lead", viewport=SCREENS[screen], theme=theme)
    misfits: dict[str, Any] = {}
    for name in PAGES:
        visit(lead, name)
        misfits[name] = lead.page.evaluate(_MISFITS)
    assert {name: found for name, found in misfits.items() if found} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious_on_any_page(meet, theme: str):
    lead = meet("lead", theme=theme)
    findings: dict[str, list[str]] = {}
    for name in PAGES:
        visit(lead, name)
        note_findings(lead, name, findings)
    assert findings == {}, told(findings)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious_in_what_opens_over_a_page(meet, theme: str):
    lead = meet("lead", theme=theme, expected=[UNFINISHED])
    findings: dict[str, list[str]] = {}
    for name in OPENINGS:
        open_over(lead, name)
        note_findings(lead, name, findings)
    assert findings == {}, told(findings)


def note_findings(person: Person, name: str, findings: dict[str, list[str]]) -> None:
    """Run axe on what is shown; add where each serious finding was made."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in web/")
    person.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = person.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    for one in found["violations"]:
        if one["impact"] not in ("serious", "critical"):
            continue
        for node in one["nodes"]:
            why = node["any"][0]["message"] if node["any"] else one["help"]
            findings.setdefault(f"{one['id']}: {node['html'][:120]}: {why}", []).append(name)


def told(findings: dict[str, list[str]]) -> str:
    return "\n".join(f"{what} ({', '.join(names)})" for what, names in findings.items())
