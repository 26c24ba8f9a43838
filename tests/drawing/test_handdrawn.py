"""Scripts of the `diagrams` library: real ones, run in real processes."""

import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.handdrawn import HandDrawn, draw_script
from archbook.drawing.icons import small_icon

_parse = ET.fromstring  # of what was just written
_GOOD = """
from diagrams import Cluster, Diagram, Edge
from diagrams.onprem.database import PostgreSQL
from diagrams.programming.language import Python

with Diagram("Web service", show=False, filename="web"):
    with Cluster("Shop"):
        app = Python("app <x>", URL="../components/app/")
    app >> Edge(label="reads") >> PostgreSQL("db")
"""


def _draw(folder: Path, text: str, engine: Engine, seconds: float = 20) -> HandDrawn:
    script = folder / "sketch.py"
    script.write_text(text)
    return draw_script(
        script, shown="diagrams/sketch.py", engine=engine, cache=Cache(None), seconds=seconds
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "diagrams"
    made.mkdir()
    return made


def test_a_script_becomes_a_finished_picture(folder: Path, engine: Engine) -> None:
    drawn = _draw(folder, _GOOD, engine)
    assert drawn.findings == ()
    (picture,) = drawn.pictures
    assert picture.title == "Web service"
    inline = picture.inline(salt="x", links="../", icons="../icons/")
    _parse(inline)
    assert 'xlink:href="../../components/app/"' in inline
    assert 'xlink:href="../icons/onprem-database-postgresql.png"' in inline
    icons = {name: small_icon(name, Cache(None)) for name in picture.icons}
    for text in (inline, picture.standalone(icon_bytes=icons)):
        assert "site-packages" not in text
        assert str(folder) not in text
        assert "<!--" not in text
        assert text.count("<title") == 1


def test_a_script_leaves_nothing_in_its_folder(folder: Path, engine: Engine) -> None:
    _draw(folder, _GOOD, engine)
    assert [path.name for path in folder.iterdir()] == ["sketch.py"]


def test_a_script_gives_the_same_picture_every_time(folder: Path, engine: Engine) -> None:
    assert _draw(folder, _GOOD, engine).pictures == _draw(folder, _GOOD, engine).pictures


def test_a_known_script_is_not_run_again(folder: Path, engine: Engine, cache: Cache) -> None:
    script = folder / "sketch.py"
    script.write_text(_GOOD)
    first = draw_script(script, shown="sketch.py", engine=engine, cache=cache)
    again = draw_script(script, shown="sketch.py", engine=engine, cache=cache, seconds=0.0)
    assert again == first


def test_a_script_that_hangs_is_stopped_with_all_it_started(folder: Path, engine: Engine) -> None:
    mark = folder.parent / "alive"
    text = (
        "import subprocess, sys, time\n"
        "print('thinking', flush=True)\n"
        f"later = \"import time; time.sleep(3); open(r'{mark}', 'w')\"\n"
        "subprocess.Popen([sys.executable, '-c', later])\n"
        "time.sleep(60)\n"
    )
    drawn = _draw(folder, text, engine, seconds=1.0)
    assert drawn.pictures == ()
    assert "still ran after 1 s" in drawn.findings[0].message
    assert "thinking" in drawn.findings[0].message
    time.sleep(3.0)
    assert not mark.exists()


def test_a_script_that_raises_is_a_finding_with_its_error(folder: Path, engine: Engine) -> None:
    text = (
        _GOOD + '\nwith Diagram("Half", show=False):\n    Python("a")\n    raise KeyError("oops")\n'
    )
    drawn = _draw(folder, text, engine)
    assert drawn.pictures == ()
    assert "KeyError: 'oops'" in drawn.findings[0].message
    assert drawn.findings[0].location.file == "diagrams/sketch.py"


def test_a_script_that_prints_a_lot_still_gives_its_picture(folder: Path, engine: Engine) -> None:
    drawn = _draw(folder, "print('x' * 3_000_000)\n" + _GOOD, engine)
    assert len(drawn.pictures) == 1


def test_a_script_that_draws_nothing_is_a_finding(folder: Path, engine: Engine) -> None:
    assert _draw(folder, "x = 1\n", engine).findings[0].rule == "script-draws-nothing"


def test_a_script_that_links_to_a_script_is_refused(folder: Path, engine: Engine) -> None:
    drawn = _draw(folder, _GOOD.replace("../components/app/", "javascript:alert(1)"), engine)
    assert drawn.pictures == ()
    assert "javascript" in drawn.findings[0].message


def test_a_script_may_show_an_image_of_its_own_folder_only(folder: Path, engine: Engine) -> None:
    (folder / "own.png").write_bytes(small_icon("onprem/queue/kafka", Cache(None)))
    text = (
        "from pathlib import Path\nfrom diagrams import Diagram\n"
        "from diagrams.custom import Custom\n"
        "with Diagram('Own', show=False):\n    Custom('own', str(Path({place!r})))\n"
    )
    drawn = _draw(folder, text.format(place=str(folder / "own.png")), engine)
    assert "data:image/png;base64," in drawn.pictures[0].body
    elsewhere = folder.parent / "elsewhere.png"
    elsewhere.write_bytes(small_icon("onprem/queue/kafka", Cache(None)))
    outside = _draw(folder, text.format(place=str(elsewhere)), engine)
    assert "outside of its own folder" in outside.findings[0].message


def test_an_image_that_does_not_exist_is_a_finding(folder: Path, engine: Engine) -> None:
    text = _GOOD.replace('PostgreSQL("db")', 'Python("db", image="/nowhere/icon.png")')
    assert '"icon.png" does not exist' in _draw(folder, text, engine).findings[0].message


def test_what_a_script_raised_is_told_with_its_own_lines_only(
    tmp_path: Path, engine: Engine
) -> None:
    script = tmp_path / "raises.py"
    script.write_text("def inner():\n    raise ValueError('no such thing')\n\ninner()\n")
    drawn = draw_script(script, shown="raises.py", engine=engine, cache=Cache(None))
    (finding,) = drawn.findings
    assert "line 2: raise ValueError('no such thing')" in finding.message
    assert "ValueError: no such thing" in finding.message
    assert "handdrawn_child" not in finding.message
    assert str(tmp_path) not in finding.message


def test_a_script_that_leaves_before_its_end_is_told(tmp_path: Path, engine: Engine) -> None:
    script = tmp_path / "leaves.py"
    script.write_text("import os\nos._exit(0)\n")
    drawn = draw_script(script, shown="leaves.py", engine=engine, cache=Cache(None))
    (finding,) = drawn.findings
    assert "it left before its end" in finding.message
    assert "graphs.json" not in finding.message
