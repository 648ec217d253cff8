"""Whether listed sites are still what they were: checks that find, and never change."""
