"""Examples drawn by hypothesis may take as long as a busy computer takes."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
