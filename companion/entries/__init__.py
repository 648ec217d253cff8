"""The list as data: which sites, on whose evidence, in which state."""
