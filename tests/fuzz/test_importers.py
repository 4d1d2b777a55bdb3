"""Whatever is done to a sound file of any format, an import names it and the project stays sound.

A campaign's length is ANNOTATE_FUZZ examples a format; found cases are kept in `found`.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.formats import FORMATS
from tests.campaign import campaign
from tests.fuzz.damage import CHANGES, PARTS, Change, applied, damaged
from tests.fuzz.seeds import LARGE, NAMES, Folder, fixed, seeds
from tests.fuzz.trial import finished, trial

# warcio's writer leaves closing its temporary files to the collector
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
STREAMED = ["jsonl", "huggingface", "prodigy", "doccano", "label_studio", "conll", "csv", "warc"]
"""Formats of which each record is whole before the next one begins."""


@pytest.mark.parametrize("name", NAMES)
def test_sound_files_go_in_whole(name: str) -> None:
    assert all(trial(folder) for folder in fixed(name) if not needs_another(folder))


def needs_another(folder: Folder) -> bool:
    """Whether a folder holds labels of a text that is elsewhere, as one Web Annotation does."""
    return [*folder] == ["one.jsonld"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_done_to_a_file_the_project_stays_sound(name: str) -> None:
    @settings(max_examples=campaign(25, LARGE))
    @given(seeds(name), PARTS, CHANGES, st.booleans())
    def holds(folder: Folder, which: float, changes: list[Change], told: bool) -> None:
        trial(damaged(folder, which, changes), name if told and name in FORMATS else None)

    holds()


@pytest.mark.parametrize("name", STREAMED)
def test_what_comes_before_the_damage_is_in(name: str) -> None:
    @settings(max_examples=campaign(20, LARGE // 2))
    @given(st.sampled_from(fixed(name)), PARTS, CHANGES)
    def holds(folder: Folder, where: float, changes: list[Change]) -> None:
        # of several files a later one may contradict what the damage has made of the first
        files = [f for f in folder if f.removesuffix(".gz").endswith(FORMATS[name].suffixes)]
        file, beside = files[0], {f: c for f, c in folder.items() if f not in files}
        at = round(where * len(folder[file]))
        before, rest = folder[file][:at], folder[file][at:]
        for change in changes:
            rest = applied(rest, change)
        sound, worse = {**beside, file: before}, {**beside, file: before + rest}
        assert finished(sound, name) <= trial(worse, name)

    holds()
