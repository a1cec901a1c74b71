"""Every figure of the quality page leads to the items behind it, and these to what happened to each."""

import re

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.pages import IMAGES, visit
from tests.journeys.person import Person

SERVER = "demo_server"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def cards(person: Person) -> Locator:
    return person.page.get_by_role("main").get_by_role("link", name="alike")


def test_a_cell_of_the_confusion_leads_to_its_items_and_these_to_their_history(meet):
    lead = meet("lead")
    visit(lead, "quality")
    lead.page.get_by_role("link", name="times “nothing” was said where “RBC” stands").click()
    expect(lead.page.get_by_role("heading", name="Said “nothing”, stands “RBC”")).to_be_visible()
    expect(cards(lead).first).to_contain_text("What stands")
    cards(lead).first.click()
    expect(lead.page.get_by_role("heading", name="What happened")).to_be_visible()
    missed = lead.page.get_by_role("group", name="Differences").get_by_role("button", name="RBC added")
    expect(missed.first).to_be_visible()


def test_people_couples_and_days_lead_to_their_items(meet):
    lead = meet("lead")
    visit(lead, "quality")
    lead.link("Chen Wei").first.click()
    expect(lead.page.get_by_role("heading", name="Chen Wei beside what stands")).to_be_visible()
    lead.page.get_by_label("Beside").select_option(label="Ana Kovač")
    expect(lead.page.get_by_role("heading", name="Chen Wei and Ana Kovač")).to_be_visible()
    expect(cards(lead).first).to_contain_text("Ana Kovač")
    visit(lead, "quality")
    lead.link("Ana Kovač and Chen Wei").click()
    expect(cards(lead).first).to_contain_text("Ana Kovač")
    visit(lead, "quality")
    lead.page.get_by_role("link", name="Nov").or_(lead.page.get_by_role("link", name="%")).first.focus()
    lead.press("Enter")
    expect(lead.page.get_by_role("heading", name="Answers of")).to_be_visible()
    expect(cards(lead).first).to_be_visible()


def figure(person: Person, section: str, row: str, column: int) -> Locator:
    """The link of a number: in which row, and in the how manieth column."""
    found = person.page.locator("section").filter(has=person.page.get_by_role("heading", name=section))
    return (
        found.get_by_role("row", name=re.compile(f"^{row}"))
        .get_by_role("cell")
        .nth(column)
        .get_by_role("link")
    )


def listed(person: Person, number: str) -> None:
    """The data list is open and has so many items."""
    expect(person.page.get_by_text(f"{number} items", exact=True)).to_be_visible()
    assert "/data?" in person.page.url


def test_a_number_of_the_reviews_leads_to_a_list_with_just_its_items(meet):
    lead = meet("lead")
    visit(lead, "quality")
    accepted = figure(lead, "What reviewers said", "Rosa Ibáñez", 1)
    number = accepted.inner_text()
    accepted.click()
    listed(lead, number)
    expect(lead.page.get_by_text(re.compile("^Accepted by Rosa Ibáñez · since"))).to_be_visible()
    lead.page.get_by_role("checkbox", name=re.compile("^Select smear")).first.click()
    lead.button(re.compile(f"^Select all {number} that match")).click()
    expect(lead.page.get_by_text(f"{number} selected", exact=True)).to_be_visible()
    lead.page.reload()
    listed(lead, number)
    lead.button(re.compile("^Remove the filter Accepted by Rosa")).click()
    expect(lead.page.get_by_text("Accepted by Rosa Ibáñez")).to_have_count(0)


def test_numbers_of_cost_and_time_lead_to_their_items_too(meet):
    lead = meet("lead")
    visit(lead, "quality")
    worked = figure(lead, "Cost", "Chen Wei", 1)
    number = worked.inner_text()
    worked.click()
    listed(lead, number)
    expect(lead.page.get_by_text(re.compile("^Worked on by Chen Wei · since"))).to_be_visible()
    visit(lead, "quality")
    lead.page.get_by_role("link", name=re.compile("newest 200 answers of Chen Wei")).first.click()
    expect(lead.page.get_by_text("Answered by Chen Wei · the newest 200")).to_be_visible()


def test_the_page_says_that_its_figures_are_of_all_answers(meet):
    lead = meet("lead")
    visit(lead, "quality")
    expect(lead.page.get_by_text(re.compile("^Of all [0-9]+ scored answers")).first).to_be_visible()
    with lead.page.expect_download() as download:
        lead.link("CSV").click()
    assert "compared,of so many scored answers" in download.value.path().read_text(encoding="utf-8")


def test_where_people_differ_most_is_a_page_of_its_own(meet):
    lead = meet("lead")
    visit(lead, "quality")
    lead.page.get_by_role("link", name=re.compile("^All [0-9]+$")).click()
    expect(lead.page.get_by_role("heading", name="Where people differ most")).to_be_visible()
    lead.page.get_by_label("Class").select_option("WBC")
    expect(cards(lead).first).to_contain_text("WBC")
    expect(lead.page.get_by_text(re.compile("^[0-9]+ pairs of answers$"))).to_be_visible()
    assert f"/projects/{lead.server.projects[IMAGES]}/quality/items" in lead.page.url


def test_a_lead_sets_rates_and_sees_what_a_label_costs_and_nobody_else_does(meet):
    lead, rosa = meet("lead"), meet("rosa")
    visit(lead, "quality")
    lead.button("Rates").click()
    rates = lead.dialog("Rates")
    rates.get_by_label("Currency").fill("EUR")
    rates.get_by_label("Per hour, Everybody else").fill("36")
    rates.get_by_label("Another rate for somebody").select_option(label="Chen Wei")
    rates.get_by_label("Per answer or verdict, Chen Wei").fill("0.5")
    rates.get_by_role("button", name="Save rates").click()
    expect(rates).to_have_count(0)
    row = lead.page.get_by_role("row", name="Chen Wei").filter(has_text="€")
    expect(row).to_contain_text("€15.00")
    expect(lead.page.get_by_text("stand in items that are done")).to_be_visible()
    with lead.page.expect_download() as download:
        lead.link("Cost as CSV").click()
    assert "per label" in download.value.path().read_text(encoding="utf-8")
    visit(rosa, "quality")
    expect(rosa.page.get_by_role("heading", name="What reviewers said in 30 days")).to_be_visible()
    expect(rosa.page.get_by_role("heading", name="Cost")).to_have_count(0)


def test_a_person_sees_their_own_card(meet):
    ana = meet("ana")
    ana.go(f"/projects/{ana.server.projects[IMAGES]}/quality")
    expect(ana.page.get_by_role("heading", name="My answers")).to_be_visible()
    for figure in ("Answers", "Time per answer", "Skill"):
        expect(ana.page.get_by_text(figure, exact=True)).to_be_visible()
    expect(ana.page.get_by_text("Ben Osei")).to_have_count(0)


def test_the_overview_asks_nothing_that_an_annotator_may_not_read(meet):
    ana = meet("ana")
    ana.go(f"/projects/{ana.server.projects[IMAGES]}")
    expect(ana.page.get_by_text("My answers", exact=True)).to_be_visible()
    expect(ana.page.get_by_role("heading", name="People")).to_have_count(0)
    expect(ana.page.get_by_text("in this project", exact=True)).to_be_visible()
