"""A step from elsewhere, held against the engine's: which number is the first wrong one, and why."""
