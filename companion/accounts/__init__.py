"""The people who keep the list, and what each may do."""
