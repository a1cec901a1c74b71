"""Gold, answers known to be right: how a person does on it, what gold itself is worth, and what an answer got wrong."""
