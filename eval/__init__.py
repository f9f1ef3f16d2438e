"""Measure the built product against gold data."""
