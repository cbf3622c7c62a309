"""What panels are made of, none of them in particular."""
