"""A story is plain data: it can be named, sent, read back, and run again by the command line with the same bits."""

import pytest

from marketsim.parameters.errors import MarketsimError
from marketsim.policies import policy_from
from marketsim.policies.policy import library
from marketsim_dashboards.stage.story import Slot, Story, checked


def test_a_story_read_back_is_the_same_story():
    story = Story(left=Slot("crackdown").with_lever(3, "police.fines", "0.1"), replicate=4)
    again = Story.from_document(story.document())
    assert again == story
    assert again.key == story.key


def test_stories_that_differ_have_different_names():
    plain = Story()
    others = [
        plain.with_slot(0, plain.right),
        plain.with_slot(0, plain.left.with_lever(0, "police.fines", "0.1")),
        plain.with_slot(0, plain.left.with_lever(1, "police.fines", "0.1")),
        Story(replicate=1),
        Story(assumed={"need.heroin_cycle": "6 h"}),
    ]
    assert len({plain.key, *(other.key for other in others)}) == 6


def test_a_lever_set_again_on_the_same_morning_replaces_the_first_setting():
    slot = Slot("crackdown").with_lever(3, "police.fines", "0.1").with_lever(3, "police.fines", "0.4")
    assert [change.to for change in slot.changes] == ["0.4"]


def test_a_lever_left_to_the_policy_again_leaves_the_policy_as_it_was():
    slot = Slot("crackdown").with_lever(3, "police.fines", "0.1").with_lever(3, "police.fines", None)
    assert slot == Slot("crackdown")
    assert slot.name == "crackdown"


@pytest.mark.parametrize("policy", library())
def test_every_policy_of_the_library_can_be_played_and_stays_itself(policy):
    slot = Slot(policy)
    assert slot.name == policy
    assert policy_from(slot.document(), policy).document() == slot.document()


@pytest.mark.parametrize(
    "wrong",
    [
        {"left": {"policy": "../../etc/passwd"}},
        {"left": {"policy": "crackdown", "changes": [{"day": 0, "lever": "need.heroin_cycle", "to": "6 h"}]}},
        {"left": {"policy": "crackdown", "changes": [{"day": 0, "lever": "police.fines", "to": "17"}]}},
        {"left": {"policy": "crackdown", "changes": [{"day": -1, "lever": "police.fines", "to": "0.1"}]}},
        {"left": {"policy": "crackdown", "changes": [{"day": 0, "lever": "<script>", "to": "0.1"}]}},
        {"replicate": -1},
        {"replicate": 10**9},
        {"start": "1066-10-14"},
        {"start": "today"},
        {"assumed": {"police.fines": "0.1"}},
        {"assumed": {"need.heroin_cycle": "NaN"}},
    ],
)
def test_whatever_cannot_be_run_is_refused(wrong):
    with pytest.raises(MarketsimError):
        Story.from_document({**Story().document(), **wrong})


def test_the_opening_story_can_be_run():
    assert checked(Story()) == Story()
