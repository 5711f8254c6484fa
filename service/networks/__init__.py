"""Ties between organizations, projects, people and artifacts, and their measures."""
