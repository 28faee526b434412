"""Use the web app as a person does, in a real browser, over a real server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
import tools
from chat_server import chat_server
from fixtures.make_pdfs import lines, pdf

REFILL = "Which codes are used when the pump is refilled?"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
WAIT = 60_000  # ms: the first answer loads the encoder, on a machine that may be busy


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chat") / "home"


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    with serving(home) as url:
        yield url


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "--home", str(home), "chat", "--port", str(port)],
        start_new_session=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("GUIDECITE_")} | settings,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            assert process.poll() is None
            time.sleep(0.5)
    yield url
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.fixture
def page(server: str) -> Iterator[Page]:
    with browsing(server) as page:
        yield page


@contextmanager
def browsing(url: str) -> Iterator[Page]:
    path = tools.find_browser()
    assert path, tools.ADVICE
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = chromium.new_page(viewport={"width": 1100, "height": 900})
        page.set_default_timeout(WAIT)
        page.goto(url)
        yield page
        chromium.close()


def ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_test_id("stChatMessage").filter(has_text=question)).to_be_visible(
        timeout=WAIT
    )


def settle(page: Page) -> None:
    """Wait until the page is drawn whole: what is clicked before may be drawn anew."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(500)  # an expander opens slowly


def switch_on(place: Page | Locator, name: str) -> None:
    """Turn a switch on; a click on what is drawn anew at that moment is lost, and made again."""
    switch = place.get_by_role("switch", name=name).first
    for _ in range(5):
        place.get_by_text(name).first.click()
        try:
            expect(switch).to_be_checked(timeout=5000)
            return
        except AssertionError:
            continue
    expect(switch).to_be_checked()


def test_an_answer_its_quote_in_place_and_a_reload(page: Page) -> None:
    ask(page, REFILL)
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer.get_by_text("96521").first).to_be_visible(timeout=WAIT)
    expect(answer.get_by_text("not medical, legal, coding or billing advice")).to_be_visible()
    answer.get_by_test_id("stExpander").first.click()
    mark = page.locator("mark").first
    expect(mark).to_be_visible()
    quoted = mark.inner_text()
    assert quoted in answer.inner_text()
    # The quote stands within the text around it, under its heading path.
    around = mark.locator("xpath=..").inner_text()
    assert len(around) > len(quoted) + 100
    page.reload()
    expect(page.get_by_test_id("stChatMessage").last.get_by_text("96521").first).to_be_visible(
        timeout=WAIT
    )
    page.get_by_role("button", name=re.compile("Start new")).click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Which codes are used")).first.click()
    expect(page.get_by_test_id("stChatMessage").first).to_be_visible(timeout=WAIT)


def test_refusal_decline_and_a_question_too_long(page: Page) -> None:
    ask(page, "What is the Medicare payment rate for 96425?")
    expect(page.get_by_text("gives no payment amount")).to_be_visible(timeout=WAIT)
    page.get_by_test_id("stChatInputTextArea").fill("Is 96425 right for MRN 4482913?")
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(page.get_by_text("personal data").first).to_be_visible(timeout=WAIT)
    assert "4482913" not in page.content()
    page.get_by_test_id("stChatInputTextArea").fill("pump " * 500)
    page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(page.get_by_text("shorten it")).to_be_visible(timeout=WAIT)


def test_a_follow_up_how_it_came_about_and_a_request_for_access(page: Page) -> None:
    ask(page, "What is 96521 used for?")
    settle(page)
    ask(page, "what about 96522?")
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer.get_by_text("96522 is used for a later refill").first).to_be_visible(timeout=WAIT)
    settle(page)
    switch_on(answer, "How this came about")
    expect(answer.get_by_text("searched for:")).to_be_visible(timeout=WAIT)
    ask(page, "My patient came back for a pump refill, which code do I bill?")
    declined = page.get_by_test_id("stChatMessage").last
    expect(declined.get_by_text("What the guidance says in general")).to_be_visible(timeout=WAIT)
    settle(page)
    declined.get_by_test_id("stExpander").filter(has_text="Request access").click()
    for field, value in (
        ("Your name", "Dana Coder"),
        ("Organization", "Hillside Billing"),
        ("E-mail or telephone", "dana@hillside.example"),
    ):
        declined.get_by_label(field).fill(value)
    declined.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Your request is kept")).to_be_visible(timeout=WAIT)
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_text("Hillside Billing")).to_be_visible(timeout=WAIT)


def test_library_upload_receipt_answer_and_removal(page: Page, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Code 99601\n\nThe plan pays $215.40 for a visit coded 99601 at *home*.\n")
    empty = tmp_path / "empty.txt"
    empty.touch()
    page.get_by_role("link", name="Library").click()
    page.get_by_text("CPT 96425: starting").first.wait_for()
    page.locator("input[type=file]").set_input_files([note, empty])
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("note.md: added as")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text(re.compile("empty.txt: the file is empty"))).to_be_visible()
    page.get_by_role("link", name="Chat").click()
    ask(page, "What is the fee for a visit coded 99601?")
    expect(page.get_by_text("The plan pays $215.40 for a visit").first).to_be_visible(timeout=WAIT)
    page.get_by_role("link", name="Library").click()
    page.get_by_test_id("stExpander").filter(has_text="Code 99601").click()
    page.get_by_test_id("stExpander").filter(has_text="Code 99601").get_by_role(
        "button", name="Remove"
    ).click()
    page.get_by_text("Remove it with all its text?").wait_for()
    page.get_by_role("button", name="Remove").last.click()
    expect(page.get_by_test_id("stExpander").filter(has_text="Code 99601")).to_have_count(
        0, timeout=WAIT
    )


def test_a_pdf_with_details_narrowing_and_its_page_as_a_picture(page: Page, tmp_path: Path) -> None:
    manual = tmp_path / "northfield.pdf"
    manual.write_bytes(pdf([
        lines("Northfield bulletin on visits", size=16, bold=True),
        lines("A visit coded 99602 lasts two hours at most.", "", "It is paid once a day."),
    ]))  # fmt: skip
    page.get_by_role("link", name="Library").click()
    page.locator("input[type=file]").set_input_files([manual])
    page.get_by_text("Details, where the file does not state them").click()
    page.get_by_label("Payer").fill("Northfield")
    page.get_by_label("Payer").press("Tab")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text("northfield.pdf: added as")).to_be_visible(timeout=WAIT)

    entry = page.get_by_test_id("stExpander").filter(has_text="Northfield bulletin on visits")
    entry.click()
    expect(entry.get_by_text("a guess").first).to_be_visible()  # its title was found in the text
    settle(page)
    switch_on(entry, "Edit details")
    settle(page)
    entry.get_by_label("Title").fill("Visits at home")
    entry.get_by_label("Title").press("Tab")  # a form takes a field's text when it is left
    entry.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("stExpander").filter(has_text="Visits at home")).to_be_visible(
        timeout=WAIT
    )

    page.get_by_role("link", name="Chat").click()
    settle(page)
    page.get_by_text("Narrow the search").click()
    settle(page)
    page.get_by_label("Payer").click()
    page.get_by_text("Northfield", exact=True).last.click()
    expect(page.get_by_label("Payer")).to_have_value("Northfield")
    settle(page)
    ask(page, "How long does a visit coded 99602 last?")
    answer = page.get_by_test_id("stChatMessage").last
    expect(answer.get_by_text("lasts two hours at most").first).to_be_visible(timeout=WAIT)
    expect(answer.get_by_text("Payer: Northfield")).to_be_visible()
    answer.get_by_test_id("stExpander").first.click()
    settle(page)
    switch_on(answer, "Show the page")
    expect(answer.locator("img").first).to_be_visible(timeout=WAIT)


def test_what_another_process_adds_and_removes_and_a_date(
    page: Page, home: Path, tmp_path: Path
) -> None:
    def guidecite(*words: str) -> None:
        command = [sys.executable, "-m", "ui.cli", "--home", str(home), *words]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    visit = tmp_path / "visit.md"
    visit.write_text("# Visits\n\nThe visit coded 99605 is paid at most 9 times a year.\n")
    guidecite("add", str(visit), "--effective-from", "2020-03-01")
    asked = "How many times a year is the visit coded 99605 paid?"
    ask(page, asked)
    told = page.get_by_test_id("stChatMessage").last
    expect(told.get_by_text("at most 9 times a year").first).to_be_visible(timeout=WAIT)
    settle(page)
    page.get_by_text("Narrow the search").click()
    settle(page)
    page.get_by_label("As of").get_by_role("spinbutton").first.click()
    page.keyboard.type("20200229")
    page.keyboard.press("Tab")
    settle(page)
    ask(page, asked)
    told = page.get_by_test_id("stChatMessage").last
    expect(told.get_by_text("As of: 2020-02-29")).to_be_visible(timeout=WAIT)
    expect(told.get_by_text("at most 9 times a year")).to_have_count(0)
    guidecite("library", "remove", "visit.md")
    page.reload()
    expect(page.get_by_text(re.compile("document “visit.md” was removed on"))).to_be_visible(
        timeout=WAIT
    )
    expect(page.get_by_text("at most 9 times a year")).to_have_count(0)
    assert asked in page.inner_text("body")


def test_what_a_revision_changed_of_the_one_before_it(page: Page, tmp_path: Path) -> None:
    note = tmp_path / "refills.md"
    for days in ("28", "21"):
        note.write_text(f"# Refills\n\nA pump is refilled every {days} days at most.\n")
        page.get_by_role("link", name="Library").click()
        page.locator("input[type=file]").set_input_files([note])
        page.get_by_role("button", name="Add to the library").click()
        expect(page.get_by_text("refills.md: added as")).to_be_visible(timeout=WAIT)
        page.reload()
    page.get_by_role("link", name="Library").click()
    settle(page)
    entry = page.get_by_test_id("stExpander").filter(has_text="Refills")
    entry.click()
    settle(page)
    switch_on(entry, "Compare with an earlier revision")
    expect(entry.get_by_text("every 28 days")).to_be_visible(timeout=WAIT)
    expect(entry.get_by_text("every 21 days")).to_be_visible()


def test_an_index_of_other_settings_is_made_anew(tmp_path: Path) -> None:
    home, note = tmp_path / "home", tmp_path / "refills.md"
    note.write_text("# Refills\n\nA pump coded 96522 is refilled every 28 days at most.\n")
    command = [sys.executable, "-m", "ui.cli", "--home", str(home), "add", str(note)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with serving(home, GUIDECITE_CHUNK_TOKENS="150") as url, browsing(url) as page:
        page.get_by_role("link", name="Library").click()
        page.get_by_role("button", name="Rebuild the index").click()
        expect(page.get_by_role("button", name="Rebuild the index")).to_have_count(0, timeout=WAIT)
        settle(page)
        page.get_by_role("link", name="Chat").click()
        ask(page, "How often is a pump coded 96522 refilled?")
        answer = page.get_by_test_id("stChatMessage").last
        expect(answer.get_by_text("every 28 days").first).to_be_visible(timeout=WAIT)


def test_an_upload_that_is_cancelled_changes_nothing(page: Page, tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    long.write_bytes(pdf([
        lines(*(f"Line {n} of page {p} on visits coded 99600." for n in range(40)))
        for p in range(400)
    ]))  # fmt: skip
    page.get_by_role("link", name="Library").click()
    page.locator("input[type=file]").set_input_files([long])
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_text(re.compile(r"reading pages .* of 400, .*s left"))).to_be_visible(
        timeout=WAIT
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("“long.pdf” was not added")).to_be_visible(timeout=WAIT)
    expect(page.get_by_test_id("stExpander").filter(has_text="Line 0")).to_have_count(0)


def test_other_languages(page: Page, server: str) -> None:
    page.goto(f"{server}/?lang=de")
    page.get_by_text("Neu beginnen").wait_for()
    ask(page, "Welche Angaben muss die Akte für 96425 enthalten?")
    expect(page.get_by_text("keine medizinische").first).to_be_visible(timeout=WAIT)


def test_a_draft_streams_marked_as_unchecked_and_gives_way_to_what_holds(
    page: Page, tmp_path: Path
) -> None:
    pytest.importorskip("langchain_openai", reason="needs langchain-openai: make chat")
    with chat_server() as model:
        model.pause = 0.3
        model.reply = "Code 96521 is used for a later refill of a portable pump. It pays $912."
        settings = {"GUIDECITE_CHAT_MODEL": "openai:m", "GUIDECITE_CHAT_BASE_URL": model.url}
        with serving(tmp_path / "home", **settings) as url:
            page.goto(url)
            box = page.get_by_test_id("stChatInputTextArea")
            box.fill(REFILL)
            box.press("Enter")
            expect(page.get_by_text("not yet checked")).to_be_visible(timeout=WAIT)
            expect(page.get_by_test_id("stChatMessage").first.get_by_text(REFILL)).to_be_visible()
            expect(page.get_by_text("openai:m worded this answer")).to_be_visible(timeout=WAIT)
            expect(page.get_by_text("not yet checked")).to_have_count(0)
            expect(page.get_by_text("912")).to_have_count(0)
            assert len(model.asked) == 2  # what failed was sent back once
