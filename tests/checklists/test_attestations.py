"""Reading attestations: each for itself, and none that is wrong counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archbook.checklists.loading import load_book, read_book
from archbook.checklists.model import Answer, ChecklistBook, EvidenceKind
from archbook.rules.registry import rules
from archbook.source.findings import Location
from archbook.source.yamltext import read_yaml

HEAD = "answer: pass, by: ana, on: 2026-10-02, digest: 'sha256:0123456789abcdef'"
GOOD = f"{{{HEAD}}}"
DRILL = "a" * 64


def read(text: str, *, root: Path | None = None) -> ChecklistBook:
    return read_book({}, {"docs/checklists/attestations/orders.yaml": text}, root=root)


def attested(book: ChecklistBook) -> list[str]:
    return [each.item for each in book.attestations]


def test_all_that_an_attestation_may_state_is_read() -> None:
    book = read(
        f"""\
component: orders
attestations:
  prr-rollback:
    answer: pass
    by: ana
    on: 2026-10-02
    digest: sha256:0123456789abcdef
    statement: |
      Rolled back
      in four minutes.
    evidence:
      - {{drill: docs/drills/2026-10-02.md, digest: "sha256:{DRILL}"}}
      - link: https://example.org/run/1
      - {{record: build/drill.xml}}
      - docs/notes.md
      - HTTPS://example.org/2
    fields: {{minutes: 4, on-call: true, ratio: 0.5, who: "ben"}}
  prr-pii: {{answer: not-applicable, by: ana, on: 2026-10-02,
    digest: "sha256:0123456789abcdef", statement: No personal data.}}
  prr-slo: {{answer: fail, by: ana, on: 2026-10-02, digest: "sha256:0123456789abcdef"}}
"""
    )
    assert book.findings == ()
    rolled = next(each for each in book.attestations if each.item == "prr-rollback")
    assert (rolled.component, rolled.answer, rolled.by) == ("orders", Answer.PASS, "ana")
    assert (str(rolled.on), rolled.digest) == ("2026-10-02", "sha256:0123456789abcdef")
    assert rolled.statement == "Rolled back\nin four minutes."
    assert [(e.kind, e.target, bool(e.digest), e.location.line) for e in rolled.evidence] == [
        (EvidenceKind.DRILL, "docs/drills/2026-10-02.md", True, 12),
        (EvidenceKind.LINK, "https://example.org/run/1", False, 13),
        (EvidenceKind.RECORD, "build/drill.xml", False, 14),
        (EvidenceKind.FILE, "docs/notes.md", False, 15),
        (EvidenceKind.LINK, "HTTPS://example.org/2", False, 16),
    ]
    assert dict(rolled.values) == {
        "minutes": "4", "on-call": "true", "ratio": "0.5", "who": "ben",
    }  # fmt: skip
    assert [(each.item, each.answer) for each in book.attestations] == [
        ("prr-pii", Answer.NOT_APPLICABLE),
        ("prr-rollback", Answer.PASS),
        ("prr-slo", Answer.FAIL),
    ]


@pytest.mark.parametrize(
    ("changes", "rule", "message", "mend"),
    [
        ({"answer": None}, "missing-key", 'The key "answer" of the attestation', "`answer:`"),
        ({"by": None}, "missing-key", 'The key "by" of the', "`by:`"),
        ({"on": None}, "missing-key", 'The key "on" of the', "`on:`"),
        ({"digest": None}, "missing-key", 'The key "digest" of the', "`digest:`"),
        ({"answer": "passed"}, "wrong-value", "is not one of pass, fail, not-app", '"pass"'),
        ({"answer": True}, "wrong-value", "is not one of", "one of them"),
        ({"by": ""}, "wrong-value", '"by" of the attestation "orders x" is empty', "Write a text"),
        ({"on": "2026-13-02"}, "wrong-value", 'is not a date: "2026-13-02"', "year, month and"),
        ({"on": "2. Oktober"}, "wrong-value", "is not a date", "year, month and day"),
        ({"digest": "0123"}, "wrong-value", "is not a digest of 16", "checklists attest"),
        ({"digest": "sha256:" + "A" * 16}, "wrong-value", "is not a digest", "attest"),
        ({"answer": "not-applicable"}, "wrong-value", "without a reason", "`statement:`"),
        ({"statement": ""}, "wrong-value", "is empty", "Write a text"),
        ({"evidence": []}, "wrong-value", "is an empty list", "List"),
        ({"evidence": [{}]}, "wrong-value", '"evidence[0]" of the attestation "orders x" names no',
         "link, file"),
        ({"evidence": [{"link": "https://e.org", "file": "x"}]}, "wrong-value", "link and file",
         "entry for each"),
        ({"evidence": [{"lnk": "https://e.org"}]}, "unknown-key", "evidence[0].lnk", '"link"'),
        ({"evidence": "javascript:alert(1)"}, "wrong-value", "is an address, not a path", "path"),
        ({"evidence": {"link": "javascript:alert(1)"}}, "wrong-value", 'scheme "javascript:"',
         "https://"),
        ({"evidence": {"link": " data:text/html,x"}}, "wrong-value", 'scheme "data:"', "https"),
        ({"evidence": {"link": "docs/a.md"}}, "wrong-value", "is not an address", "in full"),
        ({"evidence": {"file": "/etc/passwd"}}, "wrong-value", "is an absolute path", "relative"),
        ({"evidence": {"file": "C:/x"}}, "wrong-value", "is an absolute path", "relative"),
        ({"evidence": {"file": "~/x"}}, "wrong-value", "is an absolute path", "relative"),
        ({"evidence": {"file": "a", "digest": f"sha256:{DRILL}"}}, "wrong-value",
         "has a digest of a file", "only a drill"),
        ({"evidence": {"drill": "a", "digest": "sha256:0"}}, "wrong-value",
         "is not a digest of 64", "sha256sum"),
        ({"evidence": {"file": "../../../x.md"}}, "outside-repository", "out of the repos", "Put"),
        ({"fields": {"minutes": [4]}}, "wrong-value", "is not a plain value", "a number"),
        ({"fields": ["minutes"]}, "wrong-value", "not a mapping", "key: value"),
        ({"answr": "pass"}, "unknown-key", 'The key "answr"', '"answer"'),
    ],
)  # fmt: skip
def test_one_that_is_wrong_is_told_left_out_and_voids_no_other(
    changes: dict[str, object], rule: str, message: str, mend: str
) -> None:
    entry = {**read_yaml(GOOD, file="").data, **changes}
    entry = {key: value for key, value in entry.items() if value is not None}
    text = f"attestations:\n  a: {GOOD}\n  x: {json.dumps(entry)}\n  z: {GOOD}\n"
    book = read(text)
    assert attested(book) == ["a", "z"]
    found = [f for f in book.findings if message in f.message]
    assert len(found) == 1, book.findings
    assert found[0].rule == f"attestation-{rule}"
    assert found[0].rule in rules()
    assert found[0].location.line == 3
    assert found[0].components == ("orders",)
    assert mend in found[0].mend


def test_of_two_for_one_item_neither_counts() -> None:
    book = read(f"attestations:\n  a: {GOOD}\n  a: {{answer: fail}}\n  b: {GOOD}\n")
    assert attested(book) == ["b"]
    assert [(f.rule, f.location.line) for f in book.findings] == [("attestation-yaml", 3)]


def test_one_that_says_two_things_under_one_key_does_not_count() -> None:
    book = read(f"attestations:\n  a: {{{HEAD}, answer: fail}}\n  b: {GOOD}\n")
    assert attested(book) == ["b"]


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        (f"component: cart\nattestations: {{a: {GOOD}}}", "wrong-component", '"cart" by what it'),
        (f"component: [x]\nattestations: {{a: {GOOD}}}", "wrong-component", "a list by what"),
        ("- a", "wrong-value", "holds a list, not attestations"),
        ("attestations: [a]", "wrong-value", "`attestations` is a list"),
        ("attestation: {}", "unknown-key", '"attestation" of a file of attestations'),
        ("attestations: {a: {", "yaml", "cannot be read"),
        ("attestations: {a: }", "missing-key", "is missing"),
    ],
)
def test_a_file_that_is_none_of_its_component_counts_for_nothing(
    text: str, rule: str, message: str
) -> None:
    book = read(text)
    assert book.attestations == ()
    assert any(f.rule == f"attestation-{rule}" and message in f.message for f in book.findings)
    assert all(f.mend for f in book.findings)


def test_a_second_file_for_a_component_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "attestations"
    folder.mkdir()
    (folder / "orders.yaml").write_text(f"attestations: {{a: {GOOD}}}\n")
    (folder / "orders.yml").write_text(f"attestations: {{a: {GOOD}, b: {GOOD}}}\n")
    book = load_book(tmp_path, root=tmp_path, packs=[], packs_at=Location(file=""))
    assert attested(book) == ["a"]
    assert [(f.rule, f.location.file) for f in book.findings] == [
        ("attestation-second-file", "attestations/orders.yml")
    ]


def test_evidence_that_leaves_the_repository_by_a_link_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "book"
    (root / "docs").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("x")
    (root / "docs" / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "all").symlink_to(tmp_path)
    (root / "docs" / "in.md").symlink_to(root / "docs" / "there.md")
    for target, good in (
        ("docs/in.md", True),
        ("docs/../docs/in.md", True),
        ("docs/out.md", False),
        ("all/secret.md", False),
        ("docs/../../secret.md", False),
        ("all/../secret.md", False),
    ):
        book = read(f"attestations: {{a: {{{HEAD}, evidence: {{file: {target}}}}}}}", root=root)
        assert bool(book.attestations) is good, target
        assert [f.rule for f in book.findings] == (
            [] if good else ["attestation-outside-repository"]
        )


def test_evidence_may_lie_in_the_repository_beside_the_handbook(tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    root.mkdir()
    (tmp_path / ".git").mkdir()
    book = read(f"attestations: {{a: {{{HEAD}, evidence: {{file: ../ops/a.md}}}}}}", root=root)
    assert attested(book) == ["a"]
