from hypothesis import given
from hypothesis import strategies as st

from archbook.drawing.text import clean, width, wrap


def test_widths_are_those_of_arial() -> None:
    assert width("A", 1000) == 667
    assert width("i", 1000) == 222
    assert width("i", 1000, bold=True) == 278


def test_full_width_letters_take_a_whole_em() -> None:
    assert width("注文", 12) == 24


def test_marks_that_combine_take_no_room() -> None:
    assert width("e\N{COMBINING ACUTE ACCENT}", 12) == width("e", 12)


def test_a_long_word_is_broken_where_it_can_be() -> None:
    assert wrap("catalogue-events", 70, 14) == ("catalogue-", "events")


@given(st.text(max_size=300))
def test_wrapping_loses_nothing_and_keeps_to_its_width(text: str) -> None:
    lines = wrap(text, 100, 12)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(width(line, 12) <= 100 for line in lines)


@given(st.text(max_size=50))
def test_cleaned_text_holds_nothing_that_xml_forbids(text: str) -> None:
    assert all(letter >= " " and not 0xD800 <= ord(letter) < 0xE000 for letter in clean(text))
    assert "\uffff" not in clean(text)


def test_signs_that_turn_the_direction_of_text_are_gone() -> None:
    assert clean("\u202elive\u202c and \u2067x\u2069") == "live and x"


def test_joiners_that_scripts_need_stay() -> None:
    assert (
        clean("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )
