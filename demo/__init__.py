"""Small invented sites on ``.test`` names, served on loopback: for ``make run`` and the tests."""
