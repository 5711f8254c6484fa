import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.cursors import Cursor, key_of, read_cursor, start_after
from service.errors import BadParameter, CursorExpired

HALF_A_CHARACTER = base64.urlsafe_b64encode(rb'["x",1,"label \ud800"]').decode()
LISTS = st.lists(st.text(max_size=3), min_size=1, max_size=30, unique=True).map(lambda texts: [*map(key_of, texts)])


@given(LISTS, st.integers(1, 7))
def test_pages_join_to_the_whole(keys: list[str], size: int) -> None:
    seen: list[str] = []
    cursor: Cursor | None = None
    while (start := start_after(cursor, "r", keys)) < len(keys):
        seen += keys[start : start + size]
        cursor = read_cursor(str(Cursor("r", len(seen), seen[-1])))
    assert seen == keys


@given(LISTS, st.data())
def test_a_page_goes_on_in_another_release_behind_the_same_thing(keys: list[str], data: st.DataObject) -> None:
    stood = data.draw(st.integers(1, len(keys)))
    cursor = Cursor("old", stood, keys[stood - 1])
    newer = [key_of("new"), *keys]
    assert newer[start_after(cursor, "newer", newer) :] == keys[stood:]


def test_a_thing_that_is_gone_ends_the_walk() -> None:
    with pytest.raises(CursorExpired):
        start_after(Cursor("old", 1, key_of("gone")), "new", [key_of("there")])


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(BadParameter, match="another list"):
        start_after(Cursor("r", 1, key_of("other")), "r", [key_of("there")])


@pytest.mark.parametrize("text", ["", "x", "!!!", "W10", "WzFd", "a" * 500, "WyJyIiwwLCJrIl0", "é", HALF_A_CHARACTER])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match="no cursor of ours"):
        read_cursor(text)
