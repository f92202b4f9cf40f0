"""Tokens of official Chinese (figures, dates) and the rule engine; knows no policy."""
