"""Take guidance documents in: read, find codes, split, embed, index and keep them."""
