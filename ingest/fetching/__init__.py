"""Fetch catalogs from where they are published: politely, in pieces that can be resumed, with a journal."""
