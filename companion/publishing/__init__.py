"""Builds, writes and verifies the public repository."""
