"""Many escapes in a row, and escapes with the worker's end in the middle of them."""
