"""Pictures of the real extension in real browsers, for the documentation."""
