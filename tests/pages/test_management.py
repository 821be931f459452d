"""The page for whoever decides: its verdict, its figures, its targets, and the comment that is kept for a period."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi import cost
from kpi.facts import Brand, Rival
from kpi.management.comment import Comment
from kpi.management.figures import DEFAULT
from kpi.periods import Period
from kpi.store import Assumption, NewFile
from kpi.targets.target import Action, Target
from tests.builders import OCTOBER, SEPTEMBER, TYPED_AT, Row, days, mention, period, records

AT = datetime(2026, 9, 1, tzinfo=UTC)


def said(page):
    shown = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.error, *page.info]
    return " ".join(one.value for one in shown).replace("\\", "").replace("\u00a0", " ").replace("\u2060", "")


def load(store, mine, name, *rows: Row, **more: object):
    new = NewFile(name, name.encode(), {"sheets": []}, records(*rows, **{"file": name, **more}))
    store.add_files(mine.id, [new], uploaded_at=TYPED_AT)


def voice(store, mine):
    """Hear 6 of 20 mentions in October, 5 of 20 in September."""
    rows = [
        mention(f"2026-{month}-{number % 28 + 1:02}", name, key=f"{name} {month} {number}", row=number)
        for name, counts in {"Velmora": (5, 6), "Rondell": (15, 14)}.items()
        for month, count in zip(("09", "10"), counts, strict=True)
        for number in range(count)
    ]
    store.save_brand(mine.id, Brand("Velmora", rivals=(Rival("Rondell"),)))
    load(store, mine, "mentions.csv", *rows, covers=("2026-09-01", "2026-10-31"))


def web(store, mine):
    """Count 3,000 visits and 60 of them with an action in September, 3,100 and 93 in October."""
    rows = [
        row
        for month, acted in ((SEPTEMBER, 2), (OCTOBER, 3))
        for row in days(month, channel="Web", account="velmora.example", source="Organic Social", sessions=100,
                        converting_sessions=acted, conversions=acted)
    ]  # fmt: skip
    load(store, mine, "web.csv", *rows)


def price(store, mine, channel="Instagram", value=10.0, currency="EUR"):
    store.save_assumption(mine.id, Assumption(channel, value, currency, "Ana", TYPED_AT))


def target(number, goal, *, kpi="impressions", first=date(2026, 10, 1), last=date(2026, 10, 31), **more: object):
    name = f"00000000-0000-4000-8000-00000000000{number}"
    return Target(name, kpi, (), (), first, last, None, goal, "Ana", "It matters.", AT, AT, **more)


def titles(page):
    """Give the names of the figures, from left to right."""
    return [one.label for one in page.metric]


def figure(page, title):
    return next(one.value for one in page.metric if one.label == title).replace("\u00a0", " ")


def links(page):
    return [one.proto for one in page.get("page_link")]


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception


def write(page, **parts: str):
    press(page, "Edit")
    labels = {"headline": "In short", "why": "Why", "next": "Next", "asks": "What we ask for", "who": "Written by"}
    for part, text in parts.items():
        field = next(one for one in [*page.text_area, *page.text_input] if one.label == labels[part])
        field.set_value(text)
    press(page, "Save comment")


class TestWithNothingLoaded:
    def test_the_page_says_what_would_be_here(self, visit, store, mine):
        store.remove_files(mine.id, [row.id for row in store.files(mine.id)], removed_at=TYPED_AT)

        page = visit("management.py")

        assert "Nothing is loaded yet." in said(page)
        assert not page.metric


class TestTheVerdict:
    def test_it_counts_the_targets_of_the_month(self, visit, store, mine):
        # October brings 31 × 100 = 3,100 impressions and 31 × 8 = 248 reactions
        store.save_target(mine.id, target(1, 3_000.0))
        store.save_target(mine.id, target(2, 9_000.0, kpi="reactions"))
        store.save_target(mine.id, target(3, 50.0, first=date(2026, 11, 1), last=date(2026, 11, 30)))

        assert "# October: 1 of 2 targets reached; one was missed." in said(visit("management.py"))

    def test_without_a_target_it_says_so_and_leads_to_one(self, visit):
        page = visit("management.py")

        assert "# October: no target is set for it." in said(page)
        assert [link.query_string for link in links(page) if link.label == "Set a target"] == ["new="]

    def test_a_month_that_is_over_is_judged_as_it_stood_at_its_end(self, visit, store, mine):
        load(store, mine, "november.csv", *days(Period(date(2026, 11, 1), date(2026, 11, 20)), account="velmora",
                                                impressions=1_000.0))  # fmt: skip
        store.save_target(mine.id, target(1, 18_000.0, last=date(2026, 11, 30)))  # 3,100 in October, 23,100 by now

        october = visit("management.py", dates=(date(2026, 10, 1), date(2026, 10, 31)))
        november = visit("management.py", dates=(date(2026, 11, 1), date(2026, 11, 30)))

        assert "# October: the one target needs a decision." in said(october)
        assert "# November, until 20 November: the one target is" in said(november)
        assert "As of 31 Oct 2026." in said(october)
        assert "As of 20 Nov 2026." in said(november)

    def test_one_that_was_closed_later_ran_then(self, visit, store, mine):
        load(store, mine, "november.csv", *days(Period(date(2026, 11, 1), date(2026, 11, 20)), account="velmora",
                                                impressions=1_000.0))  # fmt: skip
        running = target(1, 90_000.0, last=date(2026, 12, 31))
        store.save_target(
            mine.id, replace(running, ended=date(2026, 11, 10), closed_at=datetime(2026, 11, 12, tzinfo=UTC))
        )

        october = said(visit("management.py", dates=(date(2026, 10, 1), date(2026, 10, 31))))
        november = said(visit("management.py", dates=(date(2026, 11, 1), date(2026, 11, 30))))

        assert "closed early" not in october
        assert "the one target was closed early" in november

    def test_one_that_cannot_be_held_against_the_data_is_told(self, visit, store, mine):
        store.save_target(mine.id, target(1, 3_000.0))
        store.save_target(mine.id, target(2, 3_000.0, kpi="gone"))

        page = visit("management.py")

        assert "1 of 2 targets reached; one cannot be judged." in said(page)
        assert "not held" in said(page)


class TestTheFigures:
    def test_all_three_are_told_with_their_change_and_what_they_are_made_of(self, visit, store, mine):
        voice(store, mine)
        web(store, mine)
        price(store, mine)

        page = visit("management.py")
        told = said(page)

        assert titles(page) == ["Share of voice", "Conversion rate", "Weighted cost of organic impressions"]
        assert figure(page, "Share of voice") == "30.0 %"
        assert "+5.0 points, better" in told  # from 5 of 20
        assert "Of 20 mentions of you and Rondell, 6 were about you." in told
        assert figure(page, "Conversion rate") == "3.00 %"  # 93 of 3,100
        assert "93 of 3,100 visits: about 3 of 100." in told
        assert figure(page, "Weighted cost of organic impressions") == "€31.00"  # 3,100 × 10 / 1,000
        assert "as ads that is €21.70 to €40.30" in told
        assert "Ad price: typed by you" in told
        assert cost.CAVEAT in told
        assert "In the same days social networks brought 3.10 K visits to your website." in told

    def test_what_came_of_it_is_of_the_days_of_the_cost_or_says_of_which(self, visit, store, mine):
        few = days(Period(date(2026, 10, 1), date(2026, 10, 10)), channel="Web", source="Organic Social", sessions=100)
        load(store, mine, "web.csv", *few)
        price(store, mine)

        told = said(visit("management.py", dates=(date(2026, 10, 1), date(2026, 10, 31))))

        assert "Of 1–10 Oct 2026 it is known that social networks brought 1.00 K visits" in told
        assert "In the same days" not in told

    def test_one_without_data_gives_way_to_the_next_and_nobody_is_asked_for_a_file(self, visit, store, mine):
        web(store, mine)

        page = visit("management.py")

        assert titles(page) == ["Conversion rate", "Visits from social networks", "Conversions"]
        assert "export" not in said(page).lower()
        assert "files" not in said(page).lower()

    def test_prices_in_two_currencies_are_never_added_up(self, visit, store, mine):
        load(store, mine, "x.csv", *days(OCTOBER, channel="X", account="velmora", impressions=100.0))
        price(store, mine)
        price(store, mine, "X", currency="USD")

        assert "Weighted cost of organic impressions" not in titles(visit("management.py"))

    def test_none_at_all_is_a_sentence(self, visit):
        page = visit("management.py")

        assert not page.metric
        assert "No figure is known for these days." in said(page)

    def test_each_leads_to_its_evidence(self, visit, store, mine):
        web(store, mine)

        found = [link for link in links(visit("management.py")) if link.label == "What it rests on"]

        assert len(found) == 3
        assert "kpi=Conversion+rate" in found[0].query_string or "kpi=Conversion%20rate" in found[0].query_string
        assert "objective=Conversion" in found[0].query_string
        # the rate and the conversions themselves lead to the funnel, the sessions between them do not
        assert ["more=Conversions" in link.query_string for link in found] == [True, False, True]

    @pytest.mark.parametrize(
        ("pressed", "left"),
        [
            ("close-share_of_voice", DEFAULT[1:]),
            ("arrow_upward-weighted_cost", ("share_of_voice", "weighted_cost", "conversion_rate", *DEFAULT[3:])),
            ("arrow_downward-conversions", (*DEFAULT[:4], "net_followers", "conversions")),
        ],
    )
    def test_the_list_is_changed_in_a_draft_and_nothing_kept_before_it_is_saved(
        self, visit, store, mine, pressed, left
    ):
        page = visit("management.py")
        press(page, "Choose the figures")

        page.button(key=f"figure-{pressed}").click().run()

        assert page.session_state["figures-draft"] == left
        assert store.workspace(mine.id).settings == {}

    def test_the_list_is_kept_beside_other_settings_and_given_back(self, visit, store, mine):
        web(store, mine)
        store.change_settings(mine.id, {"another": 1})
        page = visit("management.py")

        press(page, "Choose the figures")
        page.session_state["figures-draft"] = ("share_of_voice", "conversions", "social_sessions")
        press(page, "Save")

        assert titles(page) == ["Conversions", "Visits from social networks"]
        assert store.workspace(mine.id).settings["another"] == 1
        press(page, "Choose the figures")
        page.session_state["figures-draft"] = DEFAULT
        press(page, "Save")
        assert titles(page) == ["Conversion rate", "Visits from social networks", "Conversions"]
        assert store.workspace(mine.id).settings == {"another": 1}

    def test_a_changed_panel_restarts_the_trend_and_says_so(self, visit, store, mine):
        voice(store, mine)
        rows = [mention(f"2026-10-{number:02}", "Kapriol", key=f"k{number}", row=number) for number in range(1, 6)]
        load(store, mine, "more.csv", *rows, covers=("2026-09-01", "2026-10-31"))
        panel = (Rival("Rondell"), Rival("Kapriol", since=date(2026, 10, 1)))
        store.save_brand(mine.id, Brand("Velmora", rivals=panel))

        told = said(visit("management.py"))

        assert "Of 25 mentions of you, Rondell and Kapriol, 6 were about you." in told
        assert "not compared with September: Kapriol joined your competitors" in told
        assert "Begins anew on 1 Oct 2026: Kapriol joined your competitors." in told

    def test_huge_numbers_and_a_brand_without_a_name_have_their_place(self, visit, store, mine):
        huge = days(OCTOBER, channel="Web", account="w", source="Organic Social", sessions=4e11, conversions=3e11)
        load(store, mine, "huge.csv", *huge)

        page = visit("management.py")

        assert figure(page, "Conversions") == "9.30 T"
        assert "Velmora · October 2026" in said(page), "the workspace's name stands where the brand has none"


class TestTheTargets:
    def test_what_needs_a_decision_stands_first_and_each_line_leads_to_its_target(self, visit, store, mine):
        store.save_target(mine.id, target(1, 3_000.0, title="Be seen"))
        store.save_target(mine.id, target(2, 9_000.0, title="Be liked", kpi="reactions"))

        page = visit("management.py")
        ways = [link.query_string for link in links(page) if link.label == "Open"]

        assert ways == [f"target={target(number, 1.0).id}" for number in (2, 1)]
        assert said(page).index("**Be liked**") < said(page).index("**Be seen**")
        assert "Reactions: 248, goal 9.00 K · ended 31 Oct 2026" in said(page)

    def test_a_long_title_is_cut_and_many_are_counted(self, visit, store, mine):
        for number in range(1, 10):
            store.save_target(mine.id, target(number, 9_000.0, title=f"{number}" * 200))

        page = visit("management.py")

        shown = [one.value.split("**")[1] for one in page.markdown if "ended 31 Oct" in one.value]
        assert len(shown) == 8
        assert all(len(title) == 60 for title in shown)
        assert "1 more on the targets page." in said(page)


class TestTheComment:
    def test_it_begins_as_the_numbers_propose_it(self, visit, store, mine):
        web(store, mine)
        doing = Action("a", "Two reels a week", "Bo", date(2026, 10, 1), date(2026, 11, 30))
        running = target(1, 90_000.0, title="Be seen", last=date(2026, 12, 31), actions=(doing,))
        store.save_target(mine.id, running)

        told = said(visit("management.py"))

        assert "Conversion rate up 1.0 points to 3.00 %, visits from social networks up 3.3 % to 3.10 K" in told
        assert "For “Be seen”: Two reels a week (Bo, until 30 Nov 2026)." in told
        assert "“Be seen” is off track (3.10 K, goal 90.0 K)." in told
        assert "Proposed from the numbers." in told

    def test_what_is_written_is_kept_for_its_days_with_who_wrote_it(self, visit, store, mine):
        web(store, mine)

        write(visit("management.py"), headline="More visits.\n\n\nAnd orders. ", why="The fair.", who=" Ana ")

        (kept,) = store.comments(mine.id)
        assert (kept.start, kept.end) == (OCTOBER.start, OCTOBER.end)
        assert (kept.headline, kept.why, kept.made_by) == ("More visits.\n\nAnd orders.", "The fair.", "Ana")
        assert kept.seen["Conversion rate"] == "3.00\u00a0%"
        assert kept.seen["Targets"] == "no target is set for it"
        again = said(visit("management.py"))
        assert "More visits." in again
        assert "Written by Ana on" in again
        assert "Proposed from the numbers." not in again
        september = said(visit("management.py", dates=(date(2026, 9, 1), date(2026, 9, 30))))
        assert "More visits." not in september

    def test_it_says_which_numbers_changed_after_it_was_written(self, visit, store, mine):
        web(store, mine)
        write(visit("management.py"), headline="Up.")
        assert "have changed" not in said(visit("management.py"))

        load(store, mine, "late.csv", period("2026-10-01", "2026-10-31", channel="Web", account="shop", sessions=10,
                                             source="Organic Social"))  # fmt: skip

        told = said(visit("management.py"))
        assert "The numbers have changed since this was written." in told
        assert "Visits from social networks: 3.10 K, now 3.11 K." in told

    def test_a_page_that_is_narrowed_to_a_channel_changes_no_number_of_the_comment(self, visit, store, mine):
        web(store, mine)
        write(visit("management.py"), headline="Up.")

        told = said(visit("management.py", channels=["Instagram"]))

        assert "Up." in told
        assert "have changed" not in told

    def test_the_proposal_comes_back_and_so_does_what_was_written(self, visit, store, mine):
        page = visit("management.py")
        write(page, headline="Our own words.")

        press(page, "Back to the proposal")
        assert store.comments(mine.id) == []
        assert "Nothing is known of these days yet." in said(page)

        press(page, "Undo")
        assert [one.headline for one in store.comments(mine.id)] == ["Our own words."]
        assert "Our own words." in said(page)

    def test_cancelling_keeps_nothing(self, visit, store, mine):
        page = visit("management.py")
        press(page, "Edit")
        page.text_area[0].set_value("Half a thought")

        press(page, "Cancel")

        assert store.comments(mine.id) == []
        assert "Half a thought" not in said(page)

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("\n".join("line" for _ in range(9)), "In short: at most 8 lines, since the page prints on one sheet."),
            ("  ", "Write at least one sentence, or cancel."),
        ],
    )
    def test_what_does_not_fit_or_says_nothing_is_not_kept_and_not_lost(self, visit, store, mine, text, refusal):
        page = visit("management.py")

        write(page, headline=text, why="", next="", asks="")

        assert refusal in said(page)
        assert store.comments(mine.id) == []
        assert page.text_area[0].value == text

    def test_what_is_typed_is_shown_as_text_and_never_as_markup(self, visit):
        page = visit("management.py")

        write(page, headline="# Not a title\n===\n:red[not red] & <b>not bold</b>\n1. not a list")

        (shown,) = [one.value for one in page.markdown if "Not a title" in one.value]
        for escaped in ("\\# Not a title", "\\=\\=\\=", "\\:red\\[not red\\]", "\\& \\<b\\>", "1\\. not a list"):
            assert escaped in shown

    def test_a_comment_of_another_period_of_the_same_start_is_another(self, visit, store, mine):
        write(visit("management.py"), headline="October.")
        (kept,) = store.comments(mine.id)
        store.save_comment(mine.id, replace(kept, end=date(2026, 10, 15), headline="Half of it."))

        assert "Half of it." not in said(visit("management.py"))


def test_a_comment_that_was_typed_and_not_saved_is_there_after_a_reload(visit, store, mine):
    page = visit("management.py")
    press(page, "Edit")
    page.text_area[0].set_value("Half a thought").run()

    again = visit("management.py")
    press(again, "Go on with your draft")
    assert again.text_area[0].value == "Half a thought"
    assert store.comments(mine.id) == []
    press(again, "Cancel")

    assert "Go on with your draft" not in [one.label for one in visit("management.py").button]


class TestWhenSomebodyWritesAnotherCommentMeanwhile:
    @pytest.fixture
    def page(self, visit, store, mine):
        """Begin a comment of one's own, let Ana keep another one, and save."""
        page = visit("management.py")
        press(page, "Edit")
        page.text_area[0].set_value("Mine.")
        theirs = Comment(OCTOBER.start, OCTOBER.end, "Hers.\nIn two lines.", "", "", "", "Ana", TYPED_AT, {})
        store.save_comment(mine.id, theirs)
        press(page, "Save comment")
        return page

    def test_it_is_asked_whose_stays(self, page, store, mine):
        assert "Ana wrote another comment meanwhile." in said(page)
        assert "In short: Hers. In two lines." in said(page)
        assert [one.made_by for one in store.comments(mine.id)] == ["Ana"]
        assert page.text_area[0].value == "Mine."

    def test_yours_is_kept_where_you_say_so(self, page, store, mine):
        press(page, "Keep yours")

        assert [one.headline for one in store.comments(mine.id)] == ["Mine."]
        assert not page.text_area

    def test_theirs_stays_where_you_say_so(self, page, store, mine):
        press(page, "Take theirs")

        assert [one.made_by for one in store.comments(mine.id)] == ["Ana"]
        assert "Hers." in said(page)
        assert not page.text_area
