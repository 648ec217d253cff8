"""The console at its largest list, the list's servers, and editors at two instances."""
