from pyoxigraph import Quad, Store

from ingest.namespaces import iri
from ingest.reconciliation.reconciler import UPWARD
from ingest.reporting.counts import count

LINKS = iri("graph:links")


def test_every_way_to_belong_to_a_level_above_is_counted_as_a_link() -> None:
    store = Store()
    store.extend(Quad(iri("id:model/gull-7b"), tie, iri("id:model/gull"), LINKS) for tie in set(UPWARD.values()))
    assert count(store).whole.links == dict.fromkeys(UPWARD.values(), 1)
