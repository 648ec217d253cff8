"""Drives real browsers for the tests: sites, browsers, looks at what they wrote."""
