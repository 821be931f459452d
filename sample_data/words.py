"""Invented words: captions, names, reviews and mentions. Any likeness to real people or texts is chance."""

from random import Random

CAPTIONS = {
    "everyday": (
        (
            "Rain jacket on, lights on, still smiling.",
            "Two stops fewer, twenty minutes more.",
            "The school run, but nobody looks for a parking space.",
            "Groceries in front, helmet hair on top.",
            "Monday, 7:40, the bridge is all ours.",
            "Seven minutes from the door to the desk.",
            "Hills? Which hills?",
            "A charger, a lock, a bell: that is the whole plan.",
        ),
        (
            "The Velmora City 2 carries you and your bag, and it is quiet about it.",
            "How do you get to work when the tram is late?",
            "Tell us your shortest way through the city.",
            "The battery lasts for about a week of errands.",
            "Which route should we film next?",
            "Tag the person who still drives the last mile.",
        ),
        "#velmora #ebike #cityriding #everyday",
    ),
    "detail": (
        (
            "Look closer: one cable less.",
            "Belt instead of chain, clean trousers instead of excuses.",
            "The lamp that sees the kerb before you do.",
            "How we true a wheel, in thirty seconds.",
            "Five colours, one frame, zero rattles.",
            "What is inside the battery case?",
        ),
        (
            "Swipe for the parts list.",
            "Our workshop answers every question below.",
            "Made to be repaired: each screw has the same size.",
            "Which colour would you ride, moss or brick?",
            "Save this for your next service.",
        ),
        "#velmora #bikedetails #workshop",
    ),
    "people": (
        (
            "Meet Ilka, who has not refuelled since spring.",
            "Tomasz delivers bread. 42 kilometres, every day.",
            "Three generations, one Velmora Cargo.",
            "Our Saturday riders, rain or shine.",
            "From the night shift straight into the sunrise.",
        ),
        (
            "Their story is in the next slide.",
            '"I thought I would miss the car," she says.',
            "Want to be next? Write to us.",
            "Thank you for having us along!",
        ),
        "#velmora #riders #stories",
    ),
    "store": (
        (
            "Test ride Saturday at Harbour Street, 10 to 4.",
            "The Old Mill store has a new workshop.",
            "Free brake and light check, no appointment.",
            "Coffee, pumps, and twelve bikes to try.",
        ),
        (
            "Bring your own helmet or borrow ours.",
            "Book a slot on our website.",
            "First come, first ride.",
        ),
        "#velmora #testride",
    ),
    "campaign": (
        (
            "Ride to work, day one: who is in?",
            "Six weeks, 1,204 of you, one goal: leave the car at home.",
            "Ride to work: week three, and the first puddles.",
            "Your commute, your story, our map.",
            "Ride to work: the office with the fullest bike rack is …",
            "A colleague who rides is a colleague who smiles.",
            "Ride to work: log your kilometres until 19 April.",
        ),
        (
            "Join with one click, the link is in our profile.",
            "Every logged kilometre plants a hedge along the cycle path.",
            "Post your handlebar view with #ridetowork.",
            "Prizes every Friday; the rules are on the website.",
            "Challenge the team next door.",
        ),
        "#ridetowork #velmora #commute",
    ),
    "recall": (
        (
            "Important: please check the brake lever of your City 2.",
            "Brake recall: what you need to know.",
            "We got this wrong, and we are putting it right.",
            "Your questions about the brake lever, answered.",
            "More mechanics, more appointments, shorter waits.",
        ),
        (
            "Enter your frame number on our website; the exchange is free.",
            "Both stores are open until eight this week.",
            "If your number is affected, please do not ride until the part is changed.",
            "Thank you for your patience.",
        ),
        "#velmora #service",
    ),
    "winter": (
        (
            "Frost on the saddle, warm hands anyway.",
            "Gift wrapping a bicycle: a guide.",
            "Dark at four? Lights at three.",
            "Eleven presents under thirty euros for people who ride.",
        ),
        (
            "Order by the 18th, ride by the 24th.",
            "Keep the battery indoors overnight, it will thank you.",
            "What is on your list?",
        ),
        "#velmora #winterriding #gifts",
    ),
}

VIRAL_TITLE = "He raced the tram with a cargo bike full of tubas #velmora #cargobike"

_FIRST_NAMES = (
    "Alma Bente Cosima Dario Edda Fabio Greta Hanno Ines Jarek Kaja Lennart Mirja Nuno Odile Pavel Quirin "
    "Rieke Sander Tilda Ugo Veerle Wim Xenia Yannis Zora Arne Birgit Cem Dunja Emre Femke Gero Hedda Ivo Jule"
)
_LAST_NAMES = (
    "Ackermoor Bellwick Castrup Dornfeld Eikhoven Falkmer Grootveld Hallstet Imbrock Jansdal Kestering Lundwig "
    "Marquist Nordholt Ostermey Pellgram Quastel Rosmer Steenwolt Tarnau Uhlvik Vandermoor Westrup Zandvlit"
)

REVIEWS = {
    5: (
        ("Best purchase in years", "Quiet", "Simply great", "Would buy it again", "Commute solved"),
        (
            "Delivered on a Thursday, ridden on a Friday, and the car has stood still since.",
            "The Fold fits under my desk and still climbs the hill at home.",
            "Friendly advice at the Harbour Street store, no pressure at all.",
            "Two winters, one flat tyre, no complaints.",
            "The workshop changed the belt while I drank a coffee.",
        ),
    ),
    4: (
        ("Good bike, slow letter", "Almost perfect", "Solid", "Very happy"),
        (
            "Rides well; the manual could be clearer.",
            "The cargo box is sturdy, only the rain cover costs extra.",
            "Good range, a little heavy on stairs.",
            "Service was quick once I reached somebody.",
        ),
    ),
    3: (
        ("It is okay", "Mixed feelings", "Fine for the city"),
        (
            "A good bike, but the delivery came a week late.",
            "The app loses the connection now and then.",
            "I expected more range for the price.",
        ),
    ),
    2: (
        ("Not what I hoped", "Waiting for an answer"),
        ("Three calls until somebody helped with the display.", "The rattle came back after the repair."),
    ),
    1: (
        ("Disappointed", "Never reached anyone"),
        ("Four weeks for a spare key.", "The parcel arrived open and nobody feels responsible."),
    ),
}
RECALL_REVIEWS = {
    3: (("Handled in the end",), ("The brake lever was exchanged, but I had to ask twice.",)),
    2: (
        ("Recall chaos", "Brakes"),
        (
            "Eleven days without a bike because of the brake lever.",
            "The recall letter came after the newspaper had it.",
        ),
    ),
    1: (
        ("Brake lever broke", "Unsafe", "No appointment before September"),
        (
            "The lever snapped on the way to the crossing. Nothing happened, luckily.",
            "Recalled, and then the part was out of stock.",
            "I stood in the queue for two hours and was sent home.",
        ),
    ),
}

MENTIONS = {
    "positive": ("{brand} takes the hill with ease", "Two weeks with {brand}: a diary", "Why our office rides {brand}"),
    "neutral": (
        "City e-bikes compared: {brand} and others",
        "{brand} opens its order book for the new season",
        "Which belt fits my {brand}?",
        "Price watch: {brand}",
    ),
    "negative": ("{brand} and the long wait for parts", "My {brand} rattles, any ideas?", "Not impressed by {brand}"),
}
RECALL_MENTIONS = ("Brake lever: Velmora calls bikes back", "Velmora recall, day by day", "Is my Velmora affected?")
SNIPPETS = (
    "… a look at range, weight and price of {brand} …",
    "… somebody at work rides a {brand} and says …",
    "… the workshop told me that {brand} parts …",
    "… among the six bikes in the test, {brand} …",
    "… leasing through the employer, with {brand} as an option …",
)
SITES = (
    ("pedalpost.example", "news"),
    ("citycycling.example", "blog"),
    ("speichenforum.example", "forum"),
    ("radwegblog.example", "blog"),
    ("morningherald.example", "news"),
    ("bikesandboxes.example", "review"),
    ("commuterboard.example", "forum"),
)

INDUSTRY_POSTS = (
    (
        "What we measured on 400 metres of pipe.",
        "Three questions to ask before you buy a flow sensor.",
        "Our calibration bench has a new neighbour.",
        "A leak of two litres an hour: how it was found.",
        "From spreadsheet to alarm in one afternoon.",
        "Meet the team behind the LV-40.",
        "Why we publish our error bars.",
    ),
    (
        "The white paper is on our website.",
        "We are glad to show it at your plant.",
        "Which fluid gives you the most trouble?",
        "The recording of the webinar is online.",
        "Thanks to everybody who came by.",
    ),
    "#flowmeasurement #sensors #maintenance",
)


def caption(random: Random, theme: str) -> str:
    """Write a caption of several lines on a theme."""
    return _three_lines(random, CAPTIONS[theme])


def industry_post(random: Random) -> str:
    """Write a post of the business-to-business client."""
    return _three_lines(random, INDUSTRY_POSTS)


def person(random: Random) -> tuple[str, str]:
    """Invent a person: a name, and an address at example.org."""
    first, last = random.choice(_FIRST_NAMES.split()), random.choice(_LAST_NAMES.split())
    return f"{first} {last}", f"{first}.{last}{random.randint(10, 99)}@example.org".lower()


def _three_lines(random: Random, theme: tuple[tuple[str, ...], tuple[str, ...], str]) -> str:
    opening, body, tags = theme
    return f"{random.choice(opening)}\n\n{random.choice(body)}\n\n{tags}"
