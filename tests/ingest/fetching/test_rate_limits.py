from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from ingest.fetching.rate_limits import asked_pause

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
IN_A_MINUTE = format_datetime(NOW.replace(minute=1), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        pytest.param({}, 0, id="nothing said"),
        pytest.param({"retry-after": "120"}, 120, id="seconds"),
        pytest.param({"Retry-After": IN_A_MINUTE}, 60, id="a moment"),
        pytest.param({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0, id="a moment that is over"),
        pytest.param({"Retry-After": "soon"}, 0, id="no number"),
        pytest.param({"Retry-After": "9" * 400}, 0, id="a number without end"),
        pytest.param({"RateLimit": '"api";r=12;t=55'}, 0, id="some are left"),
        pytest.param({"RateLimit": '"api";r=0;t=55'}, 55, id="none is left"),
        pytest.param({"RateLimit": '"api"; t=55; r=0'}, 55, id="another order"),
        pytest.param({"RateLimit": '"minute";r=3;t=5, "day";r=0;t=600'}, 600, id="one of two windows"),
        pytest.param(
            {"RateLimit": '"api";r=0', "RateLimit-Policy": '"fixed window";"api";q=500;w=300'}, 300, id="end not told"
        ),
        pytest.param({"RateLimit": '"api";r=0;t=55', "Retry-After": "70"}, 70, id="the longer of two"),
        pytest.param({"RateLimit-Remaining": "0", "RateLimit-Reset": "50"}, 50, id="an older draft"),
        pytest.param(
            {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW.timestamp() + 30:.0f}"}, 30, id="GitHub"
        ),
        pytest.param({"X-RateLimit-Remaining": "7", "X-RateLimit-Reset": "50"}, 0, id="some are left of old"),
    ],
)
def test_a_pause_is_read_from_headers(headers: dict[str, str], pause: float) -> None:
    assert asked_pause(headers, NOW.timestamp()) == pause
