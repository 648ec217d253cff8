"""The steps of the schema, run by ``companion.db``."""
