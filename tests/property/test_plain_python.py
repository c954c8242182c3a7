"""Machine code computes what the plain Python that people read computes, bit for bit."""

from marketsim.study.verification.sameness import in_plain_python, night_and_noon


def test_plain_python_gives_the_same_bits_as_machine_code():
    assert in_plain_python() == night_and_noon()
