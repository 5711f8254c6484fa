from collections.abc import Iterable

import pytest

from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler
from tests.ingest.reconciliation.things import model, repository

Link = tuple[str, str, str]


def links(*known: Profile) -> set[Link]:
    """The links that the outcome makes between variants and to families, by the names of things."""
    named = {profile.subject: profile.names[0] for profile in known}
    found = Reconciler(known).outcome().variants
    return {
        (_named(each.subject.value, named), each.predicate.value.rpartition("#")[2], _named(each.object.value, named))
        for each in found
    }


def _named(address: str, names: dict[str, str]) -> str:
    return names[address.partition("/id/")[2]]


def family(name: str, maker: str, source: str = "osai") -> Profile:
    return model(source, name, maker, level="family")


def mot(*names: str, maker: str = "Harbor") -> Iterable[Profile]:
    return [model("model_openness_tool", name, maker, level="checkpoint") for name in names]


def test_sizes_of_one_model_are_variants_of_the_smallest_of_them() -> None:
    assert links(*mot("Gull-770M", "Gull-220M", "Gull-2B")) == {
        ("Gull-770M", "variantOf", "Gull-220M"),
        ("Gull-2B", "variantOf", "Gull-220M"),
    }


def test_a_variant_is_linked_to_the_nearest_one_whose_name_says_less() -> None:
    assert links(*mot("Gull-7B", "Gull-7B-Chat", "Gull-7B-Chat-GPTQ", "Gull-13B", "Gull-13B-Chat-AWQ")) == {
        ("Gull-7B-Chat", "variantOf", "Gull-7B"),
        ("Gull-7B-Chat-GPTQ", "variantOf", "Gull-7B-Chat"),
        ("Gull-13B", "variantOf", "Gull-7B"),
        ("Gull-13B-Chat-AWQ", "variantOf", "Gull-13B"),
    }


def test_a_snapshot_and_a_length_are_variants() -> None:
    assert links(*mot("Gull", "Gull-0414", "Gull-32k")) == {
        ("Gull-0414", "variantOf", "Gull"),
        ("Gull-32k", "variantOf", "Gull"),
    }


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Gull-2-7B", "Gull-3-13B", id="version"),
        pytest.param("Gull-7B", "Gull-Coder-13B", id="stem"),
        pytest.param("Gull (2014)", "Gull (2017)", id="year"),
    ],
)
def test_what_differs_in_more_is_no_variant(left: str, right: str) -> None:
    assert links(*mot(left, right)) == set()


def test_without_a_maker_in_common_there_is_no_link() -> None:
    assert links(*mot("Gull-7B"), *mot("Gull-13B", maker="Quay"), model("epoch", "Gull-30B")) == set()


def test_where_nobody_tells_the_maker_the_account_of_an_address_stands_for_it() -> None:
    served = model("models_dev", "harbor/gull-7b-fp8"), model("models_dev", "service/@x/harbor/gull-13b")
    assert links(*served, model("models_dev", "quay/gull-30b")) == {
        ("harbor/gull-7b-fp8", "variantOf", "service/@x/harbor/gull-13b")
    }


def test_the_words_of_the_maker_make_no_other_stem() -> None:
    assert links(*mot("Harbor-Gull-7B", "Gull-13B")) == {("Gull-13B", "variantOf", "Harbor-Gull-7B")}


def test_a_stem_without_its_maker_must_still_name_something() -> None:
    known = repository("gull/gull-vl-7b"), repository("gull/VL-13B")
    assert links(*known) == set()


def test_all_of_a_stem_are_members_of_the_family_of_their_maker() -> None:
    checkpoints = mot("Gull-2-7B", "Gull-3-13B")
    assert links(*checkpoints, family("Gull", "Harbor"), family("Gull", "Quay", "epoch")) == {
        ("Gull-2-7B", "memberOfFamily", "Gull"),
        ("Gull-3-13B", "memberOfFamily", "Gull"),
    }


def test_a_family_that_tells_a_version_holds_no_other() -> None:
    assert links(*mot("Gull-2-7B"), family("Gull 3", "Harbor")) == set()


def test_what_a_repository_holds_is_linked_and_not_the_repository() -> None:
    held = model("osai", "Gull-7B", "Harbor", "harbor/Gull-7B", level="checkpoint")
    found = links(held, repository("harbor/Gull-7B"), repository("harbor/Gull-13B"))
    assert found == {("harbor/Gull-13B", "variantOf", "Gull-7B")}


def test_a_checkpoint_of_a_release_is_no_variant_of_it_as_well() -> None:
    release = model("epoch", "Gull", "Harbor", level="release", parameters=7e9)
    [checkpoint] = mot("Gull-7B")
    outcome = Reconciler([release, checkpoint]).outcome()
    assert [each.predicate.value.rpartition("#")[2] for each in outcome.relations] == ["checkpointOf"]
    assert outcome.variants == ()


def test_variants_are_never_merged() -> None:
    assert Reconciler([*mot("Gull-7B", "Gull-7B-Chat", "Gull-13B", "Gull")]).outcome().decisions == ()
