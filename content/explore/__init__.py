"""Utforsk: what a reader asks of the numbers, held against what the data have, and drawn as any other figure."""
