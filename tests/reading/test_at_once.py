"""A large text is read in two halves side by side, and gives what it gives when read in one go."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.reading.at_once import read_at_once
from kpi.reading.dialect import Dialect

NEVER = 1 << 40
RECORDS = st.lists(
    st.sampled_from(
        [
            *("1,2", "3,4\r", "1,2,3", "4", "", ",", "caption\n,1", "\ufeff1,2"),
            *('"a\nb",5', '6,"a\n"', '"a,""b""\n",7', '8,5" wide', '9,"open', '"', '"\n",""'),
        ]
    ),
    min_size=1,
    max_size=40,
)


def rows(text: str, halved: int) -> list[list[str]] | None:
    read = read_at_once(text.encode(), Dialect(",", 2), halved=halved)
    return None if read is None else list(zip(*read.to_pydict().values(), strict=True))


@settings(deadline=None, max_examples=300)
@given(records=RECORDS, ends=st.booleans())
@example(records=['5" wide,1', '"a\nb\nc\nd\ne",2', "3,4"], ends=True)
def test_a_text_read_by_halves_gives_what_it_gives_in_one_go(records, *, ends):
    text = "\n".join(records) + "\n" * ends

    assert rows(text, 0) == rows(text, NEVER)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1,2\n3,4\n5,6\n7,8\n", [("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")]),
        ('1,2\n3,"a\nb\nc"\n5,6\n7,8\n', [("1", "2"), ("3", "a\nb\nc"), ("5", "6"), ("7", "8")]),
        ('1,5" tall\n2,"a\n3,b\n4,c"\n5,6\n', [("1", '5" tall'), ("2", "a\n3,b\n4,c"), ("5", "6")]),
    ],
    ids=["a record a line", "a line in a cell", "a mark that stands inside of a cell"],
)
def test_the_middle_of_a_text_lies_between_two_records(text, read):
    assert rows(text, 0) == read


def test_a_row_of_another_width_keeps_its_place_in_either_half():
    text = "".join(f"{number},x\n" for number in range(10)).replace("2,x\n", "2,x,y\n").replace("8,x\n", "8\n")

    assert [row[0] for row in rows(text, 0)] == [str(number) for number in range(10)]
    assert [row[2] for row in rows(text, 0)] == ["", "", "y", *[""] * 7]
