"""Set-up and start: everything `run.py` does, with the standard library only."""
