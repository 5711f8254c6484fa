"""The server answers as its OpenAPI document says, whatever it is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, CheckFunction, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.server_process import Server, serving

SETTINGS = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
LEFT_OUT: list[CheckFunction] = [positive_data_acceptance]
"""No schema can say which names and cursors a release knows; others are refused although their form is right."""


@pytest.fixture(scope="module")
def unlimited(shipped: Path) -> Iterator[Server]:
    """A server that answers one client as much as it asks."""
    with serving(shipped, client_seconds="0", client_queries="0") as started:
        yield started


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_one_that_openapi_declares(unlimited: Server, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(f"{unlimited.url}/openapi.json")
    asked = 0
    faults = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @SETTINGS
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            case.call_and_validate(excluded_checks=LEFT_OUT)

        try:
            ask()
        except FailureGroup as failures:
            faults += [f"{operation.label}: {failure}" for failure in failures.exceptions]
        except Unsatisfiable:  # it takes nothing that could be wrong
            continue
        asked += 1
    assert asked > 100
    assert not faults, "\n\n".join(faults)
