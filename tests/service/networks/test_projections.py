from typing import get_args

import pytest
from pyoxigraph import QuerySolutions, Store

from service.networks.errors import NoSuchTies
from service.networks.projections import PROJECTIONS, TIES, ProjectionName, ViaName

FILES = sorted(path.relative_to(TIES).with_suffix("").as_posix() for path in TIES.glob("*/*"))


def test_each_tie_has_a_query_and_each_query_a_tie() -> None:
    assert sorted(f"{each.name}/{via.name}" for each in PROJECTIONS.values() for via in each.vias) == FILES


def test_the_parameters_take_what_there_is() -> None:
    assert set(get_args(ProjectionName)) == set(PROJECTIONS)
    assert set(get_args(ViaName)) == {via.name for each in PROJECTIONS.values() for via in each.vias}


@pytest.mark.parametrize("file", FILES)
def test_a_query_gives_pairs_or_members_of_the_right_kind(sample: Store, file: str) -> None:
    found = sample.query((TIES / f"{file}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    names = {variable.value for variable in found.variables}
    kinds = file.partition("/")[0].split("-")
    rows = list(found)
    assert rows
    if "member" in names:
        assert names - {"since", "until"} == {"member", "through", "start", "end"}
        assert {str(row["member"]).split("/")[-2] for row in rows} == {kinds[0]} == {kinds[1]}
    else:
        assert {"a", "b", "through", "start"} <= names <= {"a", "b", "through", "start", "end", "since", "until"}
        assert {str(row["a"]).split("/")[-2] for row in rows} == {kinds[0]}
        assert {str(row["b"]).split("/")[-2] for row in rows} == {kinds[1]}


def test_lineage_ties_organizations_only_when_it_is_asked_for() -> None:
    organizations = PROJECTIONS["organization-organization"]
    assert [via.name for via in organizations.chosen(None)] == ["project", "artifact", "compute", "role"]
    assert [via.name for via in organizations.chosen(["lineage"])] == ["lineage"]


def test_a_tie_that_a_network_has_not_is_refused_with_those_it_has() -> None:
    with pytest.raises(NoSuchTies, match="project or artifact or lineage or compute or role"):
        PROJECTIONS["organization-organization"].chosen(["training"])
