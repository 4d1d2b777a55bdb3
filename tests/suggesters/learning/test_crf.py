"""Fields that tag sequences: what they say where nothing, or all, of what they saw had a label."""

from annotate.suggesters.learning.crf import OUTSIDE, Tagger, learn

SEQUENCE = [["word=harbour"], ["word=pilot"]]


def test_where_everything_had_a_label_it_is_sure_of_one_everywhere() -> None:
    field = learn([(SEQUENCE, ["B-story", "B-story"])] * 4, least=1, smoothing=0.1)
    assert field

    assert Tagger(field).tag(SEQUENCE) == (["B-story", "B-story"], [1.0, 1.0])


def test_where_nothing_had_one_there_is_no_field() -> None:
    assert learn([(SEQUENCE, [OUTSIDE, OUTSIDE])] * 4, least=1, smoothing=0.1) is None
