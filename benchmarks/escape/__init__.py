"""Leaving: from the press to nothing to read, to the decoy, to nothing left to go back to."""
