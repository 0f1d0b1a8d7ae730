"""Streamlit's own words in Norwegian. It has no setting for language: the phrases are changed in its scripts.

A test holds the phrases against the installed Streamlit, so that a new version can not bring English back unseen.
"""

import json
import re
from functools import cache

from dashboard import assets
from dashboard.assets import STREAMLIT
from dashboard.guard.uploads import REFUSALS

# What is taken in are filled in sheets, and nothing else.
OTHER_FILE = "Filer av denne typen kan ikke leses inn. Lagre den som Excel-arbeidsbok (.xlsx), og prøv igjen."
NOT_SENT = "Filen kom ikke fram. Sjekk nettforbindelsen, last siden på nytt, og prøv igjen."
# A literal of the scripts as it stands there → its Norwegian.
PHRASES = {
    # The page
    "`Skip to main content`": "`Hopp til innholdet`",
    '"aria-label":`Navigate to home page`': '"aria-label":`Gå til forsiden`',
    '"aria-label":`Shortcut ${l}`': '"aria-label":`Snarvei ${l}`',
    '"aria-label":`Main menu`': '"aria-label":`Hovedmeny`',
    '"aria-label":`Notifications`': '"aria-label":`Meldinger`',
    '"aria-label":`Running...`': '"aria-label":`Arbeider …`',
    "`Please wait...`": "`Vent litt …`",
    "`Stopping...`": "`Stopper …`",
    ":`Stop`,disabled": ":`Stopp`,disabled",
    "`Page not found`": "`Siden finnes ikke`",
    "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`": (
        "`Det finnes ingen side med adressen /${e}`"
    ),
    "`The page that you have requested does not seem to exist`": "`Det finnes ingen side med denne adressen`",
    "`${t}. Running the app's main page.`": "`${t}. Du er sendt til forsiden.`",
    '"aria-label":`Link to heading`': '"aria-label":`Lenke til overskriften`',
    "`aria-roleDescription`,`visualization`": "`aria-roleDescription`,`figur`",
    # The connection
    "`Connecting`": "`Kobler til`",
    "`Connecting to Streamlit server`": "`Kobler til tjenesten`",
    "`Unable to connect to Streamlit server`": "`Får ikke kontakt med tjenesten`",
    "`Connection error`": "`Ingen kontakt`",
    "`Failed to process a Websocket message. ${String(e)}`": "`Siden fikk noe den ikke forstår. Last den på nytt.`",
    "`Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:`": (
        "`Siden har mistet kontakten med tjenesten. Er den stanset, starter du den igjen med:`"
    ),
    "`streamlit run yourscript.py`": "`python run.py`",
    "`Streamlit server is not responding. Are you connected to the internet?`": (
        "`Tjenesten svarer ikke. Sjekk nettforbindelsen, og last siden på nytt.`"
    ),
    "`Connection lost. Please wait for the app to reconnect, then try again.`": (
        "`Forbindelsen er brutt. Vent til den er tilbake, og prøv igjen.`"
    ),
    # Choices, fields and buttons
    # How many there are in a list, and which is chosen, is read out in this language.
    "locale:`en-US`": "locale:`nb-NO`",
    '"aria-label":`Open`': '"aria-label":`Åpne listen`',
    "===0?`start`:`end`}`:t.label": "===0?`fra`:`til`}`:t.label",
    ":`Dismiss`": ":`Lukk`",
    '"aria-label":`Close`': '"aria-label":`Lukk`',
    "`No results`": "`Ingen treff`",
    "`Choose an option`": "`Velg`",
    "`Choose options`": "`Velg én eller flere`",
    '"aria-label":`Selected values`': '"aria-label":`Valgte`',
    '"aria-label":`Clear value`': '"aria-label":`Tøm feltet`',
    '"aria-label":`Clear all`': '"aria-label":`Fjern alle`',
    '"aria-label":`Remove ${e}`': '"aria-label":`Fjern ${e}`',
    "?`submit form`:`apply`": "?`sende inn`:`bruke`",
    "`Press ${r()?`⌘`:`Ctrl`}+Enter to ${e}`": "`Trykk ${r()?`⌘`:`Ctrl`}+Enter for å ${e}`",
    "`Press Enter to ${e}`": "`Trykk Enter for å ${e}`",
    "?`Copied`:`Copy to clipboard`": "?`Kopiert`:`Kopier`",
    # The server says it in English.
    "e instanceof Error?e.message:`Download failed`": "`Filen ble ikke laget. Last siden på nytt, og prøv igjen.`",
    # Files
    "`Drag and drop a file here`": "`Slipp filen her`",
    "`Drag and drop files here`": "`Slipp filene her`",
    "`Upload directories`:`Upload`": "`Last opp mapper`:`Velg fil`",
    "`${T(t,D.Byte,0)} per file`": "`${T(t,D.Byte,0)} per fil`",
    '"aria-label":`file upload`': '"aria-label":`Velg fil`',
    '"aria-label":`Add files`': '"aria-label":`Velg en annen fil`',
    "?`Cancel upload of ${e.name}`:`Remove ${e.name}`": "?`Avbryt opplastingen av ${e.name}`:`Fjern ${e.name}`",
    "`${e.type} files are not allowed.`": f"`{OTHER_FILE}`",
    "`${t.type} files are not allowed.`": f"`{OTHER_FILE}`",
    "`File must be ${$(n,`b`)} or smaller.`": "`Filen kan være på høyst ${$(n,`b`)}.`",
    "`Only one file is allowed.`": "`Velg bare én fil.`",
    "`Unexpected error. Please try again.`": "`Noe gikk galt. Prøv igjen.`",
    # What the server says of a file it refuses, by the status of its answer.
    "errorMessage:P(e)": (f'errorMessage:{json.dumps(REFUSALS, ensure_ascii=False)}[e.response?.status]||"{NOT_SENT}"'),
    "errorMessage:te(e).message": f'errorMessage:"{NOT_SENT}"',
    "children:[`Error: `,h]": "children:[`Feil: `,h]",
}
# Not a phrase: Streamlit has all in one landmark, the menu too. The page alone is given it by frame.js.
LANDMARK = {"=f(`main`,{target:": "=f(`div`,{target:"}
# Nor these: over a third of a megabyte of icons would be fetched for every page, also for those that show none.
ICONS = {'document.fonts.load(`1em "': 'Promise.resolve(`1em "'}
# What holds the page before any script has run, and scripts of ours; the language is streamlit #15726.
PAGE = {
    rb'<html lang="en">': '<html lang="nb">',
    rb"<title>.*?</title>": "<title>Vold i nære relasjoner: tall og tiltak</title>",
    rb"<noscript>.*?</noscript>": (
        "<noscript><p>Sidene trenger JavaScript, som er slått av i nettleseren.</p></noscript>"
    ),
    # Before Streamlit's own, which ask for the language as they are loaded.
    rb"<head>": "<head>" + "".join(f'<script src="./{name}" defer></script>' for name in assets.SCRIPT_NAMES),
    # After what Streamlit's own scripts put in the head: of two rules that weigh the same, the last holds.
    rb"</body>": f'<link rel="stylesheet" href="./{assets.STYLE_NAME}"></body>',
}


def translated_page(page: bytes) -> bytes:
    """Streamlit's page, told to be in Norwegian."""
    for english, norwegian in PAGE.items():
        page = re.sub(english, norwegian.encode(), page, flags=re.DOTALL)
    return page


@cache
def translated_scripts() -> dict[str, bytes]:
    """The scripts that hold one of the phrases, with what stands in its place, by their path below STREAMLIT."""
    scripts, phrases = (
        {},
        [(english.encode(), norwegian.encode()) for english, norwegian in (PHRASES | LANDMARK | ICONS).items()],
    )
    for path in (STREAMLIT / "static" / "js").glob("*.js"):
        script = text = path.read_bytes()
        for english, norwegian in phrases:
            text = text.replace(english, norwegian)
        if text != script:
            scripts[path.relative_to(STREAMLIT).as_posix()] = text
    return scripts
