"""Processes that answer queries and can be stopped in the middle of one."""
