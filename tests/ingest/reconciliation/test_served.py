"""What the addresses of providers say: snapshots, lengths, and names that move on."""

from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler
from ingest.sources.entries import slug
from tests.ingest.reconciliation.things import compared, model, repository


def served(address: str, label: str, issued: str = "", level: str = "") -> Profile:
    return Profile(f"model/{slug('models_dev', address)}", "models_dev", (label, address), issued=issued, level=level)


def reasons(left: Profile, right: Profile) -> set[str]:
    return {veto.reason for veto in compared(left, right).vetoes}


def test_an_address_with_a_date_is_that_of_a_snapshot() -> None:
    gull = model("epoch", "Gull", "Harbor", issued="2024-05-13")
    snapshot = served("harbor-gull-2024-11-20", "Gull", issued="2026-02-28")
    assert reasons(gull, snapshot) >= {"edition"}
    assert reasons(served("gull", "Gull"), snapshot) == {"edition"}


def test_a_snapshot_of_the_month_of_release_can_be_the_release() -> None:
    gull = model("epoch", "Gull 4", "Harbor", issued="2025-05-22")
    assert compared(gull, served("gull-4-20250514", "Gull 4", issued="2025-05-22")).same
    assert not compared(gull, served("gull-4-20250914", "Gull 4", issued="2025-05-22")).same


def test_an_address_with_a_length_is_of_a_variant() -> None:
    gull = model("model_openness_tool", "Gull-7B", "Harbor")
    for address in ("gull-7b-8192", "gull-7b-32k", "gull-7b-131072"):
        assert reasons(gull, served(address, "Gull 7B")) == {"context"}


def test_a_length_that_both_tell_rules_nothing_out() -> None:
    assert compared(model("epoch", "Gull-7B-32k", "Harbor"), served("gull-7b-32768", "Gull 7B")).same


def test_a_plain_name_that_one_maker_bears_may_have_moved_on_after_half_a_year() -> None:
    gull = model("ecosystem_graphs", "Gull Chat", "Harbor", issued="2023-11-29", parameters=67e9)
    alias = served("gull-chat", "Gull Chat", issued="2024-11-29")
    assert not compared(gull, alias).same
    assert compared(gull, alias).open
    assert compared(gull, served("gull-chat", "Gull Chat", issued="2024-01-15")).same


def test_a_version_that_only_one_tells_in_its_first_name_may_be_older() -> None:
    gull = model("epoch", "Gull2.5-Max", "Harbor", issued="2025-01-28")
    alias = served("gull-max", "Gull Max", issued="2024-04-03")
    assert not compared(gull, Profile(**{**alias.__dict__, "names": (*alias.names, "Gull 2.5 Max")})).same


def test_a_version_or_size_that_both_tell_does_not_move_on() -> None:
    for name in ("Gull 2.5", "Gull 7B"):
        late = served(name.replace(" ", "-").lower(), name, issued="2024-11-29")
        assert compared(model("epoch", name, "Harbor", issued="2023-12-29", parameters=7e9), late).same


def test_a_copy_by_another_account_is_no_repository_of_a_model() -> None:
    gull = model("model_openness_tool", "Gull-7B-Instruct", "Harbor", level="checkpoint")
    alias = served("gull-7b-instruct", "Gull 7B Instruct", level="checkpoint")
    known = [gull, alias, repository("harbor/Gull-7B-Instruct"), repository("heron9/Gull-7B-Instruct")]
    found = {each.subject.value.rpartition("/")[2] for each in Reconciler(known).outcome().relations}
    assert found == {"huggingface.harbor-gull-7b-instruct"}
