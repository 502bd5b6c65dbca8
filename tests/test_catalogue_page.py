"""The pages of the catalogue, read."""

import pytest

from workoutc import catalogue
from workoutc.catalogue import Block

PAGE = """\
# E203: two targets: one step

An athlete can hold one.

A second sentence.

## Bad

```workout
- 10m 75% 200w
```

Prose between.

````workout athlete.lthr=172 sport=Run
> ```
## Not a heading
- 10m 150bpm 75% HR
````

```text
not an example
```

## Good

```workout
- 10m 75%
```
"""


def test_a_page_has_its_parts() -> None:
    page = catalogue.parsed(PAGE)
    assert (page.code, page.title) == ("E203", "two targets: one step")
    assert page.why == "An athlete can hold one.\n\nA second sentence."
    assert page.bad == (
        Block("- 10m 75% 200w\n"),
        Block("> ```\n## Not a heading\n- 10m 150bpm 75% HR\n", "athlete.lthr=172 sport=Run"),
    )
    assert page.good == (Block("- 10m 75%\n"),)
    assert page.when == ""
    assert page.markdown == PAGE


def test_a_fault_without_a_source_says_when() -> None:
    page = catalogue.parsed("# E501: refused\n\nWhy.\n\n## When\n\nThe calendar says no.\n")
    assert (page.when, page.bad, page.good) == ("The calendar says no.", (), ())


def test_a_page_without_a_heading_is_a_bug() -> None:
    with pytest.raises(ValueError, match="begins with"):
        catalogue.parsed("Two targets\n")


def test_every_page_of_the_folder_is_named_after_its_code() -> None:
    codes = catalogue.codes()
    assert codes
    assert list(codes) == sorted(codes)
    for code in codes:
        page = catalogue.page(code)
        assert page.code == code
        assert page.title
        assert page.why
        assert page.bad or page.when, code


@pytest.mark.parametrize("code", ["E999", "e501", "../E501", "", "E5010"])
def test_an_unknown_code_has_no_page(code: str) -> None:
    with pytest.raises(KeyError):
        catalogue.page(code)


def test_a_slip_in_a_code_leads_to_codes_that_are() -> None:
    first = catalogue.codes()[0]
    assert first in catalogue.nearest(first[0] + "0" + first[1:])
    assert catalogue.nearest(first.lower())[0] == first
    assert catalogue.nearest("nonsense") == []
