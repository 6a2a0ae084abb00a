"""The browser that tests look at pages with: Debian's Chromium, or a Chrome found on the PATH."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Its program; None where there is none.
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
