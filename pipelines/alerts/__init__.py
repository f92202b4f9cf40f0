"""Telling people that something needs them: what is said, and how it is sent."""
