"""Writing attestations: the entry is changed, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.checklists.attesting import (
    AttestingError,
    attestation_file,
    attested,
    entry_text,
    new_attestation,
    write_attestation,
)
from archbook.checklists.digest import item_digest
from archbook.checklists.loading import read_book
from archbook.checklists.model import Answer, Attestation, Evidence, EvidenceKind, Item
from archbook.source.findings import Location

DAY = dt.date(2026, 10, 2)
NOWHERE = Location(file="")


def attestation(item: str = "prr-rollback", **changes: object) -> Attestation:
    values: dict[str, object] = {
        "component": "orders",
        "item": item,
        "answer": Answer.PASS,
        "by": "ana",
        "on": DAY,
        "statement": "Rolled back in four minutes.",
        "digest": "sha256:0123456789abcdef",
        "location": NOWHERE,
    }
    return Attestation(**{**values, **changes})  # type: ignore[arg-type]


def read(text: str) -> dict[str, Attestation]:
    book = read_book({}, {"orders.yaml": text})
    assert [f for f in book.findings if f.location.file == "orders.yaml"] == []
    return {each.item: each for each in book.attestations}


def item() -> Item:
    entry = "{ability: do it, why: w, how: h, verify: v, decided-by: person}"
    return read_book({"a.yaml": f"items: {{own-a: {entry}}}"}).items["own-a"]


FILE = """\
# yaml-language-server: $schema=../attestations.schema.json
component: orders   # the shop's heart

attestations:
  # asked in spring
  prr-owner: {answer: pass, by: "ben", on: 2026-03-01, digest: "sha256:0123456789abcdef"}

  prr-rollback:
    answer: fail
    by: ben
    on: 2026-03-01
    digest: sha256:0123456789abcdef
    statement: |
      It took
      # an hour

  # to be asked again
  prr-slo:
      answer: pass
      by: ben
      on: 2026-03-01
      digest: sha256:0123456789abcdef
      # a remark inside

# the end
"""


def test_a_new_file_names_its_component() -> None:
    text = attested("", attestation())
    assert text == (
        "component: orders\n"
        "attestations:\n"
        "  prr-rollback:\n"
        "    answer: pass\n"
        "    by: ana\n"
        "    on: 2026-10-02\n"
        "    digest: sha256:0123456789abcdef\n"
        "    statement: Rolled back in four minutes.\n"
    )


def test_a_new_entry_comes_last_and_all_other_lines_stay() -> None:
    text = attested(FILE, attestation("prr-flags"))
    assert text == FILE.replace(
        "      # a remark inside\n",
        "      # a remark inside\n" + entry_text(attestation("prr-flags")),
    )
    assert list(read(text)) == ["prr-flags", "prr-owner", "prr-rollback", "prr-slo"]


@pytest.mark.parametrize("name", ["prr-owner", "prr-rollback", "prr-slo"])
def test_replacing_an_entry_leaves_the_lines_around_it(name: str) -> None:
    text = attested(FILE, attestation(name))
    assert read(text)[name].by == "ana"
    written = entry_text(attestation(name))
    before, after = text.split(written)
    assert FILE.startswith(before)
    assert FILE.endswith(after)
    for kept in ("# asked in spring\n", "# to be asked again\n", "\n# the end\n"):
        assert kept in text


def test_replacing_twice_is_replacing_once() -> None:
    once = attested(FILE, attestation())
    assert attested(once, attestation()) == once


@pytest.mark.parametrize(
    "text",
    [
        "component: orders\n",
        "component: orders",
        "component: orders\nattestations:\n",
        "component: orders\nattestations: {}  # none yet\n",
        "attestations: ~",
        "# only a remark\n",
        "---\ncomponent: orders\n...\n",
        "component: orders\r\nattestations:\r\n",
        "\ufeffcomponent: orders\n",
        (
            "attestations:\n      prr-x: {answer: pass, by: b, on: 2026-01-01,\n"
            "              digest: 'sha256:0123456789abcdef'}\ncomponent: orders\n"
        ),
        (
            "attestations:\n  prr-x: &x\n    answer: pass\n    by: b\n    on: 2026-01-01\n"
            "    digest: sha256:0123456789abcdef\n  prr-y: *x\n"
        ),
    ],
)
def test_however_a_file_is_written_the_entry_is_added_and_nothing_lost(text: str) -> None:
    new = attested(text, attestation())
    assert read(new)["prr-rollback"].by == "ana"
    left = iter(new.splitlines())
    assert all(line in left for line in text.splitlines() if not line.startswith("attestations"))
    assert ("\r\n" in new) == ("\r\n" in text)
    assert "\n" not in new.replace("\r\n", "") or "\r\n" not in new


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("attestations: {prr-x: {answer: pass}}\n", "in braces"),
        ("{component: orders}\n", "in braces"),
        ("attestations: [a]\n", "no attestations"),
        ("- a\n", "no attestations"),
        ("attestations: [", "Line 2 of the file is wrong"),
        ("attestations:\n  a: {}\n  a: {}\n", "Line 3 of the file is wrong"),
        ("attestations:\n  prr-rollback: &x {answer: pass}\n  prr-y: *x\n", "safely"),
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_refused_with_what_to_do(
    text: str, said: str
) -> None:
    with pytest.raises(AttestingError) as caught:
        attested(text, attestation())
    assert said in caught.value.message
    assert caught.value.mend


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and " ".join(text.split()) == text
)


@given(
    by=TEXTS,
    lines=st.lists(TEXTS, max_size=3),
    link=st.sampled_from(["https://example.org/a?b=c#d", "https://example.org/x y", ""]),
    values=st.dictionaries(
        st.sampled_from(["minutes", "on", "who"]),
        st.sampled_from(["4", "0.5", "007", "true", "yes", "10m", "a: b", "- c", "# d", "1e3"]),
    ),
)
def test_whatever_is_stated_is_read_back_as_it_was(
    by: str, lines: list[str], link: str, values: dict[str, str]
) -> None:
    evidence = [Evidence(kind=EvidenceKind.LINK, target=link, location=NOWHERE)] if link else []
    new = attestation(
        by=by,
        statement="\n".join(lines),
        evidence=tuple(evidence) if " " not in link else (),
        values=tuple(sorted(values.items())),
    )
    for text in ("", FILE):
        try:
            written = attested(text, new)
        except AttestingError as error:
            raise AssertionError(error) from error
        book = read_book({}, {"orders.yaml": written})
        found = {each.item: each for each in book.attestations}
        if "prr-rollback" in found:  # else a character that no statement may have
            got = found["prr-rollback"]
            assert (got.by, got.statement, got.values) == (new.by, new.statement, new.values)
            assert [e.target for e in got.evidence] == [e.target for e in new.evidence]
        else:
            assert any(f.rule == "attestation-wrong-value" for f in book.findings)


def test_digest_and_date_are_filled_in(tmp_path: Path) -> None:
    record = tmp_path / "drills" / "a.md"
    record.parent.mkdir()
    record.write_bytes(b"Four minutes.\n")
    found = new_attestation(
        item(),
        "orders",
        answer=Answer.PASS,
        by="ana",
        on=DAY,
        root=tmp_path,
        evidence=[(EvidenceKind.DRILL, "drills/a.md"), (EvidenceKind.FILE, "b.md")],
    )
    assert found.digest == item_digest(item())
    assert found.evidence[0].digest == f"sha256:{hashlib.sha256(record.read_bytes()).hexdigest()}"
    assert found.evidence[1].digest == ""


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        (EvidenceKind.FILE, "../secret.md", "out of the repository"),
        (EvidenceKind.DRILL, "out/secret.md", "out of the repository"),
        (EvidenceKind.DRILL, "drills/none.md", "cannot be read"),
    ],
)
def test_evidence_that_leads_out_or_is_no_record_is_refused(
    tmp_path: Path, kind: EvidenceKind, target: str, said: str
) -> None:
    root = tmp_path / "book"
    root.mkdir()
    (tmp_path / "secret.md").write_text("x")
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(AttestingError, match=said):
        new_attestation(
            item(),
            "orders",
            answer=Answer.PASS,
            by="ana",
            on=DAY,
            root=root,
            evidence=[(kind, target)],
        )


def test_a_file_is_made_where_there_is_none_and_kept_where_there_is(tmp_path: Path) -> None:
    path = write_attestation(tmp_path, attestation(component="shop/orders"))
    assert path == tmp_path / "attestations" / "shop" / "orders.yaml"
    other = tmp_path / "attestations" / "cart.yml"
    other.write_bytes(b"component: cart\r\n")
    assert attestation_file(tmp_path, "cart") == other
    write_attestation(tmp_path, attestation(component="cart"))
    assert other.read_bytes().startswith(b"component: cart\r\nattestations:\r\n  prr-rollback:\r\n")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "attestations" / "orders.yaml"
    path.parent.mkdir()
    path.write_bytes(b"by: \xff\n")
    with pytest.raises(AttestingError, match="UTF-8"):
        write_attestation(tmp_path, attestation())
    assert path.read_bytes() == b"by: \xff\n"
