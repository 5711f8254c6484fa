"""A client that others wrote reconciles a column of a data frame with the curated release."""

import pandas
import pytest
from reconciler import reconcile

from tests.server_process import Server

pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, in the client

NAMES = pandas.Series(["Huging Face", "GENCI", "EleutherAI", "Allen Institute for AI", "Big Science"])


def test_the_names_of_a_column_find_the_things_that_they_mean(shipped_server: Server) -> None:
    found = reconcile(NAMES, reconciliation_endpoint=f"{shipped_server.url}/reconcile", type_id="organization")
    assert dict(zip(found["input_value"], found["id"], strict=True)) == {
        "Huging Face": "id/organization/huggingface",
        "GENCI": "id/organization/genci",
        "EleutherAI": "id/organization/eleutherai",
        "Allen Institute for AI": "id/organization/ai2",
        "Big Science": "id/organization/bigscience-org",
    }
    certain = set(found[found["match"]]["input_value"])
    assert certain == {"GENCI", "EleutherAI", "Allen Institute for AI", "Big Science"}


def test_a_second_column_tells_which_is_meant(shipped_server: Server) -> None:
    table = pandas.DataFrame({"name": ["GENCI", "IDRIS"], "where": ["France", "Germany"]})
    found = reconcile(
        table["name"],
        type_id="organization",
        property_mapping={"country": table["where"]},
        reconciliation_endpoint=f"{shipped_server.url}/reconcile",
    )
    assert found["match"].tolist() == [True, False]


def test_all_candidates_are_given(shipped_server: Server) -> None:
    asked = pandas.Series(["BigScience"])
    found = reconcile(asked, reconciliation_endpoint=f"{shipped_server.url}/reconcile", top_res="all")
    assert {"id/project/bigscience", "id/organization/bigscience-org"} <= set(found["id"])
    assert found["score"].is_monotonic_decreasing
