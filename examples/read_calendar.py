"""Prints what the calendar holds: one line an event, as the service understood it."""

import datetime as dt
import os

import httpx

url = os.environ["INTERVALS_URL"] + "/api/v1/athlete/0/events"
today = dt.date.today()
days = {"oldest": str(today), "newest": str(today + dt.timedelta(days=90))}
answer = httpx.get(url, params=days, auth=("API_KEY", os.environ["INTERVALS_API_KEY"]))
for event in sorted(answer.raise_for_status().json(), key=lambda e: e["start_date_local"]):
    doc = event["workout_doc"] or {}
    minutes = (doc.get("duration") or event["moving_time"] or 0) // 60
    blocks = len(doc.get("steps") or [])
    day = event["start_date_local"][:10]
    print(f"{day}  {event['type']:<14} {minutes:>4} min  {blocks:>2} blocks  {event['name']}")
