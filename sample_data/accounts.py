"""Velmora's own accounts: days and posts of each network, in the words of the catalogue's metrics."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import pandas as pd

from sample_data import posts, story, words
from sample_data.draw import OFFICE_WEEK, WORKING_WEEK, days_between, dice, happens, month_of, near, split, spread
from sample_data.platforms.meta import INSTAGRAM_METRICS

_CORRECTED_FROM = date(2026, 9, 1)
_FLAT_WEEK = (1.0,) * 7
_X_DAYS = days_between(story.FIRST, story.X_LAST)
_LINKEDIN_DAYS = days_between(story.FIRST, story.LINKEDIN_LAST)
_CAMPAIGN_DAYS = days_between(*story.CAMPAIGN)
_SPONSORED = {date(2026, 3, 1): 14_200, date(2026, 4, 1): 17_900}
_INSTAGRAM_APPEAL = {"IG reel": 1.45, "IG carousel": 1.0, "IG image": 0.72}
_INSTAGRAM_ANSWERS = {"IG reel": 0.95, "IG carousel": 1.12, "IG image": 1.0}
_FACEBOOK_APPEAL = {"Reels": 1.5, "Photos": 1.0, "Links": 0.7}
_FACEBOOK_LINKS = {"Reels": 0.001, "Photos": 0.004, "Links": 0.026}


def parted(name: str, totals: pd.Series, shares: Mapping[str, float]) -> pd.DataFrame:
    """Part each row's interactions into kinds, by shares that vary from row to row; what is left goes to the first."""
    random = dice(f"{name} parts")
    first, *others = shares
    rows = []
    for total in totals:
        parts = {kind: round(total * shares[kind] * random.uniform(0.7, 1.3)) for kind in others}
        rows.append({first: int(total) - sum(parts.values()), **parts})
    return pd.DataFrame(rows, index=totals.index)


def about(name: str, counts: pd.Series, share: float, room: float = 0.15) -> pd.Series:
    """Give counts that are about a share of others."""
    random = dice(f"{name} about")
    return pd.Series(
        [round(count * share * random.uniform(1 - room, 1 + room)) for count in counts],
        index=counts.index,
        dtype="int64",
    )


def instagram_posts() -> pd.DataFrame:
    """Give the Instagram posts with their lifetime figures; reels on Tuesday evening win."""
    content = posts.schedule("Instagram", posts.INSTAGRAM, story.DAYS)
    evening = posts.evening_reel(content)
    lifted = content["at"].map(lambda at: story.lift(at.date()))
    appeal = content["kind"].map(_INSTAGRAM_APPEAL) * (1 + 0.9 * evening) * lifted
    shown = posts.share_out(
        content, story.impressions("Instagram", "posts"), appeal * posts.luck("Instagram", content, 0.38)
    )
    answers = shown * content["kind"].map(_INSTAGRAM_ANSWERS) * (1 + 0.35 * evening)
    given = posts.share_out(
        content, story.interactions()["Instagram"], answers * posts.luck("Instagram answers", content, 0.16)
    )
    follows = story.scaled(story.new_followers()["Instagram"], 0.35, "Instagram follows of posts")
    content = content.assign(
        impressions=shown,
        new_followers=posts.share_out(content, follows, shown * posts.luck("Instagram follows", content, 0.5)),
        seconds=_lengths("Instagram", content["kind"] == "IG reel", 9, 58),
    )
    content = content.assign(reach=posts.people_of("Instagram", content))
    return content.join(
        parted("Instagram", given, {"reactions": 0.84, "comments": 0.05, "shares": 0.06, "saves": 0.05})
    )


def before_correction(content: pd.DataFrame, seen: date) -> pd.DataFrame:
    """Give posts as an export of an earlier day saw them: young ones with less, a few others with other counts."""
    early: pd.DataFrame = content.loc[content["at"].dt.date <= seen]
    random = dice("before the correction")
    factors = early["at"].map(lambda at: min(1.0, 0.55 + 0.065 * (seen - at.date()).days)).astype("float64")
    for place in random.sample(early.index[early["at"].dt.date >= _CORRECTED_FROM].tolist(), 7):
        factors.loc[place] = random.uniform(0.93, 1.04)
    return early.assign(**{metric: (early[metric] * factors).astype("int64") for metric in INSTAGRAM_METRICS})


def facebook_posts() -> pd.DataFrame:
    """Give the Facebook posts; from the middle of November 2025 the same post counts more, as views."""
    content = posts.schedule("Facebook", posts.FACEBOOK, story.DAYS)
    days = content["at"].dt.date
    basis = days.map(lambda day: story.FACEBOOK_VIEWS_FACTOR if day >= story.FACEBOOK_VIEWS_FROM else 1.0)
    appeal = content["kind"].map(_FACEBOOK_APPEAL) * basis * days.map(story.lift)
    shown = posts.share_out(
        content, story.impressions("Facebook", "posts"), appeal * posts.luck("Facebook", content, 0.34)
    )
    given = posts.share_out(
        content, story.interactions()["Facebook"], shown * posts.luck("Facebook answers", content, 0.25)
    )
    links = pd.Series(
        [round(count * _FACEBOOK_LINKS[kind]) for count, kind in zip(shown, content["kind"], strict=True)]
    )
    others = about("Facebook other clicks", shown, 0.009)
    lengths = _lengths("Facebook", content["kind"] == "Reels", 12, 75)
    each = (lengths * about("Facebook seconds", lengths * 0 + 1_000, 0.31) / 1_000).round(3)
    content = content.assign(
        impressions=shown,
        interactions=given,
        link_clicks=links,
        other_clicks=others,
        clicks=links + others,
        seconds=lengths,
        seconds_each=each,
        watch_seconds=(each * shown * 0.42).round(3),
    )
    content = content.assign(reach=posts.people_of("Facebook", content))
    return content.join(parted("Facebook", given, {"reactions": 0.82, "comments": 0.08, "shares": 0.10}))


def meta_days() -> pd.DataFrame:
    """Give what Meta tells by day of the Instagram account and the Facebook Page."""
    days, follows, visits = story.DAYS, story.new_followers(), story.monthly("social_sessions")
    views = spread("Instagram views", story.impressions("Instagram", "days"), days, lift=story.lift)
    on_page = spread("Facebook views", story.impressions("Facebook", "days"), days, lift=story.lift)
    quiet = {day for day in days if happens(dice(f"quiet {day}"), 0.07) and day not in (story.FIRST, story.LAST)}
    return pd.DataFrame(
        {
            "instagram_views": views,
            "instagram_reach": about("Instagram reach", views, 0.57),
            "instagram_follows": spread(
                "Instagram follows", follows["Instagram"], days, lift=lambda day: story.lift(day) * (day not in quiet)
            ),
            "instagram_link_clicks": spread(
                "Instagram link clicks", story.scaled(visits, 0.31, "Instagram link clicks"), days, lift=story.lift
            ),
            "facebook_reach": about("Facebook reach", on_page, 0.52),
            "facebook_visits": about("Facebook visits", on_page, 0.016, 0.35),
            "facebook_follows": spread("Facebook follows", follows["Facebook"], days, noise=0.6),
        }
    )


def tiktok_days() -> pd.DataFrame:
    """Give TikTok's days; one video of 16 May brings 1.9 million views, and the recall the unfollows."""
    usual = story.impressions("TikTok", "days")
    usual[month_of(story.VIRAL_DAY)] -= story.VIRAL_VIEWS
    views = spread("TikTok views", usual, story.DAYS, lift=story.lift, noise=0.2)
    wave = [
        day for day in story.DAYS if (day - story.VIRAL_DAY).days >= 0 and month_of(day) == month_of(story.VIRAL_DAY)
    ]
    views = views.add(
        pd.Series(split(story.VIRAL_VIEWS, [0.64**age for age in range(len(wave))]), index=wave), fill_value=0
    )
    views = views.astype("int64")

    def by_views(name: str, totals: Mapping[date, int]) -> pd.Series:
        return spread(name, totals, story.DAYS, week=_FLAT_WEEK, lift=lambda day: float(views.loc[day]))

    def by_anger(day: date) -> float:
        return 2.6 if story.during(day, story.RECALL) else 1.0

    given = by_views("TikTok interactions", story.interactions()["TikTok"])
    new = by_views("TikTok follows", story.new_followers()["TikTok"])
    lost = spread("TikTok unfollows", story.unfollows()["TikTok"], story.DAYS, lift=by_anger, noise=0.4)
    kinds = parted("TikTok", given, {"reactions": 0.80, "comments": 0.06, "shares": 0.14})
    return kinds.assign(
        impressions=views,
        video_views=views,
        reach=about("TikTok reach", views, 0.71),
        profile_visits=about("TikTok visits", views, 0.0065, 0.3),
        new_followers=new,
        unfollows=lost,
        net_new_followers=new - lost,
    )


def tiktok_videos() -> pd.DataFrame:
    """Give the TikTok videos with their lifetime figures, the one of 16 May among them."""
    content = posts.schedule("TikTok", posts.TIKTOK, story.DAYS)
    viral = pd.DataFrame(
        [
            {
                "at": datetime.combine(story.VIRAL_DAY, time(17, 42)),
                "kind": "video",
                "key": "140511823906617",
                "code": "",
                "title": words.VIRAL_TITLE,
            }
        ]
    )
    usual = {first: round(0.95 * count) for first, count in story.impressions("TikTok", "days").items()}
    usual[month_of(story.VIRAL_DAY)] -= story.VIRAL_VIEWS
    shown = posts.share_out(content, usual, posts.luck("TikTok", content, 0.6))
    content = pd.concat([content.assign(impressions=shown), viral.assign(impressions=story.VIRAL_VIEWS)])
    content = content.sort_values("at").reset_index(drop=True)
    content = content.assign(
        key=[f"75{key}71" for key in content["key"]],
        video_views=content["impressions"],
        saves=about("TikTok saves", content["impressions"], 0.0018, 0.4),
    )
    given = posts.share_out(
        content, story.interactions()["TikTok"], content["impressions"] * posts.luck("TikTok answers", content, 0.25)
    )
    return content.join(parted("TikTok videos", given, {"reactions": 0.80, "comments": 0.06, "shares": 0.14}))


def linkedin_days() -> pd.DataFrame:
    """Give LinkedIn's days, which end two days before the others."""
    shown = spread(
        "LinkedIn", story.impressions("LinkedIn", "days"), _LINKEDIN_DAYS, week=OFFICE_WEEK, lift=story.lift, noise=0.18
    )
    sponsored = spread("LinkedIn sponsored", _SPONSORED, _CAMPAIGN_DAYS, week=WORKING_WEEK)
    return linkedin_frame("LinkedIn", shown, story.interactions()["LinkedIn"], sponsored)


def linkedin_frame(name: str, shown: pd.Series, given: Mapping[date, int], sponsored: pd.Series) -> pd.DataFrame:
    """Give a LinkedIn Page's days from its impressions, its interactions by month and its sponsored impressions."""
    days = list(shown.index)
    interactions = spread(f"{name} interactions", given, days, week=_FLAT_WEEK, lift=lambda day: float(shown.loc[day]))
    paid = sponsored.reindex(days, fill_value=0)
    return parted(name, interactions, {"reactions": 0.86, "comments": 0.06, "shares": 0.08}).assign(
        impressions=shown,
        ad_impressions=paid,
        reach=about(f"{name} reach", shown, 0.63),
        clicks=about(f"{name} clicks", shown, 0.021),
        ad_clicks=about(f"{name} ad clicks", paid, 0.006),
    )


def linkedin_followers(name: str, new: Mapping[date, int], days: Sequence[date]) -> pd.DataFrame:
    """Give a LinkedIn Page's new followers by day, those invited by the Page among them."""
    counts = spread(f"{name} followers", new, days, week=OFFICE_WEEK, noise=0.5)
    return pd.DataFrame({"new_followers": counts, "invited_followers": about(f"{name} invited", counts, 0.1, 0.9)})


def velmora_linkedin_followers() -> pd.DataFrame:
    """Give Velmora's new followers on LinkedIn."""
    return linkedin_followers("LinkedIn", story.new_followers()["LinkedIn"], _LINKEDIN_DAYS)


def linkedin_posts() -> pd.DataFrame:
    """Give LinkedIn's posts; neither weekday nor kind makes a difference."""
    content = posts.schedule("LinkedIn", posts.LINKEDIN, _LINKEDIN_DAYS)
    shown = {first: round(0.96 * count) for first, count in story.impressions("LinkedIn", "days").items()}
    given = {first: round(0.96 * count) for first, count in story.interactions()["LinkedIn"].items()}
    return linkedin_content("LinkedIn", content, shown, given)


def linkedin_content(
    name: str, content: pd.DataFrame, shown: Mapping[date, int], given: Mapping[date, int]
) -> pd.DataFrame:
    """Give a LinkedIn Page's posts their figures, and the colleague who posted them."""
    random = dice(f"{name} colleagues")
    team = [words.person(random)[0] for _ in range(3)]
    impressions = posts.share_out(content, shown, posts.luck(name, content, 0.4))
    answers = posts.share_out(content, given, impressions * posts.luck(f"{name} answers", content, 0.2))
    return content.assign(
        key=[f"7{key}024" for key in content["key"]],
        person=[random.choice(team) for _ in content.index],
        impressions=impressions,
        clicks=about(f"{name} clicks of posts", impressions, 0.021, 0.5),
    ).join(parted(f"{name} posts", answers, {"reactions": 0.86, "comments": 0.06, "shares": 0.08}))


def x_days() -> pd.DataFrame:
    """Give X's days until it fell silent."""
    published = x_schedule()["at"].dt.date.value_counts()

    def silence(day: date) -> float:
        return 0.08 if day > story.X_LAST_POST else 1.0

    shown = spread("X", story.impressions("X", "days"), _X_DAYS, week=WORKING_WEEK, lift=silence, noise=0.25)
    given = spread(
        "X interactions",
        story.interactions()["X"],
        _X_DAYS,
        week=_FLAT_WEEK,
        lift=lambda day: float(shown.loc[day]) + 1,
    )
    kinds = parted("X", given, {"reactions": 0.72, "comments": 0.1, "shares": 0.15, "saves": 0.03})
    follows = story.new_followers()["X"]
    return kinds.assign(
        impressions=shown,
        sent=(kinds["shares"] * 0.2).astype("int64"),
        engagements=given + about("X clicks", shown, 0.018, 0.4),
        new_followers=spread("X follows", follows, _X_DAYS, lift=silence, noise=0.6),
        unfollows=spread("X unfollows", story.unfollows()["X"], _X_DAYS, noise=0.8),
        profile_visits=about("X visits", shown, 0.011, 0.5),
        created=published.reindex(_X_DAYS, fill_value=0),
    )


def x_schedule() -> pd.DataFrame:
    """Give when X was posted to."""
    return posts.schedule("X", posts.X, days_between(story.FIRST, story.X_LAST_POST))


def x_posts() -> pd.DataFrame:
    """Give X's posts with their lifetime figures."""
    content = x_schedule()
    shown = {first: round(0.91 * count) for first, count in story.impressions("X", "days").items()}
    given = {first: round(0.91 * count) for first, count in story.interactions()["X"].items()}
    impressions = posts.share_out(content, shown, posts.luck("X", content, 0.5))
    answers = posts.share_out(content, given, impressions * posts.luck("X answers", content, 0.3))
    kinds = parted("X posts", answers, {"reactions": 0.72, "comments": 0.1, "shares": 0.15, "saves": 0.03})
    link_clicks, expands = about("X link clicks", impressions, 0.008, 0.6), about("X expands", impressions, 0.008, 0.6)
    content = content.assign(
        key=[f"19{key}08" for key in content["key"]],
        impressions=impressions,
        link_clicks=link_clicks,
        expands=expands,
        engagements=answers + link_clicks + expands,
        new_followers=about("X follows of posts", impressions, 0.0012, 0.9),
        profile_visits=about("X visits of posts", impressions, 0.006, 0.5),
    )
    return content.join(kinds.assign(sent=(kinds["shares"] * 0.2).astype("int64")))


def youtube() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give one video a month, the channel's days (older videos are watched as well), and each video by day."""
    random = dice("YouTube")
    videos = pd.DataFrame([_video(month.first, number) for number, month in enumerate(story.MONTHS)])
    by_video = pd.DataFrame(0, index=story.DAYS, columns=videos["code"].tolist())
    for video in videos.to_dict("records"):
        days = [day for day in story.DAYS if day >= video["at"].date()]
        weights = [(0.9**age + 0.02) * random.uniform(0.8, 1.2) for age in range(len(days))]
        by_video.loc[days, video["code"]] = split(video["video_views"], weights)
    older = pd.Series([random.randint(38, 95) for _ in story.DAYS], index=story.DAYS)
    days_frame = pd.DataFrame({"video_views": by_video.sum(axis=1) + older})
    return videos.sort_values("video_views", ascending=False).reset_index(drop=True), days_frame, by_video


def _video(month: date, number: int) -> dict[str, object]:
    random = dice(f"video {month}")
    views = round(random.uniform(4_200, 8_900) * (1.8 if story.during(month, story.CAMPAIGN) else 1.0))
    seconds = random.randint(140, 720)
    watched = views * seconds * random.uniform(0.34, 0.52)
    topics = ("How we build the", "Long ride with the", "Workshop hour:", "Ask the mechanic:")
    models = ("City 2", "Fold", "Cargo", "belt drive", "winter kit")
    hours = round(watched / 3_600, 4)
    return {
        "at": datetime.combine(month.replace(day=random.randint(8, 16)), time(16)),
        "code": posts.code_of(random),
        "title": f"{topics[number % 4]} {models[number % 5]} | Velmora",
        "seconds": seconds,
        "video_views": views,
        "hours": hours,
        "watch_seconds": hours * 3_600,
        "net_new_followers": near(f"subscribers {month}", views / 260, 6),
        "impressions": near(f"thumbnails {month}", views * 11, 4_000),
        "click_rate": round(random.uniform(3.2, 6.8), 2),
    }


def _lengths(name: str, has_video: pd.Series, shortest: int, longest: int) -> pd.Series:
    random = dice(f"{name} lengths")
    return pd.Series([random.randint(shortest, longest) * bool(video) for video in has_video], index=has_video.index)
