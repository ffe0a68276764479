import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.errors import FileError, LimitError
from awesome_lint.source.reader import MAX_BYTES, decode_source, read_source
from awesome_lint.source.writer import encode_text


def reason(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        read_source(str(path))
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    return caught.value.reason


def test_keeps_the_name_the_newlines_and_the_bytes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_bytes("# A\r\n中\n".encode())
    source = read_source("./list.md")
    assert (source.path, source.text, source.bom, source.invalid) == ("./list.md", "# A\r\n中\n", False, None)
    assert source.raw == "# A\r\n中\n".encode()


def test_empty_file(tmp_path):
    (tmp_path / "empty.md").touch()
    assert read_source(str(tmp_path / "empty.md")).text == ""


def test_byte_order_mark_is_kept_aside():
    source = decode_source("a.md", b"\xef\xbb\xbf# A\n")
    assert (source.bom, source.text) == (True, "# A\n")


@pytest.mark.parametrize(
    ("data", "offset"),
    [(b"ab\xff", 2), (b"\xef\xbb\xbfab\xff", 5), ("名单".encode("gb18030"), 0), ("好 ".encode() + b"\xe4\xb8", 4)],
)
def test_first_invalid_byte_counts_in_bytes_of_the_file(data, offset):
    assert decode_source("a.md", data).invalid == offset


@given(st.binary().filter(lambda data: b"\0" not in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff")))
def test_every_byte_comes_back(data):
    source = decode_source("a.md", data)
    assert encode_text(source, source.text) == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is a binary file"),
        ("# A".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("# A".encode("utf-16-be").join((b"\xfe\xff", b"")), "is UTF-16; save it as UTF-8"),
        ("# A".encode("utf-32"), "is UTF-32; save it as UTF-8"),
    ],
)
def test_other_formats_are_refused(data, expected):
    with pytest.raises(FileError) as caught:
        decode_source("-", data)
    assert caught.value.reason == expected


def test_missing_file(tmp_path):
    assert reason(tmp_path / "none.md") == "no such file"
    assert reason(tmp_path / "none" / "none.md") == "no such file"
    assert reason(tmp_path / "a\0b.md") == "no such file"


def test_folder(tmp_path):
    assert reason(tmp_path) == "is a directory"


def test_name_too_long(tmp_path):
    assert reason(tmp_path / ("a" * 300)) == "the name is too long"


def test_fifo_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "fifo.md")
    assert reason(tmp_path / "fifo.md") == "is not a regular file"


def test_device_is_refused():
    assert reason(Path("/dev/null")) == "is not a regular file"


def test_links_that_lead_nowhere(tmp_path):
    (tmp_path / "broken.md").symlink_to("none.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert reason(tmp_path / "broken.md") == "is a symbolic link to a file that does not exist"
    assert reason(tmp_path / "loop.md") == "is a symbolic link that leads back to itself"


def test_link_inside_the_repository_is_followed(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# A\n")
    (tmp_path / "docs" / "link.md").symlink_to("../README.md")
    assert read_source(str(tmp_path / "docs" / "link.md")).text == "# A\n"


def test_link_out_of_the_repository_is_refused(tmp_path):
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("token\n")
    link = tmp_path / "repository" / "README.md"
    link.symlink_to("../secret.txt")
    assert reason(link) == "is a symbolic link that leads out of its repository"


def test_repository_reached_by_a_link_is_read(tmp_path):
    (tmp_path / "real" / ".git").mkdir(parents=True)
    (tmp_path / "real" / "README.md").write_text("# A\n")
    (tmp_path / "link").symlink_to("real")
    assert read_source(str(tmp_path / "link" / "README.md")).text == "# A\n"


def test_100_mb_are_refused_before_they_are_read(tmp_path):
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(LimitError, match=r"is larger than 32 MiB$"):
        read_source(str(tmp_path / "large.md"))


def test_limit_holds_for_standard_input_too():
    with pytest.raises(LimitError):
        decode_source("-", b"a" * (MAX_BYTES + 1))
    assert len(decode_source("-", b"a" * MAX_BYTES).text) == MAX_BYTES


def test_unreadable_file(open_folder, ordinary_user):
    path = open_folder / "closed.md"
    path.touch(0)
    with ordinary_user():
        assert reason(path) == "permission denied"
