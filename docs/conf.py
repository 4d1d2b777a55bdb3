"""How the site is made of these pages (`make docs`); the pages themselves know nothing of it."""

import re

from sphinx.application import Sphinx

import annotate

NAVIGATION = {
    "Start": ["Quick start <quick-start>"],
    "Guides": [
        "For annotators <guide>",
        "For those who train <training>",
        "For reviewers <reviewing>",
        "For administrators <administering>",
    ],
    "Labels": [
        "Guidelines <guidelines>",
        "The scheme <scheme>",
        "Suggestions <suggestions>",
        "Other languages <languages>",
        "Near-copies and splits <splits>",
    ],
    "Trust": [
        "Agreement <agreement>",
        "Adjudication <adjudication>",
        "Controls and feedback <controls>",
    ],
    "Teams": [
        "A team <teams>",
        "In the browser <browser>",
        "Beyond one machine <clusters>",
    ],
    "Reference": [
        "Commands <commands>",
        "Keys <keys>",
        "Formats <formats>",
        "JSON <json>",
        "Python <python>",
    ],
    "Measured": [
        "What it costs <performance>",
        "How good suggestions are <suggestions-measured>",
        "Keys per span <keystrokes>",
        "Reliability <reliability>",
    ],
    "Inside": ["Architecture <architecture>", "Decisions <decisions/README>"],
}
"""Every page of the site, by the heading under which the margin lists it."""

ACCENT = {"light": "#1f6f5c", "dark": "#7ec8b0"}
MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
FILE_NAME = re.compile(r"\[([a-z-]+)\.md\]\(")

project = "annotate"
version = release = annotate.__version__
extensions = ["myst_parser"]
myst_heading_anchors = 4
root_doc = "index"
exclude_patterns = ["site"]
nitpicky = True
smartquotes = False  # a straight mark in a page is meant to be one

html_theme = "furo"
html_title = "annotate"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_copy_source = html_show_sourcelink = html_show_sphinx = html_show_copyright = False
html_use_index = html_domain_indices = False
html_show_search_summary = False  # it would be fetched, which pages that are files may not do
html_theme_options = {
    f"{theme}_css_variables": {
        "color-brand-primary": accent,
        "color-brand-content": accent,
        "color-brand-visited": accent,
        "color-sidebar-link-text--top-level": "var(--color-foreground-primary)",
        "font-stack--monospace": MONO,
    }
    for theme, accent in ACCENT.items()
}


def toctree(entries: list[str], *options: str) -> str:
    """The directive that puts pages into the margin's list."""
    return "\n".join(["", "", "```{toctree}", *options, "", *entries, "```"])


def adapted(app: Sphinx, page: str, source: list[str]) -> None:
    """Give a page its part of the navigation, which would be noise to who reads the file.

    Links that call a page by its file's name lose the ending.
    """
    source[0] = FILE_NAME.sub(r"[\1](", source[0])
    if page == root_doc:
        for heading, pages in NAVIGATION.items():
            source[0] += toctree(pages, ":hidden:", f":caption: {heading}")
    elif page == "decisions/README":
        source[0] += toctree(["0*"], ":glob:", ":maxdepth: 1")


def setup(app: Sphinx) -> None:
    """What Sphinx calls once it has read the above."""
    app.connect("source-read", adapted)
