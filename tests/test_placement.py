from hypothesis import given
from hypothesis import strategies as st

from kpi.accounts import Account, known_together
from kpi.placement import Placed, Told, place

ANKER, BOGEN = Account("Instagram", "anker"), Account("Instagram", "bogen")
ANKER_ON_FACEBOOK, BOGEN_ON_FACEBOOK = Account("Facebook", "Anker"), Account("Facebook", "Bogen")


def posts(file, *accounts: Account, folder=""):
    """Tell of a file that names accounts."""
    return Told(file, folder, named=accounts)


def reach(file, *channels: str, folder=""):
    """Tell of a file that names no account."""
    return Told(file, folder, nameless=channels or ("Instagram",))


def placed(drop, own=(), elsewhere=None):
    """Say for each file how it was placed, by its number."""
    return {one.file: one for one in place(drop, own, elsewhere or {}).files}


def waiting(drop, own=(), elsewhere=None):
    return {file for file, one in placed(drop, own, elsewhere).items() if one.waits}


class TestAFirstDrop:
    def test_with_one_account_a_channel_is_simply_the_workspaces(self):
        found = place([posts(1, ANKER), posts(2, ANKER_ON_FACEBOOK)], [], {})

        assert found.own == (ANKER_ON_FACEBOOK, ANKER)
        assert found.asks == ()
        assert not any(one.waits for one in found.files)

    def test_of_several_folders_that_name_several_accounts_asks_which_the_workspace_is_about(self):
        drop = [
            posts(1, ANKER, folder="Anker"),
            reach(2, folder="Anker/Instagram"),
            posts(3, BOGEN, folder="Bogen"),
        ]

        found = place(drop, [], {})

        assert [(party.label, party.accounts, party.files) for party in found.asks] == [
            ("Anker", (ANKER,), (1, 2)),
            ("Bogen", (BOGEN,), (3,)),
        ]
        assert found.own == ()
        assert all(one.waits for one in found.files)

    def test_of_loose_files_that_name_two_accounts_of_one_channel_asks_too(self):
        found = place([posts(1, ANKER), posts(2, BOGEN), posts(3, BOGEN_ON_FACEBOOK)], [], {})

        assert [(party.label, party.files) for party in found.asks] == [("Bogen, bogen", (2, 3)), ("anker", (1,))]

    def test_of_several_folders_without_any_account_asks_too(self):
        found = place([reach(1, folder="Anker"), reach(2, folder="Bogen")], [], {})

        assert [(party.label, party.accounts, party.files) for party in found.asks] == [
            ("Anker", (), (1,)),
            ("Bogen", (), (2,)),
        ]
        assert all(one.waits for one in found.files)

    def test_of_one_folder_asks_nothing(self):
        assert waiting([posts(1, ANKER, folder="Clients/Anker"), reach(2, folder="Clients/Anker/2026-10")]) == set()

    def test_of_a_file_with_several_accounts_takes_them_all(self):
        found = place([posts(1, ANKER, BOGEN)], [], {})

        assert (found.own, found.asks) == ((ANKER, BOGEN), ())

    def test_of_folders_by_network_or_month_asks_nothing(self):
        drop = [
            posts(1, ANKER, folder="October 2026/Instagram"),
            posts(2, ANKER_ON_FACEBOOK, folder="October 2026/Facebook"),
            reach(3, "Facebook", folder="September 2026/FB"),
        ]

        assert place(drop, [], {}).asks == ()
        assert waiting(drop) == set()


class TestAFileThatNamesAnAccount:
    def test_of_another_workspace_waits_and_says_which(self):
        found = placed([posts(1, BOGEN)], [ANKER], {"Bogen GmbH": [BOGEN]})

        assert found[1] == Placed(1, waits=True, belongs="Bogen GmbH")

    def test_of_another_workspace_waits_though_this_one_is_empty(self):
        assert waiting([posts(1, BOGEN)], [], {"Bogen GmbH": [BOGEN]}) == {1}

    def test_waits_where_the_workspace_knows_another_on_that_channel(self):
        assert waiting([posts(1, BOGEN)], [ANKER]) == {1}

    def test_of_a_new_channel_becomes_the_workspaces(self):
        found = place([posts(1, ANKER_ON_FACEBOOK)], [ANKER], {})

        assert found.own == (ANKER_ON_FACEBOOK, ANKER)
        assert not found.files[0].waits

    def test_of_a_new_channel_waits_where_two_could_be_meant(self):
        assert waiting([posts(1, ANKER_ON_FACEBOOK), posts(2, BOGEN_ON_FACEBOOK)], [ANKER]) == {1, 2}

    def test_in_another_folder_than_ours_waits_though_its_channel_is_new(self):
        drop = [posts(1, ANKER, folder="Anker"), posts(2, BOGEN_ON_FACEBOOK, folder="Bogen")]

        assert waiting(drop, [ANKER]) == {2}

    def test_is_ours_under_its_new_name_where_the_id_is_the_same(self):
        known = Account("Instagram", "anker", "178", seen="2026-01-31")
        renamed = Account("Instagram", "anker.official", "178", seen="2026-02-28")

        found = place([posts(1, renamed)], [known], {})

        assert found.own == (Account("Instagram", "anker.official", "178", ("anker",), "2026-02-28"),)
        assert not found.files[0].waits

    def test_beside_a_foreign_one_waits_whole(self):
        assert waiting([posts(1, ANKER, BOGEN)], [ANKER]) == {1}


class TestAFileThatNamesNoAccount:
    def test_inherits_that_of_its_folder(self):
        own = [ANKER, BOGEN]
        drop = [
            posts(1, ANKER, folder="Anker"),
            reach(2, folder="Anker/Instagram"),
            posts(3, BOGEN, folder="Bogen"),
            reach(4, folder="Bogen"),
        ]

        found = placed(drop, own)

        assert (found[2].account, found[4].account) == ("anker", "bogen")

    def test_waits_with_its_folder(self):
        drop = [
            posts(1, ANKER, folder="Anker"),
            posts(3, BOGEN, folder="Bogen"),
            reach(4, "Facebook", folder="Bogen"),
        ]

        assert waiting(drop, [ANKER]) == {3, 4}

    def test_says_whose_its_folder_is(self):
        drop = [posts(1, ANKER, folder="A"), posts(2, BOGEN, folder="B"), reach(3, folder="B")]

        assert placed(drop, [ANKER], {"Bogen GmbH": [BOGEN]})[3].belongs == "Bogen GmbH"

    def test_inherits_that_of_its_sisters_in_the_drop(self):
        assert placed([posts(1, ANKER), reach(2)])[2] == Placed(2, account="anker")

    def test_inherits_the_only_one_that_the_workspace_has(self):
        assert placed([reach(1)], [ANKER])[1] == Placed(1, account="anker")

    def test_is_not_given_one_of_two(self):
        assert placed([reach(1)], [ANKER, BOGEN])[1] == Placed(1)

    def test_waits_where_its_sisters_are_of_two_clients(self):
        assert waiting([posts(1, ANKER), posts(2, BOGEN), reach(3)], [ANKER]) == {2, 3}

    def test_waits_in_a_folder_of_its_own_beside_another_clients(self):
        assert waiting([posts(1, ANKER, folder="Anker"), reach(2, folder="Bogen")], [ANKER]) == {2}

    def test_of_a_channel_without_any_account_counts_without_one(self):
        assert placed([posts(1, ANKER), reach(2, "X")])[2] == Placed(2)


class TestAFileThatNamesNoNetwork:
    def test_takes_it_from_the_name_of_its_folder(self):
        assert placed([reach(1, "", folder="Anker/IG exports")], [ANKER])[1] == Placed(1, "Instagram", "anker")

    def test_takes_it_from_its_sisters(self):
        assert placed([reach(1, ""), reach(2, "Facebook"), reach(3, "X")])[1].channel == "Facebook"

    def test_takes_the_one_of_its_own_folder_before_that_of_others(self):
        drop = [reach(1, "", folder="a/1"), reach(2, "Facebook", folder="a/1"), reach(3, "Instagram", folder="a/2")]

        assert placed(drop)[1].channel == "Facebook"

    def test_is_not_given_one_of_two(self):
        assert placed([reach(1, ""), reach(2, "Facebook"), reach(3, "Instagram")])[1].channel == ""


ACCOUNTS = st.builds(
    Account,
    st.sampled_from(["Instagram", "Facebook"]),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["", "1", "2"]),
)
FOLDERS = st.sampled_from(["", "A", "B", "A/Instagram", "Facebook", "2026-10"])
NAMELESS = st.lists(st.sampled_from(["Instagram", "Facebook", "X", ""]), max_size=2, unique=True).map(tuple)
DROPS = st.lists(st.tuples(FOLDERS, st.lists(ACCOUNTS, max_size=2).map(tuple), NAMELESS), min_size=1, max_size=6).map(
    lambda told: [Told(file, *one) for file, one in enumerate(told)]
)
KNOWN = st.lists(ACCOUNTS, max_size=3)


@given(DROPS, KNOWN, KNOWN)
def test_every_file_is_placed_once_and_no_foreign_one_counts(drop, own, others):
    found = place(drop, own, {"Other": others})

    assert [one.file for one in found.files] == [told.file for told in drop]
    for told, one in zip(drop, found.files, strict=True):
        foreign = [account for account in told.named if not any(account.is_same(ours) for ours in found.own)]
        assert one.waits or not foreign
    new = [account for account in found.own if not any(account.is_same(ours) for ours in own)]
    assert not [account for account in new if any(account.is_same(other) for other in others)]


@given(DROPS, KNOWN, st.randoms(use_true_random=False))
def test_the_order_of_a_drop_does_not_matter(drop, own, random):
    shuffled = random.sample(drop, len(drop))

    first, second = place(drop, own, {}), place(shuffled, own, {})

    assert sorted(first.files, key=lambda one: one.file) == sorted(second.files, key=lambda one: one.file)
    assert (first.own, first.asks) == (second.own, second.asks)


@given(DROPS, KNOWN)
def test_what_was_placed_stays_placed_when_it_is_asked_again(drop, own):
    first = place(drop, own, {})

    again = place(drop, first.own, {})

    assert not first.own or {one.file for one in first.files if not one.waits} <= {
        one.file for one in again.files if not one.waits
    }


@given(st.lists(ACCOUNTS, max_size=6), st.randoms(use_true_random=False))
def test_accounts_put_together_are_the_same_in_any_order(accounts, random):
    assert known_together(accounts) == known_together(random.sample(accounts, len(accounts)))
