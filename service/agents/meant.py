"""What an agent means by a name: a thing, a property; and what it may have meant by one that is none."""

from pyoxigraph import NamedNode

from service.agents.calls import Call
from service.agents.vocabulary import ontology_names
from service.agents.written import key_of
from service.errors import BadParameter, NotFound
from service.live.graph_reader import GraphReader
from service.near_names import did_you_mean, near_names
from service.pages.linking import local_name, shortened
from service.terms import read_iri


def named(call: Call, text: str, parameter: str) -> NamedNode:
    """What a text stands for; raises BadParameter with things of that name for one that is written in no known way."""
    try:
        return read_iri(text, parameter)
    except BadParameter as error:
        raise BadParameter(error.detail + things_like(call, text.strip())) from error


def existing(call: Call, text: str, parameter: str) -> NamedNode:
    """The thing or concept, or the one in its place; raises NotFound with things of like names."""
    node = GraphReader(call.live.store).current(named(call, text, parameter))
    if not call.room.reader.exists(node):
        raise NotFound(f"Nothing is known about {text[:200]}.{things_like(call, key_of(node))}")
    return node


def things_like(call: Call, key: str) -> str:
    return did_you_mean(call.room.near(key)) or " Use find_entities to look for it by name."


def property_named(call: Call, about: NamedNode, text: str, parameter: str) -> NamedNode:
    """A property; raises BadParameter with those of a like name for what is none."""
    try:
        return read_iri(text, parameter)
    except BadParameter as error:
        raise BadParameter(error.detail + properties_like(call, about, text)) from error


def properties_like(call: Call, about: NamedNode, name: str) -> str:
    """Those of a like name among what is said of a thing and all terms of ours."""
    known = {each: f"cairn:{each}" for each in ontology_names(call.room.reader)}
    known |= {local_name(prop): shortened(prop) for prop, _ in call.room.reader.outgoing([about])[about]}
    return did_you_mean([known[each] for each in near_names(name, known)])
