"""Ads, and what somebody says a thousand impressions cost."""

from tests.builders import period


def ads(first, last, spend, seen, **more: object):
    more = {"channel": "Meta", "currency": "EUR", "paid": "paid", **more}
    return period(first, last, spend=spend, ad_impressions=seen, **more)
