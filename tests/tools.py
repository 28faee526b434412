"""Find the programs that tests use beside Python, or install them where that can be done."""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "The browser tests need Chromium. Install it (Debian: 'sudo apt-get install chromium'; "
    "elsewhere: '.venv/bin/playwright install chromium') and run 'make test' again."
)


def find_browser() -> str | None:
    """Return the path of a Chromium or Chrome, the machine's own or Playwright's."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def install(*packages: str) -> None:
    """Try the system's packages, where that is Debian's and we may."""
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", *packages], check=False, **quiet)


if __name__ == "__main__":
    lacking = [] if find_browser() else ["chromium"]
    if not shutil.which("tesseract"):
        lacking.append("tesseract-ocr")
    install(*lacking)
    if not find_browser():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False)
    if not find_browser():
        sys.exit(ADVICE)
    if not shutil.which("tesseract"):
        print("The tests of scanned pages are skipped: they need 'tesseract-ocr'.")
