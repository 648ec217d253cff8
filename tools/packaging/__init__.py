"""How the one source tree becomes a package for each browser."""
