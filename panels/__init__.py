"""The panels: one module or folder each, from request to result. They know the engine, the kit and no web."""
