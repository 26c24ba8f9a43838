from pathlib import Path

import pytest

from archbook.drawing.engine import Engine, EngineError, find_engine


def _script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_the_engine_of_the_wheel_comes_first(engine: Engine) -> None:
    assert Path(engine.command).name.startswith("graphviz-pure")
    assert "16." in engine.version


def test_no_engine_is_a_plain_answer(tmp_path: Path) -> None:
    assert find_engine(str(tmp_path / "missing")) is None


def test_several_graphs_are_laid_out_in_one_run(engine: Engine) -> None:
    assert engine.run("digraph{a->b}\ndigraph{c->d}").text.count("stop") == 2


def test_an_engine_that_fails_says_why(engine: Engine) -> None:
    with pytest.raises(EngineError, match="syntax error"):
        engine.run("digraph{")


def test_an_engine_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="gone"):
        Engine(command=str(tmp_path / "gone"), version="x").run("digraph{}")


def test_silence_is_a_failure(tmp_path: Path) -> None:
    silent = _script(tmp_path / "silent", "exit 0")
    with pytest.raises(EngineError, match="no output"):
        Engine(command=silent, version="x").run("digraph{}")


def test_known_warnings_are_dropped_and_others_kept(tmp_path: Path) -> None:
    noisy = _script(
        tmp_path / "noisy",
        "echo 'Warning: no value for width of non-ASCII character 195.' >&2\n"
        "echo 'Error: lost a b edge' >&2\necho stop",
    )
    output = Engine(command=noisy, version="x").run("digraph{}")
    assert output.warnings == ("Error: lost a b edge",)
