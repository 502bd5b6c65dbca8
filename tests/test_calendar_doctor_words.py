"""What a key was before it was copied, and words made fit for a forum."""

import base64
from pathlib import Path

import pytest

from tests.canary import CANARY, KEY, TOKEN
from workoutc.calendar.doctor.mask import Mask, masked_id
from workoutc.calendar.doctor.mended import meant_id, mended
from workoutc.calendar.secret import Credentials, Scheme, Secret

PAIR = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()


class TestMended:
    @pytest.mark.parametrize(
        ("text", "scheme"),
        [
            (f'"{KEY}"', Scheme.KEY),
            (f"“{KEY}”", Scheme.KEY),
            (f"  {KEY}\r\n", Scheme.KEY),
            (f"\ufeff{KEY}", Scheme.KEY),
            (f"{KEY[:9]}\n{KEY[9:]}", Scheme.KEY),
            (f"API_KEY:{KEY}", Scheme.KEY),
            (f"'API_KEY: {KEY}' ", Scheme.KEY),
            (f"i12345:{KEY}", Scheme.KEY),
            (f"eve@example.org:{KEY}", Scheme.KEY),
            (f"INTERVALS_API_KEY={KEY}", Scheme.KEY),
            (f"Basic {PAIR}", Scheme.KEY),
            (PAIR, Scheme.KEY),
            (f"Bearer {KEY}", Scheme.TOKEN),
            (f"Authorization: Bearer {KEY}", Scheme.TOKEN),
        ],
    )
    def test_what_copying_adds_is_taken_off(self, text: str, scheme: Scheme) -> None:
        if CANARY not in text:
            text = text + " "  # cut in two, or encoded: no canary can see it
            found = mended(Credentials(Scheme.KEY, unseen(text)))
        else:
            found = mended(Credentials(Scheme.KEY, Secret(text)))
        assert found is not None
        assert (found.scheme, found.secret.reveal()) == (scheme, KEY)

    def test_a_sound_key_stays(self) -> None:
        assert mended(Credentials(Scheme.KEY, Secret(KEY))) is None
        assert mended(Credentials(Scheme.TOKEN, Secret(TOKEN))) is None

    @pytest.mark.parametrize("text", ['""', "API_KEY:", " ", '"i12345"', "QVBJX0tFWTo=", "user:pw"])
    def test_what_holds_no_key_becomes_none(self, text: str) -> None:
        assert mended(Credentials(Scheme.KEY, unseen(text))) is None

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("i12345", "i12345"),
            (' "i12345" ', "i12345"),
            ("I12345", "i12345"),
            ("https://intervals.icu/athlete/i12345/", "i12345"),
            ("12345", "12345"),
            ("eve", ""),
            ("i12345 i23456", ""),
            ("", ""),
        ],
    )
    def test_an_id_is_found_in_little_more(self, text: str, meant: str) -> None:
        assert meant_id(text) == meant


def unseen(text: str) -> Secret:
    """A secret that holds no whole key, so that the canary need not follow it."""
    secret = Secret("")
    secret._text = text
    return secret


class TestMask:
    @pytest.mark.parametrize(
        ("id_", "masked"),
        [
            ("0", "0"),
            ("i12345", "i1...45"),
            ("123456", "1...56"),
            ("i1234", "i..."),
            ("7", "..."),
        ],
    )
    def test_an_id_is_known_by_its_owner_alone(self, id_: str, masked: str) -> None:
        assert masked_id(id_) == masked

    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            (f"key {KEY}, {PAIR}", "key [secret], [secret]"),
            ("athlete i12345 and 67890123", "athlete i1...45 and 6...23"),
            ("i77 is short", "i... is short"),
            ("write to eve.adams@example.co.uk!", "write to [e-mail]!"),
            ("in /home/eve/plans/a.toml", "in ./a.toml"),
            ("in /home/eve/b.toml", "in ~/b.toml"),
            ("http://127.0.0.1:43210 on 2026-12-01", "http://127.0.0.1:43210 on 2026-12-01"),
        ],
    )
    def test_what_is_not_for_others_is_hidden(self, text: str, masked: str) -> None:
        folders = [(Path("/home/eve/plans"), "."), (Path("/home/eve"), "~")]
        assert Mask([Secret(KEY)], ["i77", "0"], folders)(text) == masked

    def test_names_are_hidden_in_what_others_say(self) -> None:
        mask = Mask([], [], [])
        mask.learn(["Eve Adams", "Eve", "", None, "Al"])
        assert mask.said("EVE ADAMS: eve has no\x1b[2J\nright; every Al") == (
            "[name]: [name] has no[2J right; every Al"
        )
