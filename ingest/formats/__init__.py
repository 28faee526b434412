"""Turn the bytes of one format into canonical text with blocks."""
