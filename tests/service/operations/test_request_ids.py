import re

import pytest

from service.operations.request_ids import request_id

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def named(*given: str) -> tuple[str, str]:
    """The two parts of the name of a request with these `traceparent` headers."""
    name = request_id({"headers": [(b"traceparent", value.encode("latin-1")) for value in given]})
    assert re.fullmatch(r"[0-9a-f]{32}-[0-9a-f]{16}", name)
    trace, _, own = name.partition("-")
    return trace, own


def test_the_trace_of_the_caller_is_kept_and_the_rest_is_ours() -> None:
    first, second = (named(f"00-{TRACE}-00f067aa0ba902b7-01") for _ in range(2))
    assert first[0] == second[0] == TRACE
    assert first[1] != second[1]
    assert "00f067aa0ba902b7" not in first


def test_a_later_version_may_say_more() -> None:
    assert named(f"cc-{TRACE}-00f067aa0ba902b7-01-what-will-be")[0] == TRACE


@pytest.mark.parametrize(
    "given",
    [
        "",
        TRACE,
        f"00-{TRACE.upper()}-00f067aa0ba902b7-01",
        f"ff-{TRACE}-00f067aa0ba902b7-01",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE}-00f067aa0ba902b7-01\n",
        f" 00-{TRACE}-00f067aa0ba902b7-01",
        "00-\x1b[2J-00f067aa0ba902b7-01",
    ],
)
def test_what_is_no_traceparent_is_not_believed(given: str) -> None:
    trace, _ = named(given)
    assert trace not in (TRACE, "0" * 32)


def test_without_a_trace_every_request_has_one_of_its_own() -> None:
    assert len({named()[0] for _ in range(100)}) == 100
