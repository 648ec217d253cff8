"""The trail of what was done by whom: appended to, never changed."""
