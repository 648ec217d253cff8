"""The list: client, bytes, matcher, wake-up, publishing."""
