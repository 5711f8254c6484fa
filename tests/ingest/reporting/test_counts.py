from pyoxigraph import Quad, Store

from ingest.namespaces import iri
from ingest.reconciliation.reconciler import UPWARD
from ingest.reconciliation.variants import VARIANT_OF
from ingest.reporting.counts import count

LINKS = iri("graph:links")
TIES = {*UPWARD.values(), VARIANT_OF}


def test_every_way_to_belong_together_is_counted_as_a_link() -> None:
    store = Store()
    store.extend(Quad(iri("id:model/gull-7b"), tie, iri("id:model/gull"), LINKS) for tie in TIES)
    assert count(store).whole.links == dict.fromkeys(TIES, 1)
