"""Roles, keys and root metadata, on python-tuf."""
