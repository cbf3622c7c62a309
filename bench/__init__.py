"""Benchmarks: each compares with something measured in the same run and prints the ratio."""
