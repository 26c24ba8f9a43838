"""The `archbook` command: one module for each group of commands, loaded when it is called."""

from __future__ import annotations

import gc
import importlib

import click

from archbook import __version__

__all__ = ["main"]

_COMMANDS = {
    "availability": ("archbook.cli.availability", "What availability can be expected."),
    "badge": ("archbook.cli.badge", "Draw how a component stands on a checklist."),
    "check": ("archbook.cli.check", "Judge the handbook by its rules."),
    "checklists": ("archbook.cli.checklists", "Checklists: evaluate, lint, list, attest."),
    "components": ("archbook.cli.components", "The component map."),
    "decisions": ("archbook.cli.decisions", "The decision log."),
    "draw": ("archbook.cli.draw", "Draw a view of the component map into a file."),
    "init": ("archbook.cli.init", "Turn a repository into a handbook."),
    "new": ("archbook.cli.new", "Begin a decision record."),
    "rules": ("archbook.cli.rules", "The catalogue of rules."),
    "views": ("archbook.cli.views", "List the views of the component map."),
    "what-if": ("archbook.cli.what_if", "What a loss does."),
}
"""Each command with its module, whose attribute `command` it is, and what it does."""


class _Commands(click.Group):
    """A group whose commands are imported when they are called, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None where there is none."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, importing none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in sorted(_COMMANDS)])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine; 1 findings at or above the level asked for; 2 the input or the call"
    " was wrong.",
)
@click.version_option(__version__, prog_name="archbook")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Decision records and component maps become an architecture handbook."""
    # What a command makes it needs to its end, so that collecting cycles only costs time: a third
    # of it on a log of 1,000 decisions.
    if gc.isenabled():
        gc.disable()
        ctx.call_on_close(_collect_again)


def _collect_again() -> None:
    """Take up collecting; what there is now stays out of it, else it would be gone over at once."""
    gc.freeze()
    gc.enable()
