"""Whoever has no mouse: from field to field by Tab, to what is read out by its name."""

from playwright.sync_api import Page

from browsing import settled

# What is read out of what has the focus, without the ligatures of icons.
NAME = """
() => {
    const element = document.activeElement, label = element.getAttribute("aria-label") || element.closest("label")?.innerText;
    return (label || element.innerText || "").replace(/^(keyboard_)?arrow_\\w+\\s*|^expand_\\w+\\s*/, "").trim();
}
"""
MOST_STOPS = 150


def reach(page: Page, name: str) -> None:
    """Tab by Tab, as whoever has no mouse."""
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(NAME))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"«{name}» is not reached by way of {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    page.keyboard.press(key)
    settled(page)


def write(page: Page, name: str, text: str) -> None:
    reach(page, name)
    page.keyboard.type(text)


def pick(page: Page, name: str, option: str) -> None:
    write(page, name, option)
    page.get_by_role("option", name=option, exact=True).wait_for()
    page.keyboard.press("Enter")
    settled(page)
