"""Limits of time and memory for work on input that nobody vouches for."""
