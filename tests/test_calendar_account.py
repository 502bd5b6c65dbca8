"""The account: keys, ids and addresses, and that no key gets out."""

import base64
import copy
import pickle
from pathlib import Path

import pytest

from tests.canary import CANARY
from workoutc.calendar.account import account, address, athlete_id, credentials
from workoutc.calendar.secret import Scheme, Secret, redact
from workoutc.settings import SERVICE, SettingsError


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_secret_of_the_environment(scheme: Scheme) -> None:
    found = credentials({scheme.value: CANARY}, SERVICE)
    assert found.scheme is scheme
    assert found.secret.reveal() == CANARY


def test_no_key_says_where_to_find_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"no key for the calendar at {SERVICE}") as caught:
        credentials({"INTERVALS_API_KEY": "", "HOME": str(tmp_path)}, SERVICE)
    assert "Developer Settings" in caught.value.help
    assert "workoutc login" in caught.value.help
    assert "export INTERVALS_API_KEY" in caught.value.help


def test_key_and_token_together_are_refused() -> None:
    with pytest.raises(SettingsError, match="both"):
        credentials({"INTERVALS_API_KEY": CANARY, "INTERVALS_ACCESS_TOKEN": CANARY}, SERVICE)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (f" {CANARY}", "blanks"),
        (f"{CANARY}\n", "line end"),
        (f'"{CANARY}"', "quotes"),
        (f"{CANARY}’", "quotes"),
        (f"API_KEY:{CANARY}", "API_KEY:"),
        (f"Bearer {CANARY}", "scheme"),
        (f"{CANARY} {CANARY}", "inside"),
        (f"{CANARY}ä", "character"),
        ("   ", "blanks"),
        ("i12345", "id of an athlete"),
        ("2345678", "id of an athlete"),
    ],
)
def test_what_copying_does_to_a_key_is_named_without_the_key(value: str, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        credentials({"INTERVALS_API_KEY": value}, SERVICE)
    assert reason in caught.value.message
    assert CANARY not in f"{caught.value} {caught.value!r} {caught.value.help}"


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{!r}".format, "%s".__mod__])
def test_a_secret_shows_nothing(show: object) -> None:
    assert callable(show)
    secret = Secret(CANARY)
    found = credentials({"INTERVALS_API_KEY": CANARY}, SERVICE)
    assert CANARY not in show(secret)
    assert CANARY not in show(found)
    assert CANARY not in show(account({"INTERVALS_API_KEY": CANARY}, "0", "https://x.example"))


@pytest.mark.parametrize("store", [pickle.dumps, copy.deepcopy])
def test_a_secret_is_not_stored(store: object) -> None:
    assert callable(store)
    with pytest.raises(TypeError, match="not to be stored"):
        store(Secret(CANARY))


@pytest.mark.parametrize("text", ["0", "i12345", "2345678"])
def test_athlete_ids(text: str) -> None:
    assert athlete_id(text) == text


@pytest.mark.parametrize("text", ["", "me", "I12345", "i12345/..", "i1 2", CANARY, "٣"])
def test_what_is_no_athlete_id_is_not_repeated(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        athlete_id(text)
    assert "INTERVALS_ATHLETE" in caught.value.help
    assert CANARY not in f"{caught.value} {caught.value.help}"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://intervals.icu", "https://intervals.icu"),
        ("https://intervals.icu/", "https://intervals.icu"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses(text: str, url: str) -> None:
    assert address(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "http://intervals.icu",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "HTTP://10.0.0.1",
        "intervals.icu",
        "ftp://intervals.icu",
        f"https://API_KEY:{CANARY}@intervals.icu",
        "http://localhost@evil.example",
        "http://localhost\\@evil.example",
        "https://intervals.icu/api/v1",
        "https://intervals.icu?x=1",
        "https://intervals.icu:port",
        "https://[::1",
        "https://",
        "",
    ],
)
def test_addresses_that_would_betray_the_key_or_lead_nowhere(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        address(text)
    assert "INTERVALS_URL" in caught.value.help
    assert CANARY not in f"{caught.value} {caught.value.help}"


def test_redaction_covers_every_form_in_which_a_key_travels() -> None:
    key = f"{CANARY}/+="
    basic = base64.b64encode(f"API_KEY:{key}".encode()).decode()
    text = f"{key} {CANARY}%2F%2B%3D Basic {basic}"
    assert redact(text, Secret(key)) == "[secret] [secret] Basic [secret]"
