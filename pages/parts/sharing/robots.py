"""Who only wants to show that there is a link: the robots of messengers, networks and search engines."""

import re

_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|embedly|vkshare|skypeuri|iframely|google-"
    r"|mediapartners|ia_archiver|curl/|wget/|python-|go-http|okhttp|java/|axios|node-fetch|safelinks|proofpoint|mimecast",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """Tell whether a request comes from somebody who reads for others; who says nothing of itself does.

    >>> is_robot("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"), is_robot("")
    (True, True)
    >>> is_robot("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0")
    False
    >>> is_robot("Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")
    False
    """
    return not user_agent.strip() or bool(_ROBOT.search(user_agent))
