"""Who made a file and when: real repositories, made for each test."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from archbook.source.git import FileHistory, HistoryCache, read_history, repository_root


class Repository:
    """A repository whose commits have stated days and authors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-01-01", author: str = "Ada") -> None:
        """Run git as an author on a day."""
        stamp = f"{day}T12:00:00+0000"
        identity = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", author), ("EMAIL", "x@example.org"), ("DATE", stamp))
        }
        subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self.folder), **identity},
        )

    def commit(self, files: dict[str, str], *, day: str, author: str = "Ada") -> None:
        """Write files and commit them."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "change", day=day, author=author)


LONG = "".join(f"line {n}\n" for n in range(20))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repo")


def test_first_and_last_day_and_authors_in_the_order_they_came(repository: Repository) -> None:
    repository.commit({"adr/1.md": "one\n"}, day="2024-02-03", author="Ada")
    repository.commit({"adr/1.md": "two\n"}, day="2025-04-05", author="Bo")
    repository.commit({"adr/1.md": "three\n", "other.md": ""}, day="2026-06-07", author="Ada")
    history = read_history(repository.folder / "adr")
    assert history.missing == ""
    assert history.files == {
        "1.md": FileHistory(created="2024-02-03", changed="2026-06-07", authors=("Ada", "Bo"))
    }


def test_names_of_all_languages_and_with_blanks_are_found(repository: Repository) -> None:
    name = "0001-编写 é \N{HYPHEN}.md"
    repository.commit({f"adr/sub/{name}": "x\n"}, day="2024-02-03")
    assert read_history(repository.folder / "adr").files[f"sub/{name}"].created == "2024-02-03"


def test_a_renamed_file_keeps_its_history(repository: Repository) -> None:
    repository.commit({"adr/1-a.md": LONG}, day="2024-02-03", author="Ada")
    repository.git("mv", "adr/1-a.md", "adr/2-b.md")
    repository.git("commit", "-q", "-m", "renumber", day="2025-01-01", author="Bo")
    repository.git("mv", "adr/2-b.md", "adr/3-c.md")
    repository.git("commit", "-q", "-m", "renumber", day="2026-01-01", author="Cy")
    files = read_history(repository.folder / "adr").files
    assert files["3-c.md"] == FileHistory(
        created="2024-02-03", changed="2026-01-01", authors=("Ada", "Bo", "Cy")
    )


def test_a_name_used_again_after_a_rename_begins_anew(repository: Repository) -> None:
    repository.commit({"adr/1.md": LONG}, day="2024-02-03", author="Ada")
    repository.git("mv", "adr/1.md", "adr/2.md")
    repository.git("commit", "-q", "-m", "renumber", day="2025-01-01", author="Ada")
    repository.commit({"adr/1.md": "quite another\n"}, day="2026-01-01", author="Bo")
    files = read_history(repository.folder / "adr").files
    assert files["1.md"].created == "2026-01-01"
    assert files["1.md"].authors == ("Bo",)
    assert files["2.md"].created == "2024-02-03"


def test_a_file_that_was_never_committed_has_no_history(repository: Repository) -> None:
    repository.commit({"adr/1.md": "x\n"}, day="2024-02-03")
    (repository.folder / "adr/2.md").write_text("new\n", encoding="utf-8")
    assert list(read_history(repository.folder / "adr").files) == ["1.md"]


def test_a_folder_outside_any_repository_has_no_history(tmp_path: Path) -> None:
    assert repository_root(tmp_path) is None
    assert read_history(tmp_path).missing == "the folder is in no git repository"


def test_a_repository_without_a_commit_says_so(repository: Repository) -> None:
    assert read_history(repository.folder).missing == "the repository has no commit yet"


def test_a_shallow_clone_is_not_believed(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"adr/1.md": "x\n"}, day="2024-02-03")
    repository.commit({"adr/2.md": "x\n"}, day="2025-02-03")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(clone))
    history = read_history(clone / "adr")
    assert history.missing == "the clone is shallow"
    assert history.files == {}


def test_without_git_there_is_no_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"1.md": "x\n"}, day="2024-02-03")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(repository.folder).missing == "git is not installed"


def test_git_that_takes_too_long_is_given_up(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec /bin/sleep 20\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent))
    assert read_history(repository.folder, timeout=0.2).missing == "git took more than 0.2 seconds"


def test_nothing_that_the_repository_configures_is_run(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"1.md": "x\n"}, day="2024-02-03")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "pager.log"):
        repository.git("config", key, str(trap))
    repository.git("config", "log.showSignature", "true")
    assert "1.md" in read_history(repository.folder).files
    assert not (tmp_path / "sprung").exists()


def test_a_hook_that_names_its_own_repository_does_not_mislead(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"1.md": "x\n"}, day="2024-02-03")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert "1.md" in read_history(repository.folder).files


def test_a_kept_history_is_used_until_the_revision_changes(repository: Repository) -> None:
    repository.commit({"1.md": "x\n"}, day="2024-02-03")
    cache: HistoryCache = {}
    first = read_history(repository.folder, cache=cache)
    assert read_history(repository.folder, cache=cache) is first
    repository.commit({"2.md": "x\n"}, day="2025-02-03")
    assert sorted(read_history(repository.folder, cache=cache).files) == ["1.md", "2.md"]
