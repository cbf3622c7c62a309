"""The course: lessons, their panels, questions and words."""
