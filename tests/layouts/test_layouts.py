"""A layout is a declaration by its user: checked in words, kept as small plain data, known by its header."""

import json

import pytest

from kpi.errors import LayoutError
from kpi.exports.export import plain
from kpi.layouts import synonyms
from kpi.layouts.fingerprint import fingerprint
from kpi.layouts.holdings import HOLDINGS
from kpi.layouts.layout import Choice, Layout, Row, faults
from kpi.layouts.learnt import MOST_BYTES, Learnt, learnt_from_file, learnt_from_json

HEADER = ["Fecha", "Alcance", "Me gusta", "Guardados"]


def layout(*choices: tuple[str, str], row=Row.DAY, channel="Instagram", name="Informe"):
    columns = tuple(Choice(column, holds) for column, holds in choices)
    return Layout(fingerprint(HEADER), name, row, channel, columns)


def written(learnt: Learnt, **changed: object):
    return json.dumps({**learnt.as_json(), **changed}).encode()


# Fingerprints


def test_a_header_keeps_its_fingerprint_over_versions():
    assert fingerprint(HEADER) == "312b343298dd39cd"


def test_neither_order_nor_case_nor_blanks_change_a_fingerprint():
    assert fingerprint(["me gusta", " GUARDADOS", "Fecha", "Alcance\u00a0", ""]) == fingerprint(HEADER)


def test_another_column_is_another_layout():
    assert fingerprint([*HEADER, "Clics"]) != fingerprint(HEADER)


def test_columns_of_one_name_are_told_apart_by_their_place():
    assert fingerprint(["Fecha", "Views", "Views", "Likes"]) != fingerprint(["Fecha", "Views", "Likes", "Views"])


def test_a_header_that_says_too_little_is_known_with_its_title_or_name():
    thin = ["Date", "Value"]

    assert fingerprint(thin, name="Reach 2026-01.csv") == fingerprint(thin, name="Reach 2026-02 (1).csv")
    assert fingerprint(thin, name="Reach.csv") != fingerprint(thin, name="Likes.csv")
    assert fingerprint(thin, titles=["Reach"], name="a.csv") == fingerprint(thin, titles=["Reach"], name="b.csv")
    assert fingerprint(HEADER, name="a.csv") == fingerprint(HEADER, titles=["Informe"], name="b.csv")


# Faults


def test_a_layout_with_a_date_a_number_and_a_network_has_no_fault():
    assert not faults(layout(("Fecha", "date"), ("Alcance", "reach")))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (layout(("Alcance", "reach")), "No column holds the date"),
        (layout(("Fecha", "date"), ("Día", "date"), ("Alcance", "reach")), "“Fecha” and “Día” all hold the date"),
        (layout(("Fecha", "date"), ("Texto", "title")), "No column holds a number"),
        (layout(("Fecha", "date"), ("A", "reach"), ("B", "reach")), "“A” and “B” all hold Reach"),
        (layout(("Fecha", "date"), ("A", "views"), ("B", "impressions")), "“A” and “B” all hold Impressions"),
        (
            layout(("Fecha", "date"), ("A", "reach"), ("B", "title"), ("C", "title")),
            "“B” and “C” all hold “Title or text”",
        ),
        (layout(("Fecha", "date"), ("A", "average_visit")), "only together with sessions"),
        (layout(("Fecha", "date"), ("A", "reach"), row=Row.PERIOD), "needs its last day"),
        (layout(("Fecha", "date"), ("Fin", "last_day"), ("A", "reach")), "Say that a row is a period"),
        (layout(("Fecha", "date"), ("A", "reach"), channel=""), "Say which network"),
        (layout(("Fecha", "date"), ("A", "reach"), name=" "), "Give the layout a name"),
    ],
)
def test_what_keeps_a_layout_from_being_read_is_said(broken, says):
    assert any(says in fault for fault in faults(broken))


# The small file


def test_what_was_learnt_comes_back_from_its_file():
    learnt = Learnt((layout(("Fecha", "date"), ("Alcance", "reach")),), {"ab/dates": "day"})

    assert learnt_from_file(written(learnt)) == learnt


def test_of_two_layouts_of_one_header_the_later_stays():
    first, second = layout(("Fecha", "date"), ("Alcance", "reach")), layout(("Fecha", "date"), ("Alcance", "users"))

    assert Learnt((first,)).joined(Learnt((second,))).layouts == (second,)
    assert Learnt((first,)).taught(second).layouts == (second,)
    assert not Learnt((first,)).without(first.fingerprint).layouts


def of_one_layout(**changed: object):
    whole = Learnt((layout(("Fecha", "date"), ("Alcance", "reach")),)).as_json()
    whole["layouts"][0] |= changed
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"{" + b" " * MOST_BYTES + b"}",
        written(Learnt(), goalpost_layouts=2),
        written(Learnt(), layouts="many"),
        written(Learnt(), layouts=[{}] * 201),
        written(Learnt(), answers={"ab/dates": 3}),
        of_one_layout(name=None),
        of_one_layout(name="x" * 2_000),
        of_one_layout(row="a century"),
        of_one_layout(channel="Nowhere"),
        of_one_layout(choices={}),
        of_one_layout(choices=[]),
        of_one_layout(choices=[{"name": "A", "holds": "gold"}]),
        of_one_layout(choices=[{"name": "A", "holds": "reach", "times": 7}]),
        of_one_layout(choices=[{"name": "A", "holds": "reach", "times": True}]),
        of_one_layout(choices=[{"name": "A", "holds": "reach", "place": "first"}]),
        of_one_layout(choices=[{"name": "A", "holds": "reach"}, {"name": "B", "holds": "reach"}]),
        of_one_layout(choices=[{"name": ["A"], "holds": {"reach": 1}}]),
    ],
    ids=range(22),
)
def test_a_file_that_is_none_of_ours_gets_a_sentence(raw):
    with pytest.raises(LayoutError, match=r"\.$"):
        learnt_from_file(raw)


def test_plain_data_of_no_shape_gets_a_sentence():
    with pytest.raises(LayoutError):
        learnt_from_json(None)


# Words


@pytest.mark.parametrize(
    ("headers", "holds"),
    [
        (["Date", "Fecha", "Datum", "Date de publication", "Data", "Data di pubblicazione", "Publicatiedatum"], "date"),
        (
            ["Impressions", "Impresiones", "Impressionen", "Affichages", "Impressões", "Impressioni", "Vertoningen"],
            "impressions",
        ),
        (["Reach", "Alcance", "Reichweite", "Portée", "Pessoas alcançadas", "Copertura", "Bereik"], "reach"),
        (["Comments", "Comentarios", "Kommentare", "Commentaires", "Comentários", "Commenti", "Reacties"], "comments"),
        (["Network", "Red social", "Netzwerk", "Réseau", "Rede", "Piattaforma", "Kanaal"], "network"),
        (
            [
                "Link clicks",
                "Clics en el enlace",
                "Linkklicks",
                "Clics sur le lien",
                "Cliques no link",
                "Clic sul link",
            ],
            "link_clicks",
        ),
        (
            ["Followers gained", "Nuevos seguidores", "Neue Follower", "Nouveaux abonnés", "Novos seguidores"],
            "new_followers",
        ),
        (["Post Permalink", "Permalink"], "link"),
    ],
)
def test_a_header_is_understood_in_seven_languages(headers, holds):
    assert {header: synonyms.exactly(header) or synonyms.within(header)[1] for header in headers} == dict.fromkeys(
        headers, holds
    )


def test_every_spelling_stands_as_it_is_compared_and_means_something():
    lines = {
        holds: [word for line in given for word in line.split("|")] for holds, given in synonyms._SPELLINGS.items()
    }

    assert set(lines) <= set(HOLDINGS)
    assert [word for words in lines.values() for word in words if word != plain(word)] == []


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Engagement Rate", "rate"),
        ("Tasa de interacción", "rate"),
        ("CTR (%)", "rate"),
        ("Durchschnittliche Reichweite", "average"),
        ("Avg. watch time", "average"),
        ("Alcance acumulado", "running"),
        ("Reach", ""),
        ("Operation", ""),
        ("Corporate posts", ""),
    ],
)
def test_what_cannot_be_added_up_is_known_by_its_name(header, kind):
    judged = {"rate": synonyms.is_rate, "average": synonyms.is_average, "running": synonyms.is_running}

    assert [name for name, says in judged.items() if says(header)] == ([kind] if kind else [])
