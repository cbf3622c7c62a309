"""Who computes what takes long, and when."""
