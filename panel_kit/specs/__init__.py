"""Pieces of requests: a network, data, an optimizer, a schedule."""
