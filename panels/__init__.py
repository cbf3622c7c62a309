"""The panels: one module each, from request to result. They know the engine and no web."""
