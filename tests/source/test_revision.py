"""The files of a revision, out of git's objects: real repositories, made for each test."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from archbook.source.revision import LARGEST, checked_out, find_revision
from support.readiness import Shop


def test_a_name_means_a_commit_with_its_day(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    commit = shop.commit({"a.md": "a\n"}, day="2026-03-02")
    found = find_revision(tmp_path, "main")
    assert (found.commit, found.on) == (commit, dt.date(2026, 3, 2))


def test_files_are_as_they_were_and_gone_afterwards(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.commit({"docs/a ü.md": "one\n", "build/x.bin": "\0"})
    shop.commit({"docs/a ü.md": "two\n"})
    with checked_out(shop.root, find_revision(shop.root, "HEAD~1")) as root:
        assert (root / "docs" / "a ü.md").read_text("utf-8") == "one\n"
        assert (root / "build" / "x.bin").read_bytes() == b"\0"
        kept = root
    assert not kept.exists()


def test_of_the_rest_of_the_repository_only_what_may_be_a_source_is_written(
    tmp_path: Path,
) -> None:
    shop = Shop(tmp_path / "shop")
    shop.commit({"book/a.txt": "a\n", "adr/1.md": "b\n", "src/main.c": "c\n"})
    with checked_out(shop.root / "book", find_revision(shop.root, "main")) as root:
        assert root.name == "book"
        assert sorted(p.name for p in root.parent.rglob("*") if p.is_file()) == ["1.md", "a.txt"]


def test_a_link_is_kept_inside_and_dropped_where_it_leads_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    shop = Shop(tmp_path / "shop")
    (shop.root / "in").symlink_to("a.md")
    (shop.root / "out").symlink_to("../secret")
    (shop.root / "far").symlink_to(tmp_path / "secret")
    shop.commit({"a.md": "a\n"})
    with checked_out(shop.root, find_revision(shop.root, "main")) as root:
        assert (root / "in").read_text("utf-8") == "a\n"
        assert not (root / "out").is_symlink()
        assert not (root / "far").is_symlink()


def test_a_path_through_a_link_of_the_tree_is_never_written_through(tmp_path: Path) -> None:
    """A tree made by hand may name a link and, below its name, a file."""
    shop = Shop(tmp_path / "shop")
    shop.commit({"a.md": "a\n"})
    target = tmp_path / "target"
    target.mkdir()
    link = _object(shop, "blob", str(target).encode())
    file = _object(shop, "blob", b"evil\n")
    below = _object(shop, "tree", b"100644 x.md\0" + bytes.fromhex(file))
    whole = b"120000 at\0" + bytes.fromhex(link) + b"40000 at\0" + bytes.fromhex(below)
    tree = _object(shop, "tree", whole)
    commit = shop.git("commit-tree", tree, "-m", "x")
    with checked_out(shop.root, find_revision(shop.root, commit)):
        assert list(target.iterdir()) == []


def _object(shop: Shop, kind: str, content: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "--literally", "-t", kind, "-w", "--stdin"],
        cwd=shop.root,
        input=content,
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().strip()


def test_a_file_over_the_limit_is_there_and_empty(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    with (shop.root / "big.md").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    shop.commit({"a.md": "a\n"})
    with checked_out(shop.root, find_revision(shop.root, "main")) as root:
        assert (root / "big.md").stat().st_size == 0
