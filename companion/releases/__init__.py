"""Reviewed releases: what changes, who approves, what is signed."""
