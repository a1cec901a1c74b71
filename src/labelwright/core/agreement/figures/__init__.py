"""Agreement by the names of its figures, whatever was answered: what a command or a page asks."""
