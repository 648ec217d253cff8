"""A repository as an attacker would have it, and what clients must refuse of it."""
