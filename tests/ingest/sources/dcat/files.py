"""A small data portal, in Turtle."""

from pathlib import Path
from typing import Final

from ingest.records import Record, Rejected
from ingest.sources import dcat

PREFIXES: Final = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://ponds.example/> .
"""
EGGS: Final = "dataset/dcat.ponds.example-eggs-"
"""How the slug of <eggs> begins."""


def write(folder: Path, turtle: str, file: str = "ponds.ttl") -> Path:
    path = folder / file
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


def read(folder: Path) -> list[Record | Rejected]:
    return list(dcat.read(folder))


def one(folder: Path, turtle: str) -> Record:
    """The record of <eggs>, of which `turtle` says something."""
    write(folder, f'<eggs> a dcat:Dataset ; dct:title "Eggs" ; {turtle}')
    [found] = [each for each in read(folder) if isinstance(each, Record) and each.subject.startswith(EGGS)]
    return found
