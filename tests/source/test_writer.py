import errno
import os
import stat
from pathlib import Path

import pytest

from awesome_lint.errors import FileError
from awesome_lint.source.reader import read_source
from awesome_lint.source.writer import write_source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "README.md"
    file.write_bytes(b"# A\r\n")
    return file


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def refusal(path: Path, change) -> str:
    """Read, let ``change`` happen, try to write; the file and its folder must be as ``change`` left them."""
    source = read_source(str(path))
    change()
    before = path.read_bytes(), names(path)
    with pytest.raises(FileError) as caught:
        write_source(source, "# B\n")
    assert (path.read_bytes(), names(path)) == before
    return caught.value.reason


def test_writes_newlines_mark_and_invalid_bytes_as_they_were(path):
    path.write_bytes(b"\xef\xbb\xbf# A\r\n\xff\n")
    source = read_source(str(path))
    write_source(source, source.text.replace("A", "B"))
    assert path.read_bytes() == b"\xef\xbb\xbf# B\r\n\xff\n"
    assert names(path) == ["README.md"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_keeps_permission_bits(path, mode):
    path.chmod(mode)
    write_source(read_source(str(path)), "# B\n")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_keeps_the_owner(path):
    os.chown(path, 65534, 65534)
    write_source(read_source(str(path)), "# B\n")
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)


def test_unchanged_text_is_not_written(path):
    path.chmod(0o444)
    before = path.stat()
    source = read_source(str(path))
    write_source(source, source.text)
    assert path.stat() == before


def test_symbolic_link_stays_and_its_target_is_written(path):
    link = path.with_name("link.md")
    link.symlink_to("README.md")
    write_source(read_source(str(link)), "# B\n")
    assert link.is_symlink()
    assert path.read_bytes() == b"# B\n"


def test_file_changed_meanwhile(path):
    reason = refusal(path, lambda: path.write_bytes(b"# mine\n"))
    assert reason == "was changed by another program meanwhile, so nothing was written; run again"


def test_file_changed_while_it_is_written(path, monkeypatch):
    sync = os.fsync

    def change(descriptor: int) -> None:
        sync(descriptor)
        path.write_bytes(b"# mine\n")

    monkeypatch.setattr(os, "fsync", change)
    with pytest.raises(FileError, match="was changed by another program"):
        write_source(read_source(str(path)), "# B\n")
    assert path.read_bytes() == b"# mine\n"
    assert names(path) == ["README.md"]


def test_file_gone_meanwhile(path):
    source = read_source(str(path))
    path.unlink()
    with pytest.raises(FileError, match="no such file"):
        write_source(source, "# B\n")
    assert not path.exists()


def test_read_only_file(open_folder, ordinary_user):
    path = open_folder / "README.md"
    path.write_bytes(b"# A\n")
    path.chmod(0o444)
    open_folder.chmod(0o777)
    with ordinary_user():
        assert refusal(path, lambda: None) == "is read-only, so nothing was written"


def test_whoever_may_write_nevertheless_does(path):
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        write_source(read_source(str(path)), "# B\n")
        assert path.read_bytes() == b"# B\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_read_only_folder(open_folder, ordinary_user):
    path = open_folder / "README.md"
    path.write_bytes(b"# A\n")
    path.chmod(0o666)
    with ordinary_user():
        assert refusal(path, lambda: None) == "its folder is read-only, so nothing was written"


def test_file_of_somebody_else(open_folder, ordinary_user):
    open_folder.chmod(0o777)
    path = open_folder / "README.md"
    path.write_bytes(b"# A\n")
    with ordinary_user():
        reason = refusal(path, lambda: None)
    assert reason == "is read-only, so nothing was written"


@pytest.mark.parametrize("step", ["os.fsync", "tempfile.mkstemp"])
def test_full_disk(path, monkeypatch, step):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(step, refuse)
    assert refusal(path, lambda: None) == "no space left on the disk"


def test_interrupt_leaves_nothing_behind(path, monkeypatch):
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_source(read_source(str(path)), "# B\n")
    assert path.read_bytes() == b"# A\r\n"
    assert names(path) == ["README.md"]
