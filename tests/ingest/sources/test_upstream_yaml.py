"""YAML of strangers: what stands there twice, and what is too much."""

from pathlib import Path

import pytest

from ingest.sources.upstream_yaml import UpstreamYamlError, load


def read(tmp_path: Path, text: str) -> object:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path / "a.yaml")


def test_a_key_that_stands_there_twice_keeps_both_values(tmp_path: Path) -> None:
    assert read(tmp_path, "license: MIT\nname: Alder\nlicense: Apache-2.0\n") == {
        "license": "Apache-2.0",
        "name": "Alder",
        "license (again, 1)": "MIT",
    }


def test_a_key_may_stand_there_more_often_and_further_down(tmp_path: Path) -> None:
    assert read(tmp_path, "a:\n- {b: 1, b: 2, b: 3}\n") == {"a": [{"b": 3, "b (again, 1)": 2, "b (again, 2)": 1}]}


def test_a_key_beside_a_merged_one_is_no_second_one(tmp_path: Path) -> None:
    assert read(tmp_path, "a: &a {b: 1}\nc:\n  <<: *a\n  b: 2\n") == {"a": {"b": 1}, "c": {"b": 2}}


@pytest.mark.parametrize("text", ["[" * 30, "a: !!python/name:os.system x", "a: \x00"])
def test_what_is_no_plain_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UpstreamYamlError):
        read(tmp_path, text)
