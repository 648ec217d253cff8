"""What opening listed pages privately costs: the delay of one, and what other pages notice."""
