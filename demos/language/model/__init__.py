"""The model: core.py, the file that readers see and change, and the tokens around it."""
