"""Anybody's content calendar: its columns are guessed, its words explained, and both remembered by its header."""

from dataclasses import replace
from datetime import date, time
from itertools import count

import pytest

from kpi.calendar.entry import Stage
from kpi.calendar.sheet_find import Found, calendar_in
from kpi.calendar.sheet_layout import (
    LAYOUTS,
    Layout,
    faults,
    guess,
    layout_in,
    places_in,
    places_of,
    unknown_words,
    with_layout,
)
from kpi.calendar.sheet_read import Given, read
from kpi.layouts.learnt import NOTHING_LEARNT
from kpi.reading.cells import read_cells
from kpi.workbook.cells import Cell
from tests.calendar.builders import AT

SPANISH = """\
Fecha;Hora;Red;Copy;Formato;Estado;Responsable;Enlace;Presupuesto
24/12/2026;18:30;IG;"Felices fiestas, ya sabes";Carrusel;Programado;Ana;https://velmora.example/navidad;20
25/12/2026;;Facebook;Gracias;Foto;Borrador;Luis;;
"""
OBJECTIVES = {"engagement": "Engagement"}


@pytest.fixture
def found(tmp_path):
    """Find a calendar in the text of a CSV."""

    def opened(text: str) -> Found:
        file = tmp_path / "plan.csv"
        file.write_text(text, encoding="utf-8")
        cells = [Cell(**row) for row in read_cells(file.name, file, NOTHING_LEARNT).table.to_pylist()]
        return calendar_in(cells)

    return opened


def held(calendar):
    return {one.name: one.holds for one in guess(calendar) if one.holds}


def came(calendar, entries=(), told=None, order=""):
    ids = count(1)
    places = places_of(guess(calendar))
    return read(calendar, Given(entries, (), places, OBJECTIVES, lambda: f"n{next(ids)}", AT, "Ana", told or {}, order))


def test_a_spanish_content_calendar_is_read_without_a_word_from_its_user(found):
    calendar = found(SPANISH)

    assert held(calendar) == {
        "Fecha": "day", "Hora": "at", "Red": "channel", "Copy": "text", "Formato": "content_type", "Estado": "stage",
        "Responsable": "owner", "Enlace": "link",
    }  # fmt: skip
    first, second = came(calendar).new
    assert (first.day, first.at, first.channel) == (date(2026, 12, 24), time(18, 30), "Instagram")
    assert (first.text, first.stage, first.owner) == ("Felices fiestas, ya sabes", Stage.PLANNED, "Ana")
    assert (second.at, second.channel, second.stage, second.link) == (None, "Facebook", Stage.DRAFT, "")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Date,Platform,Caption,Status,Assignee", "2026-12-24,LinkedIn,Hello,Scheduled,Ana"),
        ("Datum,Kanal,Beitragstext,Status,Verantwortlich", "24.12.2026,LinkedIn,Hello,Geplant,Ana"),
        ("Date de publication,Réseau,Légende,Statut,Responsable", "24/12/2026,LinkedIn,Hello,Planifié,Ana"),
        ("Data,Rede social,Legenda,Situação,Responsável", "24/12/2026,LinkedIn,Hello,Agendado,Ana"),
        ("Data,Piattaforma,Didascalia,Stato,Responsabile", "24/12/2026,LinkedIn,Hello,Programmato,Ana"),
        ("Datum,Kanaal,Bijschrift,Status,Eigenaar", "24-12-2026,LinkedIn,Hello,Ingepland,Ana"),
        ("Go-live date,Social channel,Post copy,Approval status,Owner", "24 Dec 2026,LinkedIn,Hello,Queued,Ana"),
    ],
)
def test_columns_and_states_are_known_in_seven_languages(found, header, row):
    (post,) = came(found(f"{header}\n{row}\n")).new

    assert (post.day, post.channel, post.text) == (date(2026, 12, 24), "LinkedIn", "Hello")
    assert (post.stage, post.owner) == (Stage.PLANNED, "Ana")


def test_the_same_file_a_second_time_changes_nothing_and_a_new_state_changes_its_post(found):
    known = came(found(SPANISH)).new

    again = came(found(SPANISH), known)
    later = came(found(SPANISH.replace("Borrador", "Publicado")), known)

    assert (again.new, again.changed, again.unchanged) == ((), (), 2)
    assert [(then.id, then.stage) for _, then in later.changed] == [(known[1].id, Stage.PUBLISHED)]


def test_what_no_column_tells_of_a_known_post_stays_as_it_is(found):
    (known,) = came(found("Date,Title\n2026-12-24,Eve\n")).new
    mine = replace(known, channel="X", owner="Ben", stage=Stage.APPROVED, text="In our own words")

    (pair,) = came(found("Date,Title,Link\n2026-12-24,Eve,https://velmora.example\n"), [mine]).changed

    assert pair[1] == replace(mine, link="https://velmora.example", changed_at=AT)


def test_a_header_may_stand_below_a_title_and_rows_of_one_cell_are_headings(found):
    calendar = found("Content plan Velmora,,\n,,\nDate,Network,Title\nWeek 52,,\n2026-12-24,IG,Eve\n")

    told = came(calendar)

    assert [one.title for one in told.new] == ["Eve"]
    assert told.wrong == ()
    assert told.notes == ("Rows with a single filled cell were taken for headings, and left out: 1.",)


def test_columns_without_a_known_name_are_guessed_by_their_cells(found):
    calendar = found("Wann,Wo,Was genau\n24.12.2026,Instagram,Hello\n25.12.2026,LinkedIn,Bye\n")

    assert held(calendar) == {"Wann": "day", "Wo": "channel"}
    assert list(faults(guess(calendar))) == [
        "No column holds words: choose the one with the title or the text of the posts."
    ]


def test_a_column_whose_name_says_date_but_whose_cells_do_not_is_no_date(found):
    calendar = found("Día,Fecha,Título\njueves,24/12/2026,Hola\nviernes,25/12/2026,Gracias\n")

    assert held(calendar) == {"Fecha": "day", "Título": "title"}


def test_words_that_nobody_knows_are_listed_and_mean_what_is_said(found):
    calendar = found("Date,Network,Status,Title\n2026-12-24,Company blog,With legal,Eve\n")

    assert unknown_words(calendar, places_of(guess(calendar)), OBJECTIVES) == {
        "channel": ["Company blog"],
        "stage": ["With legal"],
    }
    assert [one.cell for one in came(calendar).wrong] == ["Row 2, column Network (B2)", "Row 2, column Status (C2)"]
    (post,) = came(calendar, told={"channel": {"company blog": ""}, "stage": {"with legal": "draft"}}).new
    assert (post.channel, post.stage) == ("", Stage.DRAFT)


def test_what_was_said_is_remembered_for_the_same_columns_in_any_order(found):
    said = {"date": "day", "network": "channel", "what": "title", "who": "", "status": "stage"}
    first = found("Date,Network,What,Who,Status\n2026-12-24,IG,Eve,Ana,Planned\n")
    layout = Layout(first.mark, said, {"stage": {"with legal": "draft"}}, "day")

    kept = with_layout({"other": 1}, layout)
    again = found("Network,Date,Status,What,Who\nIG,2026-12-25,Planned,Day,Ana\n")

    assert layout_in(kept, again.mark) == Layout(
        first.mark, said, {"channel": {}, **layout.told, "objective": {}}, "day"
    )
    assert places_in(again, layout) == {"channel": 1, "day": 2, "stage": 3, "title": 4}
    assert layout_in(kept, found("Date,Other,Columns,Than,These\n2026-12-24,a,b,c,d\n").mark) is None


@pytest.mark.parametrize("kept", [None, [], {"m": 7}, {"m": {"columns": {"a": "salary"}, "told": 3, "order": "year"}}])
def test_what_is_no_layout_is_as_if_nothing_was_said(kept):
    layout = layout_in({LAYOUTS: kept}, "m")

    assert layout in (None, Layout("m", {}, {}, ""))
