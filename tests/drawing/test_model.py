import pytest

from archbook.drawing.model import Area, Drawing, DrawingError, Edge, Group, Node, safe_link


def _drawing(**parts: object) -> Drawing:
    return Drawing(id="d", title="D", **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "/absolute",
        '"onload=x',
        "a<b",
        "http://[bad",
    ],
)
def test_a_link_that_hides_something_is_refused(link: str) -> None:
    assert not safe_link(link)
    with pytest.raises(DrawingError, match="links to"):
        _drawing(nodes=(Node(id="a", name="A", link=link),))


@pytest.mark.parametrize(
    "link", ["components/orders/", "../x.md#y", "https://x.example/?a=b&c", "mailto:a@b.example"]
)
def test_an_ordinary_link_is_taken(link: str) -> None:
    assert safe_link(link)


def test_two_things_of_one_id_are_refused() -> None:
    with pytest.raises(DrawingError, match='two things have the id "a"'):
        _drawing(nodes=(Node(id="a", name="A"),), groups=(Group(id="a", label="A"),))


def test_a_line_to_nowhere_is_refused() -> None:
    with pytest.raises(DrawingError, match='the end "b"'):
        _drawing(nodes=(Node(id="a", name="A"),), edges=(Edge(source="a", target="b"),))


def test_a_line_to_an_empty_frame_is_refused() -> None:
    with pytest.raises(DrawingError, match='the end "g"'):
        _drawing(
            nodes=(Node(id="a", name="A"),),
            groups=(Group(id="g", label="G"),),
            edges=(Edge(source="a", target="g"),),
        )


def test_an_unknown_frame_is_refused() -> None:
    with pytest.raises(DrawingError, match="unknown frame"):
        _drawing(nodes=(Node(id="a", name="A", group="g"),))


def test_frames_inside_each_other_are_refused() -> None:
    with pytest.raises(DrawingError, match="stands inside itself"):
        _drawing(groups=(Group(id="a", label="", parent="b"), Group(id="b", label="", parent="a")))


def test_a_digest_changes_with_everything_a_drawing_says() -> None:
    plain = _drawing(nodes=(Node(id="a", name="A"),))
    assert plain.digest() == _drawing(nodes=(Node(id="a", name="A"),)).digest()
    other = _drawing(nodes=(Node(id="a", name="A", area=Area.CONTROL),))
    assert plain.digest() != other.digest()
