"""Whole programs that print what a panel shows."""
