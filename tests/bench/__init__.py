"""Benchmarks: ratios against the bare engine in one run. Nothing here decides a test."""
