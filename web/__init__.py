"""The web: the only package that imports Flask. It serves what the panels compute."""
