import doctest
from types import ModuleType

import pytest

from ingest.sources.described_datasets import distributions, keys, papers, values, vocabularies


@pytest.mark.parametrize("module", [distributions, keys, papers, values, vocabularies], ids=lambda each: each.__name__)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed
