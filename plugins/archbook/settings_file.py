"""Where the settings stand: `archbook.yml`, or the plugin's options in `mkdocs.yml`.

MkDocs' file is read as YAML, without MkDocs: `INHERIT` and `!ENV` are understood, other tags are
passed over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from archbook.settings import Settings, read_settings
from archbook.source.files import shown_path
from archbook.source.findings import Finding, Location, Severity
from archbook.source.layered import LayeredYaml, read_layered
from archbook.source.yamltext import Path as YamlPath

__all__ = ["PLUGIN_NAMES", "SettingsFile", "SiteOptions", "read_settings_file"]

PLUGIN_NAMES = ("archbook", "archbook/decisions", "archbook/components", "archbook/checklists")
"""Names under which the plugin stands in `plugins:`, the whole handbook first."""

_CHAPTERS = ("decisions", "components", "checklists")
_RESTS_ON = {"checklists": ("decisions", "components")}
"""What a chapter reads, so that it stays switched on without pages of its own."""

OWN_FILE = "archbook.yml"
SITE_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
RULE = "settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What the site's own settings say, where there is a site.

    Attributes:
        docs_dir: Folder of the hand-written pages, relative to the handbook's root.
        site_name: Name of the site.
        site_url: Its address.
        repo_url: Address of the repository on its code host.
        edit_uri: Path from there to the pages' sources.
    """

    docs_dir: str = "docs"
    site_name: str = ""
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """The settings, and where each of them stands.

    Attributes:
        settings: The settings.
        site: What the site's own settings say.
        file: The file they were read from as findings show it, empty where there is none.
        findings: What is wrong with them.
        places: File and line of each option by its path.
    """

    settings: Settings = field(default_factory=Settings)
    site: SiteOptions = field(default_factory=SiteOptions)
    file: str = ""
    findings: tuple[Finding, ...] = ()
    places: Mapping[YamlPath, Location] = field(default_factory=dict)

    def place(self, *path: str | int) -> Location:
        """Return file and line of an option, else of the nearest one that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(file=self.file))


def read_settings_file(
    root: Path,
    *,
    config: Path | None = None,
    options: Mapping[Any, Any] | None = None,
    plugin: str = "",
    environment: Mapping[str, str] = os.environ,
) -> SettingsFile:
    """Read the settings of a handbook.

    Args:
        root: The handbook's folder.
        config: The file to read instead of looking for one: an `archbook.yml`, or a site's
            settings. A host gives its own file, so that findings can name lines.
        options: The plugin's options where the host has read them already.
        plugin: The name that the plugin goes by, where the host knows it. One that names a chapter
            (`archbook/decisions`) switches the others off.
        environment: Variables for `!ENV`.

    Returns:
        The settings, the defaults where nothing states any. A file that cannot be read and
        settings in two places at once are findings.
    """
    own: Path | None = root / OWN_FILE
    site = next((root / name for name in SITE_FILES if (root / name).is_file()), None)
    if config is not None and _is_site_file(config, root, environment):
        own, site = (own if options is not None else None), config
    elif config is not None:
        own = config
    of_site = (
        read_layered(site, root=root, rule=RULE, environment=environment) if site else LayeredYaml()
    )
    in_site, named = _plugin_options(of_site)
    only = (plugin or named).partition("/")[2]
    if of_site.data:
        # What the site's own reader lets pass (a key twice) is the site's affair.
        in_site.findings = []
    if options is not None:
        in_site.data = _plain(options)
    shown = shown_path(site, root) if site else ""
    site_options = _site_options(of_site.data, site, root)
    if own is None or not (own == config or own.is_file()):
        return _of_chapter(_settings(in_site, site_options, shown), only)
    of_own = read_layered(own, root=root, rule=RULE, environment=environment)
    own_shown = shown_path(own, root)
    if in_site.data and own != config:
        of_own.findings += [
            *in_site.findings,
            _finding(
                f"The settings stand in two places, {own_shown} and the plugin's options"
                f" in {shown or 'the site'}",
                in_site.places.get((), Location(file=shown)),
                f"Keep one of the two; {own_shown} is used now.",
            ),
        ]
    return _of_chapter(_settings(of_own, site_options, own_shown), only)


def _of_chapter(settings_file: SettingsFile, only: str) -> SettingsFile:
    """Switch all chapters off but one; none where no chapter is named."""
    settings = settings_file.settings
    for chapter in _CHAPTERS:
        if only in _CHAPTERS and chapter not in {only, *_RESTS_ON.get(only, ())}:
            switched_off = replace(getattr(settings, chapter), enabled=False)
            settings = replace(settings, **{chapter: switched_off})
    return replace(settings_file, settings=settings)


def _finding(message: str, location: Location, mend: str) -> Finding:
    return Finding(
        rule=RULE,
        severity=Severity.ERROR,
        subject=f"file:{location.file}",
        message=message,
        location=location,
        mend=mend,
    )


def _is_site_file(path: Path, root: Path, environment: Mapping[str, str]) -> bool:
    """Say whether a file holds a site's settings: by its name, else by what stands in it."""
    if path.name == OWN_FILE:
        return False
    if path.name in SITE_FILES:
        return True
    data = read_layered(path, root=root, rule=RULE, environment=environment).data
    return any(key in data for key in ("site_name", "plugins", "INHERIT"))


def _plugin_options(site: LayeredYaml) -> tuple[LayeredYaml, str]:
    """Return the plugin's options out of a site's settings, counted from there, and its name."""
    plugins = site.data.get("plugins")
    entries: list[tuple[YamlPath, str, Any]] = []
    if isinstance(plugins, dict):
        entries = [(("plugins", name), name, options) for name, options in plugins.items()]
    elif isinstance(plugins, list):
        for number, entry in enumerate(plugins):
            if isinstance(entry, str):
                entries.append((("plugins", number), entry, None))
            elif isinstance(entry, dict):
                entries += [(("plugins", number, name), name, entry[name]) for name in entry]
    ours = sorted(
        (entry for entry in entries if entry[1] in PLUGIN_NAMES),
        key=lambda entry: PLUGIN_NAMES.index(entry[1]),
    )
    for at, name, options in ours:
        places = {
            path[len(at) :]: place for path, place in site.places.items() if path[: len(at)] == at
        }
        plain = _plain(options) if isinstance(options, dict) else {}
        return LayeredYaml(data=plain, places=places, findings=site.findings), name
    return LayeredYaml(findings=site.findings), ""


def _plain(options: Mapping[Any, Any]) -> dict[str, Any]:
    """Return options with text keys, without the one that MkDocs keeps for itself.

    To YAML 1.1, which MkDocs reads, the key `off` is the value false.
    """

    def texts(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {
                {False: "off", True: "on"}.get(key, str(key))
                if isinstance(key, bool)
                else str(key): texts(below)
                for key, below in value.items()
            }
        if isinstance(value, list | tuple):
            return [texts(item) for item in value]
        return value

    plain: dict[str, Any] = texts(options)
    plain.pop("enabled", None)
    return plain


def _site_options(data: Mapping[str, Any], file: Path | None, root: Path) -> SiteOptions:
    def text(key: str) -> str:
        value = data.get(key)
        return value if isinstance(value, str) else ""

    docs = (file.parent if file else root) / (text("docs_dir") or "docs")
    return SiteOptions(
        docs_dir=shown_path(docs, root),
        site_name=text("site_name"),
        site_url=text("site_url"),
        repo_url=text("repo_url"),
        edit_uri=text("edit_uri"),
    )


def _settings(loaded: LayeredYaml, site: SiteOptions, file: str) -> SettingsFile:
    """Check the options; a wrong one is left out, the others count."""
    result = SettingsFile(site=site, file=file, places=loaded.places)
    settings, wrong = read_settings(loaded.data, file=file)
    findings = list(loaded.findings)
    if wrong:
        options = _plain(loaded.data)
        for finding in wrong:
            path = [int(key) if key.isdecimal() else key for key in _names(finding)]
            findings.append(replace(finding, location=result.place(*path)))
        for finding in reversed(wrong):
            _leave_out(options, _names(finding))
        settings, _ = read_settings(options, file=file)
    return replace(result, settings=settings, findings=tuple(findings))


def _names(finding: Finding) -> list[str]:
    return finding.subject.removeprefix("setting:").split(".")


def _leave_out(options: dict[str, Any], names: list[str]) -> None:
    """Remove an option, or the nearest one that holds it."""
    holder: Any = None
    last: Any = None
    at: Any = options
    for name in names:
        if isinstance(at, dict) and name in at:
            holder, last, at = at, name, at[name]
        elif isinstance(at, list) and name.isdecimal() and int(name) < len(at):
            holder, last, at = at, int(name), at[int(name)]
        elif not name.isdecimal():
            break
    if holder is not None:
        del holder[last]
