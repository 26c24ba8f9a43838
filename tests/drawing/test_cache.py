import os
import threading
from pathlib import Path

from archbook.drawing.cache import Cache


def test_what_was_put_is_got(cache: Cache) -> None:
    cache.put("ab12", b"picture")
    assert cache.get("ab12") == b"picture"
    assert cache.get("ab13") is None


def test_the_borders_of_parts_count() -> None:
    assert Cache.key("ab", "c") != Cache.key("a", "bc")


def test_a_damaged_entry_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("ab12", b"picture")
    (tmp_path / "ab" / "12").write_bytes(b"half")
    assert cache.get("ab12") is None


def test_a_cache_without_a_folder_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put("ab12", b"picture")
    assert cache.get("ab12") is None


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("ab12", b"picture")
    assert cache.get("ab12") is None


def test_two_writers_at_once_leave_one_whole_entry(tmp_path: Path) -> None:
    content = [bytes([index]) * 200_000 for index in range(8)]
    caches = [Cache(tmp_path) for _ in content]
    threads = [
        threading.Thread(target=cache.put, args=("ab12", each))
        for cache, each in zip(caches, content, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Cache(tmp_path).get("ab12") in content
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["12"]


def test_what_a_killed_build_left_is_swept_later(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("ab12", b"picture")
    left, fresh = tmp_path / "ab" / ".part-old", tmp_path / "ab" / ".part-new"
    left.write_bytes(b"half")
    fresh.write_bytes(b"half")
    os.utime(left, (0, 0))
    cache.sweep()
    assert not left.exists()
    assert fresh.exists()
    assert cache.get("ab12") == b"picture"
