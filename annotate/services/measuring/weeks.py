"""Weeks, as the periods by which agreement is followed."""

from datetime import UTC, datetime

DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""


def week(day: int) -> str:
    """`2026-W02`, in UTC, of a day counted from 1970 on."""
    return datetime.fromtimestamp(day * DAY / 1000, UTC).strftime("%G-W%V")
