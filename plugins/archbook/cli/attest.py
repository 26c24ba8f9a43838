"""`archbook checklists attest`: writes down what a person says of an item."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archbook.cli.checklist_loading import loaded
from archbook.cli.shared import Place, fail, place_options, printable
from archbook.source.findings import did_you_mean
from archbook.source.git import git_command, git_environment
from archbook.source.wording import one_line

if TYPE_CHECKING:
    from archbook.checklists.model import Attestation, ChecklistBook, EvidenceKind, Item
    from archbook.checklists.ways import ByPerson
    from archbook.handbook import Handbook

__all__ = ["attest"]

_TIMEOUT = 10


@click.command()
@click.argument("component")
@click.argument("item")
@click.option("--by", metavar="NAME", help="Who says so. Default: `user.name` of git.")
@click.option("--statement", default="", metavar="TEXT", help="What was done or seen.")
@click.option(
    "--evidence",
    "evidence",
    multiple=True,
    metavar="[KIND:]TARGET",
    help="A link, or a file as `file:PATH`, `record:PATH` (what a machine wrote) or `drill:PATH`"
    " (the record of an exercise; pinned by its digest). May be given several times.",
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value that the item asks for. May be given several times.",
)
@click.option("--fail", "failing", is_flag=True, help="Say that it cannot, instead of that it can.")
@click.option("--not-applicable", metavar="REASON", help="Say why it does not apply, instead.")
@place_options
def attest(
    *,
    component: str,
    item: str,
    by: str | None,
    statement: str,
    evidence: tuple[str, ...],
    fields: tuple[str, ...],
    failing: bool,
    not_applicable: str | None,
    place: Place,
) -> None:
    """Write down what a person says of an ITEM for a COMPONENT, as YAML, digest and date filled in.

    The date is the one to speak of (--as-of). Prints the file; an attestation of the same item in
    it is replaced.
    """
    from archbook.checklists.attesting import (  # noqa: PLC0415 - help needs none of it
        AttestingError,
        new_attestation,
        write_attestation,
    )
    from archbook.checklists.model import Answer  # noqa: PLC0415 - as above
    from archbook.source.files import shown_path  # noqa: PLC0415 - as above

    if failing and not_applicable is not None:
        fail("Say either --fail or --not-applicable.")
    handbook, book = loaded(place)
    asked = _item(handbook, book, component, item)
    values = [_field(each) for each in fields]
    links = [_evidence(each) for each in evidence]
    answer = Answer.FAIL if failing else Answer.PASS
    if not_applicable is not None:
        if not not_applicable.strip():
            fail("--not-applicable takes the reason why it does not apply.")
        answer, statement = Answer.NOT_APPLICABLE, not_applicable
    else:
        _check(asked, [name for name, _ in values], evidence=bool(links), passing=not failing)
    try:
        made = new_attestation(
            asked,
            component,
            answer=answer,
            by=by or _git_name(handbook.root),
            on=handbook.as_of,
            root=handbook.root,
            statement=statement,
            evidence=links,
            values=values,
        )
        file = write_attestation(_folder(handbook), made)
    except AttestingError as error:
        fail(str(error))
    except OSError as error:
        fail(f"The attestation cannot be written: {error.strerror or error}.")
    click.echo(shown_path(file, Path.cwd()))
    _comment(handbook, made, asked)


def _item(handbook: Handbook, book: ChecklistBook, component: str, item: str) -> Item:
    of = handbook.components
    known = of.components if of else {}
    if component not in known:
        fail(f'There is no component "{component}".{did_you_mean(component, known)}')
    found = book.items.get(item)
    if found is None:
        near = did_you_mean(item, book.items)
        fail(f'There is no item "{item}"; `archbook checklists list` names them.{near}')
    return found


def _check(item: Item, stated: list[str], *, evidence: bool, passing: bool) -> None:
    """End the command where what is stated could not count, before it is written."""
    from archbook.checklists.ways import ByPerson, Either  # noqa: PLC0415 - as above
    from archbook.readiness.wording import way_words  # noqa: PLC0415 - as above

    ways = item.way.of if isinstance(item.way, Either) else (item.way,)
    people = [way for way in ways if isinstance(way, ByPerson)]
    if not people:
        fail(
            f"{item.id} is decided by {way_words(item.way)}, and by no person. State the fact"
            " there, or say by --not-applicable why it does not apply."
        )
    known = sorted({name for way in people for name, _ in way.fields})
    for name in stated:
        if name not in known:
            asked = f"; it asks for {', '.join(known)}" if known else ""
            fail(f'{item.id} asks for no field "{name}"{asked}.{did_you_mean(name, known)}')
    wanting = [_wanting(way, stated, evidence=evidence) for way in people]
    if passing and all(wanting):
        fail(f"{item.id} asks for more: {wanting[0]}.")


def _wanting(way: ByPerson, stated: list[str], *, evidence: bool) -> str:
    """Return the options that an attestation lacks, in words; empty where it has them all."""
    words = [
        f"`--field {name}=VALUE`{f' ({limit.written})' if limit else ''}"
        for name, limit in way.fields
        if name not in stated
    ]
    if way.evidence and not evidence:
        words.append("`--evidence [KIND:]TARGET`, what shows it")
    return ", and ".join(words)


def _folder(handbook: Handbook) -> Path:
    from archbook.settings import DEFAULT_CHECKLIST_FOLDER  # noqa: PLC0415 - as above

    return handbook.root / (handbook.settings.folders.checklists or DEFAULT_CHECKLIST_FOLDER)


def _git_name(root: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed list of arguments, no shell
            git_command("config", "--get", "user.name"),
            cwd=root,
            env=git_environment(),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT,
            check=True,
        )
        name = done.stdout.decode("utf-8", errors="replace").strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    if not name:
        fail("Say who attests it: `--by NAME`, or set `user.name` of git.")
    return name


def _evidence(text: str) -> tuple[EvidenceKind, str]:
    from archbook.checklists.model import EvidenceKind  # noqa: PLC0415 - as above

    kind, colon, target = text.partition(":")
    if colon and kind in {each.value for each in EvidenceKind}:
        chosen = EvidenceKind(kind)
    elif text.startswith(("https://", "http://")):
        chosen, target = EvidenceKind.LINK, text
    elif colon:
        fail(
            f'"{text}" is no evidence; write an https: link, or file:, record: or drill: and a'
            " path."
        )
    else:
        chosen, target = EvidenceKind.FILE, text
    if chosen is EvidenceKind.LINK and not target.startswith(("https://", "http://")):
        fail(f'The link "{target}" is no https: address.')
    if not target.strip():
        fail(f'The evidence "{text}" names nothing.')
    return chosen, target.strip()


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        fail(f'"{text}" is no field; write NAME=VALUE.')
    return name.strip(), value.strip()


def _comment(handbook: Handbook, made: Attestation, item: Item) -> None:
    """Say on standard error what the new attestation comes to."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from archbook.handbook import with_checklists  # noqa: PLC0415 - as above
    from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - as above
    from archbook.rules.run import judge  # noqa: PLC0415 - as above

    again = with_checklists(replace(handbook, checklists=None))
    results = evaluate(again, judge(again)).results.get(made.component, {})
    result = results.get(item.id)
    if result is None:
        click.echo(f"No checklist in use asks {item.id} of {made.component}.", err=True)
        return
    click.echo(f"{item.id} of {made.component} is now: {result.result}", err=True)
    if result.mend:
        click.echo(f"    {printable(one_line(result.facts[0].text))}", err=True)
