"""Tasks that wait for somebody and that nobody may be given: which they are, why, and what leads do about them."""
