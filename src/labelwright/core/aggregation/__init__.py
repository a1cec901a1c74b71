"""How several answers become one: one method per file, pure and deterministic."""
