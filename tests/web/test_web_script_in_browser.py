"""The script page in a real browser: what a key signs is the line that was chosen last, however it was chosen."""

from __future__ import annotations

from browsing import needs_chromium, window

from loupe.engine import Case

pytestmark = needs_chromium


def test_a_line_that_the_checklist_leads_to_is_the_one_that_is_signed(case):
    with Case.open(case) as opened:
        for line in opened.page_of_script().lines:
            for claim in line.claims:
                opened.decide(None, "verdict", {"claim": claim.head.id, "label": "accept"})
    with window(case) as shown:
        page = shown.go("/script")
        page.locator("#line-1 .said").click()
        page.locator(".checklist [data-kind=unsigned] summary").click()
        page.get_by_role("link", name="Line 2").click()
        page.keyboard.press("Shift+S")
        page.wait_for_selector("#line-2.signed")
        assert page.locator("#line-1.signed").count() == 0
        assert shown.complaints == []
