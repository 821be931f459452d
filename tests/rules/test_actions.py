"""Which actions count as conversions is chosen once per workspace; all of them together are never added to a total."""

from kpi import facts as facts_
from kpi.facts import Brand, Call
from kpi.measure import series
from kpi.periods import Step
from kpi.receipts import receipt
from kpi.reconciliation import standings
from tests.builders import BRAND, OCTOBER, SEPTEMBER, ask, question, span
from tests.rules import files as f
from tests.rules.files import BOTH, by_month, facts_of, read

BUY, ASK = Call("Purchase", ("purchase",)), Call("Test ride", ("generate_lead",))
PURCHASE = Brand("Velmora", calls=(BUY,))
BOUGHT_OR_ASKED = Brand("Velmora", calls=(BUY, ASK))
FIRST_DAYS = span("2026-10-01", "2026-10-04")
DAILY = f.key_events_daily(
    ("2026-10-01", "purchase", 2),
    ("2026-10-01", "sign_up", 5),
    ("2026-10-02", "sign_up", 4),
    ("2026-10-04", "purchase", 3),
    ("2026-10-04", "generate_lead", 1),
)
"""Nothing happened on the third."""
MONTH = f.key_events(OCTOBER, ("page_view", 0), ("purchase", 30), ("sign_up", 100), ("generate_lead", 7))
NOT_HERE = "not in your files"


def conversions(known, period=OCTOBER):
    return ask("conversions", known, period).value


def test_all_actions_count_together_where_none_is_chosen(tmp_path):
    assert conversions(facts_of(tmp_path, MONTH)) == 137
    assert conversions(facts_of(tmp_path, DAILY), FIRST_DAYS) == 15


def test_only_the_chosen_actions_count(tmp_path):
    assert conversions(facts_of(tmp_path, MONTH, brand=PURCHASE)) == 30
    assert conversions(facts_of(tmp_path, MONTH, brand=BOUGHT_OR_ASKED)) == 37
    assert conversions(facts_of(tmp_path, DAILY, brand=PURCHASE), FIRST_DAYS) == 5


def test_a_day_on_which_only_other_actions_happened_is_zero_in_what_is_chosen(tmp_path):
    steps = series(question("conversions", FIRST_DAYS), facts_of(tmp_path, DAILY, brand=PURCHASE), step=Step.DAY)

    assert steps["value"].tolist() == [2, 0, 0, 3]


def test_a_month_without_the_chosen_action_is_zero_where_another_file_of_the_website_names_it(tmp_path):
    september = f.key_events(SEPTEMBER, ("sign_up", 60), name="September.csv")

    assert conversions(facts_of(tmp_path, MONTH, september, brand=PURCHASE), SEPTEMBER) == 0


def test_a_total_of_all_actions_is_never_added_to_the_actions_of_the_same_days(tmp_path):
    days = f.ga4_days(BOTH, sessions=10, key_events=by_month(1, 9))

    by_day = facts_of(tmp_path, days, DAILY)
    assert conversions(by_day, FIRST_DAYS) == 36
    assert conversions(by_day) == 279

    monthly = facts_of(tmp_path, f.ga4_groups(OCTOBER, {"Oslo": [90, 137]}, ("Users", "Key events"), by="City"), MONTH)
    assert conversions(monthly) == 137


def test_a_total_of_all_actions_says_nothing_of_a_chosen_one(tmp_path):
    days = f.ga4_days(BOTH, sessions=10, key_events=by_month(1, 9))

    assert ask("conversions", facts_of(tmp_path, days, brand=PURCHASE)).why_not == NOT_HERE
    both = facts_of(tmp_path, days, DAILY, brand=PURCHASE)
    assert (conversions(both, FIRST_DAYS), conversions(both, SEPTEMBER)) == (5, None)


def test_the_rate_holds_the_chosen_actions_against_the_visits_of_the_same_days(tmp_path):
    known = facts_of(tmp_path, f.ga4_days(OCTOBER, sessions=10, key_events=9), DAILY, brand=PURCHASE)

    answer = ask("conversion_rate", known, FIRST_DAYS)

    assert (answer.title, answer.value) == ("Actions per visit", 5 / 40)


def test_visits_with_any_action_say_nothing_of_a_chosen_one(tmp_path):
    whole = f.ga4_days(OCTOBER, sessions=10, key_events=9, session_key_event_rate=0.5)

    assert ask("conversion_rate", facts_of(tmp_path, whole)).value == 0.5
    assert ask("conversion_rate", facts_of(tmp_path, whole, DAILY, brand=PURCHASE), FIRST_DAYS).value == 5 / 40


def test_a_chosen_action_that_no_file_names_is_unknown_and_not_zero(tmp_path):
    gone = Brand("Velmora", calls=(BUY, Call("Telephone", ("call",))))

    for file in (MONTH, DAILY):
        answer = ask("conversions", facts_of(tmp_path, file, brand=gone))
        assert (answer.value, answer.why_not) == (None, NOT_HERE)


def test_the_actions_to_choose_from_are_those_that_happened_the_most_frequent_first(tmp_path):
    assert facts_of(tmp_path, MONTH).actions == ("sign_up", "purchase", "generate_lead")
    assert facts_of(tmp_path, f.ga4_days(OCTOBER, sessions=10, key_events=9)).actions == ()


def test_what_counts_is_said_where_the_files_name_actions_and_nowhere_else(tmp_path):
    def said(file: f.File, brand: Brand = BRAND, kpi: str = "conversions") -> list[str]:
        known = facts_of(tmp_path, file, brand=brand)
        return [mark for mark in ask(kpi, known).marks if mark.startswith("counts")]

    assert said(MONTH) == ["counts as a conversion: every action in your files"]
    assert said(MONTH, BOUGHT_OR_ASKED) == ["counts as a conversion: purchase, generate_lead"]
    assert said(f.ga4_days(OCTOBER, sessions=10, key_events=9)) == []
    assert said(f.ga4_days(OCTOBER, sessions=10, views=9), PURCHASE, "page_views") == []


def test_the_receipt_names_each_action_that_it_adds_up(tmp_path):
    records = read(tmp_path, MONTH).records
    known = facts_.build(records, BOUGHT_OR_ASKED)

    paper = receipt(question("conversions"), known, facts_.rows_behind(known, records, BOUGHT_OR_ASKED), {})

    counted = paper.rows[paper.rows["conversions"] > 0]
    assert dict(zip(counted["title"], counted["conversions"], strict=True)) == {"purchase": 30, "generate_lead": 7}
    assert paper.worked == ("Conversions: Web 37",)


def test_the_import_report_says_that_what_is_not_chosen_does_not_count(tmp_path):
    records = read(tmp_path, MONTH).records

    (every,) = standings(records).values()
    (chosen,) = standings(records, PURCHASE).values()

    assert (every["conversions"].counted, every["conversions"].waiting) == (137, 0)
    assert (chosen["conversions"].counted, chosen["conversions"].waiting) == (30, 3)
