"""One network in NumPy, PyTorch and scikit-learn, step by step, so that the steps can stand side by side."""
