from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import iri
from ingest.reconciliation import (
    Decision,
    People,
    Reconciler,
    Stands,
    decision_quads,
    final_targets,
    nothing_stands,
    reconcile,
)
from ingest.reconciliation.profiles import Profile, profiles
from tests.ingest.reconciliation.things import model, named, organization, repository

NAMES = st.sampled_from(
    [
        "Gull",
        "Gull-7B",
        "gull 7b",
        "Gull-2",
        "Gull-7B-Chat",
        "Gull+",
        "Tern",
        "Tern-13B",
        "Tern 13b instruct",
        "Gull-13B",
    ]
)
MAKERS = st.sampled_from(["", "Harbor", "Harbor Labs", "Quay"])
SOURCES = st.sampled_from(["epoch", "ecosystem_graphs", "osai", "model_openness_tool", "curated"])
MODELS = st.builds(model, SOURCES, NAMES, MAKERS)
MANY = st.lists(MODELS, min_size=2, max_size=8, unique_by=lambda profile: profile.subject)
UNRELATED = model("epoch", "Wholly Different Heron 99B", "Faraway Observatory", issued="2020-01-01")


def pairs(profiles: list[Profile]) -> set[tuple[str, str]]:
    return {(each.replaced.value, each.canonical.value) for each in Reconciler(profiles).outcome().decisions}


@settings(max_examples=150, deadline=None)
@given(MANY)
def test_comparing_is_symmetric(profiles: list[Profile]) -> None:
    left, right = profiles[:2]
    assert Reconciler(profiles).compare(left, right) == Reconciler(profiles).compare(right, left)


@settings(max_examples=150, deadline=None)
@given(MANY, st.randoms())
def test_the_order_of_records_decides_nothing(profiles: list[Profile], random: Random) -> None:
    shuffled = list(profiles)
    random.shuffle(shuffled)
    assert pairs(profiles) == pairs(shuffled)


@settings(max_examples=100, deadline=None)
@given(MANY)
def test_an_unrelated_record_changes_no_decision(profiles: list[Profile]) -> None:
    assert pairs(profiles) == pairs([*profiles, UNRELATED])


@settings(max_examples=150, deadline=None)
@given(MANY)
def test_no_group_holds_a_pair_that_is_ruled_out(profiles: list[Profile]) -> None:
    reconciler = Reconciler(profiles)
    groups: dict[NamedNode, list[Profile]] = {}
    by_thing = {iri(f"id:{profile.subject}"): profile for profile in profiles}
    for each in reconciler.outcome().decisions:
        groups.setdefault(each.canonical, [by_thing[each.canonical]]).append(by_thing[each.replaced])
    for members in groups.values():
        assert not [(a, b) for a in members for b in members if a is not b and reconciler.compare(a, b).vetoes]


def standing(profiles: list[Profile], before: Stands = nothing_stands) -> set[NamedNode]:
    replaced = {each.replaced for each in Reconciler(profiles).outcome(before).decisions}
    return {iri(f"id:{profile.subject}") for profile in profiles} - replaced


@settings(max_examples=150, deadline=None)
@given(MANY, MANY)
def test_what_stands_is_never_replaced_by_a_newcomer(old: list[Profile], new: list[Profile]) -> None:
    known = {profile.subject for profile in old}
    stood = standing(old)
    profiles = [*old, *(profile for profile in new if profile.subject not in known)]
    moved = final_targets(Reconciler(profiles).outcome(stood.__contains__).decisions)
    assert all(moved.get(thing, thing) in stood for thing in stood)


@settings(max_examples=100, deadline=None)
@given(MANY, MANY)
def test_a_build_on_its_own_release_changes_no_decision(old: list[Profile], new: list[Profile]) -> None:
    before = standing(old)
    first = Reconciler(new).outcome(before.__contains__)
    after = standing(new, before.__contains__)
    assert Reconciler(new).outcome(after.__contains__).decisions == first.decisions


def test_a_thing_stays_before_a_newcomer_of_a_source_that_comes_first() -> None:
    old, new = model("osai", "Gull-7B", "Harbor"), model("curated", "Gull-7B", "Harbor")
    stood = iri(f"id:{old.subject}")
    found = Reconciler([old, new]).outcome({stood}.__contains__)
    assert [(each.replaced, each.canonical) for each in found.decisions] == [(iri(f"id:{new.subject}"), stood)]
    assert found.kept == ((stood, iri(f"id:{new.subject}")),)


def test_of_two_things_that_stood_the_first_by_source_stays() -> None:
    profiles = [model(source, "Gull-7B", "Harbor") for source in ("osai", "epoch")]
    stood = {iri(f"id:{profile.subject}") for profile in profiles}
    [decision] = Reconciler(profiles).outcome(stood.__contains__).decisions
    assert decision.canonical == iri("id:model/epoch.gull-7b0")


def test_a_person_moves_what_stood() -> None:
    old, new = model("osai", "Gull-7B", "Harbor"), model("epoch", "Gull-7B", "Harbor")
    said = Decision(iri(f"id:{old.subject}"), iri(f"id:{new.subject}"), "reviewed", "the better entry")
    found = Reconciler([old, new], People((said,))).outcome({iri(f"id:{old.subject}")}.__contains__)
    assert found.decisions == (said,)


def test_what_is_no_longer_one_gets_its_own_iri_back() -> None:
    old, other = model("osai", "Gull-7B", "Harbor"), model("epoch", "Gull-13B", "Harbor")
    found = Reconciler([old, other]).outcome({iri(f"id:{old.subject}")}.__contains__)
    assert found.decisions == ()


def test_the_curated_thing_stays() -> None:
    own, other = model("curated", "Gull-7B", "Harbor"), model("ecosystem_graphs", "Gull-7B", "Harbor")
    [decision] = Reconciler([other, own]).outcome().decisions
    assert decision.canonical == iri(f"id:{own.subject}")


def test_what_is_described_stays_before_what_is_only_named() -> None:
    string = Profile("artifact/ecosystem_graphs.gull", "ecosystem_graphs", ("Gull-7B",))
    described = model("osai", "Gull-7B", "Harbor")
    [decision] = Reconciler([string, described]).outcome().decisions
    assert decision.canonical == iri(f"id:{described.subject}")
    mentioned = Profile("model/epoch.gull", "epoch", ("Gull-7B",))
    [decision] = Reconciler([string, mentioned]).outcome().decisions
    assert decision.canonical == iri(f"id:{mentioned.subject}")


def test_of_two_that_are_only_named_the_one_with_a_level_stays() -> None:
    leveled = model("osai", "Gull-7B")
    [decision] = Reconciler([named("epoch", "Gull-7B"), leveled]).outcome().decisions
    assert decision.canonical == iri(f"id:{leveled.subject}")


def test_a_thing_with_names_and_nothing_else_is_only_named() -> None:
    gull, tern, graph = iri("id:model/gull"), iri("id:model/tern"), iri("graph:epoch")
    quads = [Quad(each, iri("rdfs:label"), Literal(each.value), graph) for each in (gull, tern)]
    quads.append(Quad(tern, iri("cairn:artifactLevel"), iri("id:level/release"), graph))
    assert [each.bare for each in profiles(quads)] == [True, False]


def test_what_is_only_named_stays_where_it_stood() -> None:
    string = Profile("artifact/ecosystem_graphs.gull", "ecosystem_graphs", ("Gull-7B",))
    stood = iri(f"id:{string.subject}")
    [decision] = Reconciler([string, model("osai", "Gull-7B", "Harbor")]).outcome({stood}.__contains__).decisions
    assert decision.canonical == stood


def test_namespaces_of_groups_and_projects_name_no_university() -> None:
    graph = iri("graph:curated")
    quads = []
    for slug, label, namespaces in (
        ("harbor", "Harbor University", ["harbor-nlp"]),
        ("quay", "Quay Labs", ["QuayLabs", "quaygulls"]),
        ("pier", "Pier", ["pieruae"]),
    ):
        thing = iri(f"id:organization/{slug}")
        quads.append(Quad(thing, iri("rdfs:label"), Literal(label), graph))
        quads += [Quad(thing, iri("cairn:hubNamespace"), Literal(each), graph) for each in namespaces]
    assert [each.names for each in profiles(quads)] == [
        ("Harbor University",),
        ("Pier", "pieruae"),
        ("Quay Labs", "QuayLabs"),
    ]


def test_a_repository_is_linked_to_its_release_and_not_merged() -> None:
    release = model("epoch", "Gull-7B", "Harbor")
    found = Reconciler([release, repository("harbor/gull-7b")]).outcome()
    assert found.decisions == ()
    assert [each.predicate for each in found.relations] == [iri("cairn:repositoryOf")]


def test_a_family_is_linked_to_its_release_and_not_merged() -> None:
    family = model("osai", "Gull", "Harbor", level="family", contents=("Gull-7B",))
    found = Reconciler([family, model("epoch", "Gull-7B", "Harbor")]).outcome()
    assert found.decisions == ()
    assert [each.predicate for each in found.relations] == [iri("cairn:memberOfFamily")]


def test_one_misstated_size_does_not_keep_a_checkpoint_from_its_release() -> None:
    told = {"curated": 176e9, "ecosystem_graphs": 176e9, "model_openness_tool": 366e9}
    releases = [
        model(source, "Gull", "Harbor", "harbor/gull", level="release", parameters=parameters)
        for source, parameters in told.items()
    ]
    checkpoint = model("epoch", "Gull-176B", "Harbor", level="checkpoint", parameters=176e9)
    [relation] = Reconciler([*releases, checkpoint]).outcome().relations
    assert relation.predicate == iri("cairn:checkpointOf")
    assert Reconciler([releases[2], checkpoint]).outcome().relations == ()


def test_a_person_keeps_apart_what_agrees() -> None:
    left, right = model("epoch", "Gull-7B", "Harbor"), model("osai", "Gull-7B", "Harbor")
    people = People(different=frozenset({frozenset({left.subject, right.subject})}))
    assert Reconciler([left, right], people).outcome().decisions == ()


def test_a_person_joins_what_is_ruled_out() -> None:
    left, right = model("epoch", "Gull-7B", "Harbor"), model("osai", "Gull-2-13B", "Quay")
    said = Decision(iri(f"id:{left.subject}"), iri(f"id:{right.subject}"), "reviewed", "renamed")
    assert Reconciler([left, right], People((said,))).outcome().decisions == (said,)


def test_what_waits_for_a_person_is_listed() -> None:
    short, long = organization("epoch", "QMI"), organization("ror", "Quay Marine Institute")
    [waiting] = Reconciler([short, long]).outcome().undecided
    assert {waiting.left, waiting.right} == {short, long}


def test_a_decision_gives_its_ground_and_its_confidence() -> None:
    found = Reconciler([model("epoch", "Gull-7B", "Harbor"), model("osai", "Gull-7B", "Harbor")]).outcome()
    said = {quad.predicate: quad.object for quad in decision_quads(found.decisions)}
    assert "same-name" in str(said[iri("skos:note")])
    assert str(said[iri("cairn:confidence")]).endswith("high>")


def test_a_chain_through_sources_ends_at_one_thing() -> None:
    profiles = [model(source, "Gull-7B", "Harbor") for source in ("epoch", "osai", "ecosystem_graphs")]
    assert set(final_targets(Reconciler(profiles).outcome().decisions).values()) == {
        iri("id:model/ecosystem_graphs.gull-7b0")
    }


def test_things_are_profiled_from_the_quads_of_their_source() -> None:
    quads = []
    for source in ("epoch", "osai"):
        thing, maker, graph = (
            iri(f"id:model/{source}.gull"),
            iri(f"id:organization/{source}.harbor"),
            iri(f"graph:{source}"),
        )
        quads += [
            Quad(thing, iri("rdfs:label"), Literal("Gull-7B"), graph),
            Quad(thing, iri("cairn:developedBy"), maker, graph),
            Quad(maker, iri("rdfs:label"), Literal("Harbor"), graph),
        ]
    assert {each.replaced for each in reconcile(quads).decisions} == {
        iri("id:model/osai.gull"),
        iri("id:organization/osai.harbor"),
    }
