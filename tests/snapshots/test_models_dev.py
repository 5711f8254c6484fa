"""The real file of models.dev: 139 providers with 5,013 offers of models."""

import json
from typing import Any

import pytest

from ingest.catalogs import Load
from ingest.sources import models_dev
from ingest.sources.registry import Catalog
from ingest.strict_yaml import Text
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("models_dev", "spdx", "scancode_licensedb")
ROUTERS = {"openrouter/auto", "orcarouter/auto", "auto", "custom"}


@pytest.fixture(scope="module")
def catalog() -> Load:
    return load(Catalog(models_dev.MANIFEST, models_dev.read))


@pytest.fixture(scope="module")
def offers() -> list[tuple[str, dict[str, Any]]]:
    found = json.loads((DATA / "models_dev" / "api.snapshot.json").read_text())
    return [(key, model) for key, provider in found.items() for model in provider["models"].values()]


def test_only_routers_are_rejected(catalog: Load, offers: list[tuple[str, dict[str, Any]]]) -> None:
    assert len(offers) == 5013
    assert len(catalog.rejected) == sum(model["id"] in ROUTERS for _, model in offers) == 6
    assert {problem.detail for each in catalog.rejected for problem in each.problems} == {
        "no model: the provider chooses one for each request"
    }
    assert catalog.mapped == len(catalog.records)
    assert not catalog.unexpected


def test_every_provider_and_every_model_has_one_record(catalog: Load, offers: list[tuple[str, dict[str, Any]]]) -> None:
    models = {model["id"].lower() for _, model in offers} - ROUTERS
    served = [record for record in catalog.records if Text("servedBy") in record.blocks[0].says]
    assert len(served) == len(models) == 2447
    assert catalog.read["organization"] == 139


def test_no_offer_is_lost(catalog: Load, offers: list[tuple[str, dict[str, Any]]]) -> None:
    pairs = {(key, model["id"].lower()) for key, model in offers if model["id"] not in ROUTERS}
    assert sum(len(record.blocks[0].says.get(Text("servedBy"), [])) for record in catalog.records) == len(pairs)


def test_the_beginning_of_time_is_no_date_of_release(catalog: Load) -> None:
    dates = {str(record.blocks[0].says.get(Text("issued"), "")) for record in catalog.records}
    assert "1970-01-01" not in dates
    assert min(dates - {""}) > "2020"
