"""How registers that are derived from other people's data were made."""
