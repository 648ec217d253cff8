"""Erasing in a large history: ours beside the way of the usual cleaners."""
