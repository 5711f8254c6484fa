"""The search index of a release, `search/` beside its store: things and concepts by name, with what lists filter by.

The build writes it; the service opens it. Its format belongs to a version of the search engine and of `fields`.
"""
