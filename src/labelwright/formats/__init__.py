"""One file per interchange format: each reads and writes views, sees bytes by name, and knows no other."""
