"""Reading files: any bytes, any size, any tangle of links."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archbook.source.files import read_text, shown_path, walk_files

MD = frozenset({".md"})


def write(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def test_line_ends_and_byte_order_mark_are_made_plain(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    read = read_text(path, file="a.md", limit=100)
    assert read.text == "one\ntwo\nthree\n"
    assert (read.size, read.truncated, read.findings) == (18, False, ())


def test_utf_16_with_a_mark_is_decoded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", "Größe\n".encode("utf-16"))
    assert read_text(path, file="a.md", limit=100).text == "Größe\n"


def test_undecodable_bytes_are_shown_and_a_finding_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", b"one\ntwo \xff\n")
    read = read_text(path, file="a.md", limit=100)
    assert read.text == "one\ntwo \N{REPLACEMENT CHARACTER}\n"
    assert [(f.rule, f.location.line) for f in read.findings] == [("not-utf-8", 2)]


def test_nul_characters_are_left_out_with_a_finding(tmp_path: Path) -> None:
    read = read_text(write(tmp_path / "a.md", b"a\nb\0c\n"), file="a.md", limit=100)
    assert read.text == "a\nbc\n"
    assert [(f.rule, f.location.line) for f in read.findings] == [("nul-character", 2)]


def test_of_a_file_over_the_limit_only_the_head_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", b"line\n" * 1000)
    read = read_text(path, file="a.md", limit=100, head=22)
    assert read.text == "line\n" * 4
    assert read.truncated
    assert [(f.rule, f.severity.value) for f in read.findings] == [("file-too-large", "error")]
    assert read.findings[0].location.line == 1


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    read = read_text(write(tmp_path / "a.md", b"x" * 100), file="a.md", limit=100)
    assert not read.truncated


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"missing\.md"):
        read_text(tmp_path / "missing.md", file="missing.md", limit=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_into_plain_lines(tmp_path: Path, raw: bytes) -> None:
    text = read_text(write(tmp_path / "a.md", raw), file="a.md", limit=1000).text
    assert "\r" not in text
    assert "\0" not in text


def test_files_are_walked_in_a_fixed_order_without_hidden_folders(tmp_path: Path) -> None:
    for name in ("b/c.md", "b/a.md", "z.md", "a.MD", ".git/x.md", "d.txt", "x.md/inner.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in walk_files(tmp_path, MD)]
    assert found == ["a.MD", "z.md", "b/a.md", "b/c.md", "x.md/inner.md"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.md").write_text("x", "utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "broken.md").symlink_to(tmp_path / "nowhere.md")
    assert [path.name for path in walk_files(tmp_path, MD)] == ["one.md"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(walk_files(tmp_path / "missing", MD)) == []


def test_a_path_is_shown_from_the_root(tmp_path: Path) -> None:
    assert shown_path(tmp_path / "adr" / "x.md", tmp_path) == "adr/x.md"
    assert shown_path(tmp_path / "x.md", tmp_path / "docs") == "../x.md"
