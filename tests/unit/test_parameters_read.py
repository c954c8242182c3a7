"""A TOML file that cannot be right is refused in one line and with its name."""

import os

import pytest

from marketsim.parameters.errors import BadDocument
from marketsim.parameters.read import LARGEST_FILE, read_toml


def refusal(tmp_path, content: bytes | str) -> str:
    file = tmp_path / "policy.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadDocument) as refused:
        read_toml(file)
    line = str(refused.value)
    assert "policy.toml" in line
    assert "\n" not in line
    return line


def test_a_good_file_is_read_with_windows_line_ends_too(tmp_path):
    file = tmp_path / "policy.toml"
    file.write_bytes(b'\xef\xbb\xbfabout = "x"\r\n[[change]]\r\nfrom = 2012-10-01\r\n')
    assert read_toml(file)["about"] == "x"


def test_a_slip_is_shown_with_its_line(tmp_path):
    assert "policy.toml:2:" in refusal(tmp_path, 'about = "x"\nlever = = 3\n')


def test_a_text_without_end_is_refused(tmp_path):
    refusal(tmp_path, 'about = """never ends')


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "[1, [2, nan]]", "1e999"])
def test_numbers_that_are_not_finite_are_refused(tmp_path, value):
    assert "finite" in refusal(tmp_path, f"[a]\nb = {value}\n")


def test_a_number_too_large_to_keep_is_refused(tmp_path):
    refusal(tmp_path, "a = " + "9" * 30)
    refusal(tmp_path, "a = " + "9" * 1990)


def test_large_files_and_long_lines_are_refused(tmp_path):
    assert "64 kB" in refusal(tmp_path, "a = 1\n" + "# x\n" * LARGEST_FILE)
    assert "policy.toml:2:" in refusal(tmp_path, "a = 1\nb = '" + "x" * 5000 + "'")


def test_deep_nesting_is_refused(tmp_path):
    assert "nested" in refusal(tmp_path, "a = " + "[\n" * 20_000)
    assert "nested" in refusal(tmp_path, "a" + ".a" * 900 + " = 1")
    refusal(tmp_path, "\n".join(f"a{n}" + ".a" * 990 + " = 1" for n in range(32)))


def test_what_is_not_utf8_text_is_refused_with_its_line(tmp_path):
    assert "policy.toml:2: is not UTF-8" in refusal(tmp_path, b"a = 1\nb = '\xff'\n")
    refusal(tmp_path, b"\x00\x01\x02")


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    for name, found in (
        ("nowhere.toml", "does not exist"),
        (".", "is a folder"),
        ("pipe.toml", "is not a file"),
    ):
        with pytest.raises(BadDocument, match=found):
            read_toml(tmp_path / name)
    with pytest.raises(BadDocument):
        read_toml("a\x00b.toml")
    with pytest.raises(BadDocument):
        read_toml("x" * 5000 + ".toml")
