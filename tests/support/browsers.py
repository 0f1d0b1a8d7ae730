"""The browser of this machine that tests and benchmarks drive, where it has one."""

import shutil

# The first draws no window, and takes a tenth less.
BROWSERS = ("chromium-headless-shell", "chromium")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
NO_BROWSER = f"no browser: none of {', '.join(BROWSERS)} is on PATH"
