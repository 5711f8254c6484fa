import pytest

from ingest.data_folders import folder
from ingest.shapes import Shapes, load_shapes


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return load_shapes(folder("shapes"))
