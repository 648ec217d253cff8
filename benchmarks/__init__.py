"""Benchmarks: each figure beside a named peer's, measured in the same run."""
