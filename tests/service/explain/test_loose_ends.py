import time

import pytest

from service.explain.loose_ends import LONGEST, may_fall_apart

APART = {
    "two patterns": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "no space at the end of a name": "SELECT * { ?a a x:A. ?b a x:B }",
    "values": "SELECT * { VALUES ?a {1 2} VALUES ?b {3 4} }",
    "values of several": "SELECT * { VALUES (?a ?b) {(1 2)} ?c ?d ?e }",
    "in a subquery": "SELECT * { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } } }",
    "in a branch": "SELECT * { ?x ?y ?z { ?a ?b ?c . ?d ?e ?f } UNION { ?x ?y ?z } }",
    "only a comment joins them": "SELECT * { ?a ?b ?c . # ?a ?d\n ?d ?e ?f }",
    "only a string joins them": "SELECT * { ?a x:p '?d' . ?d ?e ?f }",
    "a shared constant": "SELECT * { ?a a x:A . ?b a x:A }",
    "a shared constant, in full": "SELECT * { ?a a <http://e.org/?b> . ?b a <http://e.org/?b> }",
}
TOGETHER = {
    "around an option": "SELECT * { ?a ?b ?c OPTIONAL { ?a x:p ?g } ?d ?e ?f }",
    "around a condition on patterns": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?a x:p ?g } ?d ?e ?f }",
    "around a condition": "SELECT * { ?a ?b ?c FILTER(?a != (?b)) ?d ?e ?f }",
    "one pattern": "SELECT * { <http://e.org/a.b> ?p ?o }",
    "a chain": "SELECT * { ?a x:p ?b . ?c x:p ?d . ?b x:p ?c }",
    "a star": "SELECT * { ?a x:p ?b ; x:q ?c , ?d . }",
    "both signs": "SELECT * { ?a x:p ?b . $b x:p ?c }",
    "a blank node": "SELECT * { _:b x:p ?b . _:b x:p ?c }",
    "a condition": "SELECT * { ?a x:p ?b . ?c x:p ?d FILTER(?a = ?c) }",
    "a computed value": "SELECT * { ?a x:p ?b . BIND(STR(?b) AS ?c) ?d x:p ?c }",
    "values": "SELECT * { VALUES (?a ?c) {(1 2)} ?a x:p ?b . ?c x:p ?d }",
    "branches": "SELECT * { { ?a x:p ?b } UNION { ?c x:p ?d } }",
    "branches and a pattern": "SELECT * { ?e x:p ?f { ?e x:p ?b } UNION { ?c x:p ?d } }",
    "a graph of each": "SELECT * { GRAPH ?g { ?a x:p ?b } GRAPH ?g { ?c x:p ?d } }",
    "a number": "SELECT * { ?a x:p 1.5 ; x:q ?b }",
    "no braces": "SELECT ?a . ?b",
    "too many braces": "SELECT * }}}} { ?a ?b ?c }",
    "too long": "SELECT * { ?a ?b ?c . ?d ?e ?f }" + " " * LONGEST,
}


@pytest.mark.parametrize("query", APART.values(), ids=APART)
def test_patterns_that_share_nothing_are_seen(query: str) -> None:
    assert may_fall_apart(query)


@pytest.mark.parametrize("query", TOGETHER.values(), ids=TOGETHER)
def test_patterns_that_hang_together_or_may_be_left_out_are_seen(query: str) -> None:
    assert not may_fall_apart(query)


@pytest.mark.parametrize("text", ["{", "(", "?a", ".", "FILTER(", "'", '"""', "_:", "?a .", "<", ":.", "{?a?b}"])
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    started = time.process_time()
    may_fall_apart((text * LONGEST)[:LONGEST])
    assert time.process_time() - started < 1.0
