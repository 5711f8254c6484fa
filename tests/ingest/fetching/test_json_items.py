import io
import json

import pytest

from ingest.fetching.json_items import CHUNK, NoItems, items


def test_items_are_found_wherever_the_text_is_cut_into_chunks() -> None:
    values = [{"number": number, "text": 'é\\"]' * (number % 50)} for number in range(20_000)]
    text = "\ufeff" + json.dumps(values, indent=2, ensure_ascii=False)
    assert len(text) > 2 * CHUNK
    assert list(items(io.StringIO(text))) == values


@pytest.mark.parametrize("text", ["[]", " [ ] ", "[1,\n2]", "[12345678]"])
def test_small_arrays_are_read_as_json_does(text: str) -> None:
    assert list(items(io.StringIO(text))) == json.loads(text)


@pytest.mark.parametrize("text", ["", "{}", "[1, 2", '["open', "[{]", "[" * 100_000], ids=lambda text: text[:6])
def test_what_is_no_array_is_told(text: str) -> None:
    with pytest.raises(NoItems):
        list(items(io.StringIO(text)))


def test_an_item_without_end_is_not_held_in_memory() -> None:
    class Endless(io.StringIO):
        given = 0

        def read(self, size: int | None = -1) -> str:
            self.given += CHUNK
            return '["' + "x" * CHUNK

    stream = Endless()
    with pytest.raises(NoItems):
        list(items(stream))
    assert stream.given < 12 * CHUNK
