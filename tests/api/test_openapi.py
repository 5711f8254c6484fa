"""The server answers as its OpenAPI document says, whatever it is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import CHECKS

from tests.server_process import Server, serving

EXAMPLES = 6
LEFT_OUT = CHECKS.get_by_names(["positive_data_acceptance"])
"""No schema can say which names and cursors a release knows; others are refused although their form is right."""
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(scope="module")
def unlimited(shipped: Path) -> Iterator[Server]:
    """A server that answers one client as much as it asks."""
    with serving(shipped, client_seconds="0", client_queries="0") as started:
        yield started


@pytest.fixture(scope="module")
def api_schema(unlimited: Server) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{unlimited.url}/openapi.json")


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@SETTINGS
def test_every_answer_is_one_that_openapi_declares(case: Case[Any]) -> None:
    case.call_and_validate(excluded_checks=LEFT_OUT)
