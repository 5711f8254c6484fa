import pytest

from tests.ingest.reconciliation.things import compared, model, organization


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("HarborFace", "Harbor Face", id="blank"),
        pytest.param("Harbor.ai", "Harbor AI", id="punctuation"),
        pytest.param("Harbor", "Harbor AI", id="describing word"),
        pytest.param("Harbor Inc.", "Harbor", id="legal form"),
        pytest.param("harborai", "Harbor AI", id="handle"),
        pytest.param("HarborComputer", "Harbor", id="glued word"),
        pytest.param("Tshingwau University", "Tshingwua University", id="letters swapped"),
        pytest.param("Northern Univ.", "Northern University", id="abbreviated word"),
        pytest.param("Harbor University KLM", "Harbor KLM", id="unit of a university"),
        pytest.param("Université de Harbor / University of Harbor", "University of Harbor", id="two languages"),
        pytest.param("\N{ACUTE ACCENT}Ecole Harbor", "École Harbor", id="accent cut loose"),
    ],
)
def test_spellings_of_one_organization_are_one(left: str, right: str) -> None:
    assert compared(organization("epoch", left), organization("ecosystem_graphs", right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("AI2", "AI21", id="a further digit"),
        pytest.param("BigHarbor", "BigQuay", id="common beginning"),
        pytest.param("Harbor AI Research", "Harbor", id="research unit"),
        pytest.param("Harbor Team", "Harbor", id="team"),
        pytest.param("Cove", "Cove for AI", id="a name with a preposition"),
        pytest.param("University of Harbor", "George Harbor University", id="university of another name"),
        pytest.param("Maya Harbor", "Maya Quay", id="common first word"),
    ],
)
def test_organizations_with_like_names_are_two(left: str, right: str) -> None:
    assert not compared(organization("epoch", left), organization("ecosystem_graphs", right)).same


def test_first_letters_alone_do_not_decide() -> None:
    short, long = organization("epoch", "QMI"), organization("ror", "Quay Marine Institute")
    verdict = compared(short, long)
    assert not verdict.same
    assert verdict.open


def test_a_short_name_that_some_source_gives_beside_the_long_one_decides() -> None:
    short, long = organization("epoch", "QMI"), organization("ror", "Quay Marine Institute")
    assert compared(short, long, organization("osai", "Quay Marine Institute (QMI)")).same


def test_a_branch_in_one_country_is_not_the_company() -> None:
    branch = organization("ror", "Harbor (United Kingdom)", parents=("Harbor (United States)",))
    assert not compared(organization("epoch", "Harbor"), branch).same


def test_the_company_in_its_own_country_is_the_company() -> None:
    assert compared(organization("epoch", "Harbor"), organization("ror", "Harbor (Canada)")).same


def test_names_that_a_registry_lists_for_one_organization_are_one() -> None:
    old, new = organization("huggingface", "oldharbor"), organization("epoch", "Quayside")
    assert compared(old, new, organization("ror", "Quayside (France)", "Oldharbor")).same


def test_makers_in_several_spellings_are_related_in_a_list() -> None:
    left = model("epoch", "Gull", organizations=("Quay", "Harbor Inc"))
    right = model("ecosystem_graphs", "Gull", organizations=("HARBOR", "Cove"))
    assert compared(left, right).same


def test_a_short_name_in_a_registry_alone_does_not_decide() -> None:
    short, long = organization("epoch", "QMI"), organization("ror", "Quay Marine Institute", "QMI")
    assert not compared(short, long).same
    assert compared(short, long, organization("osai", "Quay Marine Institute")).same


def test_a_unit_in_the_list_of_names_is_not_the_organization() -> None:
    listed = organization("curated", "Harbor", "Harbor Research")
    assert not compared(organization("epoch", "Harbor Research"), listed).same


def test_names_that_a_source_has_for_two_organizations_are_two() -> None:
    known = [organization("curated", "Harbor"), organization("curated", "Harbor Labs")]
    assert not compared(organization("epoch", "Harbor"), organization("osai", "HarborLabs"), *known).same


def test_a_branch_is_not_taken_for_the_namesake_that_is_registered_without_a_country() -> None:
    main = organization("ror", "Harbor (Norway)", "Harbor", country="nor")
    branch = organization("ror", "Harbor (Peru)", "Harbor Peru", country="per")
    name = organization("epoch", "Harbor")
    assert not compared(name, branch, main).same
    assert compared(name, main, branch).same


def test_a_registered_name_that_always_has_its_legal_form_is_not_the_word_before_it() -> None:
    name = organization("epoch", "Harbor")
    assert not compared(name, organization("ror", "Harbor Company (Norway)", "The Harbor Company")).same
    assert compared(name, organization("ror", "Harbor Group (Norway)", "Harbor")).same


def test_a_namespace_of_a_team_or_a_product_is_not_that_of_the_organization() -> None:
    maker = organization("epoch", "Harbor")
    gull = model("epoch", "Gull", "Harbor", "harborgulls/gull")
    assert not compared(maker, organization("huggingface", "harborgulls"), gull).same
    quay = model("epoch", "Gull", "Harbor", "harbor-models/gull")
    assert compared(maker, organization("huggingface", "harbor-models"), quay).same


def test_a_country_is_written_out_or_not() -> None:
    short, long = organization("epoch", "US Harbor Academy"), organization("ror", "United States Harbor Academy")
    assert compared(short, long).same


def test_a_branch_in_another_country_than_the_name_is_told_of_is_not_the_organization() -> None:
    branch = organization("ror", "Harbor (Peru)", country="per")
    main = organization("osai", "Harbor", country="nor")
    assert not compared(organization("ecosystem_graphs", "Harbor"), branch, main).same
    assert not compared(main, branch).same


def test_a_short_name_beside_two_other_long_ones_decides_nothing() -> None:
    named = organization("epoch", "Quay Marine Services (QMS)")
    assert not compared(named, organization("ror", "Quiet Meadow Society", "QMS")).same


def test_an_organization_registered_where_nobody_places_the_name_is_another_one() -> None:
    branch = organization("ror", "HRB Peru", "Harbor Institute of Tides", country="per")
    main = organization("epoch", "Harbor Institute of Tides", country="nor")
    unplaced = organization("osai", "Harbor Institute of Tides")
    assert not compared(branch, main, unplaced).same
    assert not compared(branch, unplaced, main).same
    assert compared(branch, unplaced).same


def test_a_name_that_a_source_writes_with_a_country_is_not_that_of_another_country() -> None:
    registered = organization("ror", "Harbor University", country="per")
    written = organization("epoch", "Harbor University (Peru)", country="per")
    other = organization("data_provenance", "Harbor University", country="nor")
    known = organization("ror", "Quay (Peru)", country="per")
    assert compared(registered, written, other, known).same
    assert compared(registered, other, written, known).vetoes


def test_namesakes_with_two_places_or_a_campus_are_two() -> None:
    here, there = (
        organization(source, f"Harbor Laboratory ({place})") for source, place in (("epoch", "Quay"), ("ror", "Pier"))
    )
    assert not compared(here, there).same
    campus, whole = (
        organization("epoch", "Harbor School of Tides (QXW)"),
        organization("osai", "Harbor School of Tides"),
    )
    assert not compared(campus, whole).same
    assert compared(organization("epoch", "Harbor School of Tides (HbST)"), whole).same


def test_a_further_name_of_several_registered_ones_decides_nothing() -> None:
    campuses = [
        organization("ror", f"Harbor Institute {place}", "Harbor Institute of Tides") for place in ("North", "South")
    ]
    assert not compared(organization("epoch", "Harbor Institute of Tides"), *campuses).same


def test_a_list_of_providers_keeps_its_own_apart() -> None:
    provider, abroad = organization("models_dev", "Harbor"), organization("models_dev", "Harbor (Peru)")
    assert not compared(provider, abroad).same


def test_a_slip_is_none_where_a_source_has_both_names() -> None:
    one, other = organization("epoch", "Harbortron"), organization("models_dev", "Harborton")
    assert compared(one, other).same
    assert not compared(one, other, organization("models_dev", "Harbortron")).same
