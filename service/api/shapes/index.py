"""`/api`: what there is."""

from service.api.shapes.shape import Release, Shape


class Part(Shape):
    """A part of the API."""

    href: str
    description: str


class Index(Shape):
    """The parts of the API."""

    version: int
    release: Release
    parts: dict[str, Part]
