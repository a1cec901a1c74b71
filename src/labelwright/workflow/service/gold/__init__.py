"""Gold, answers known to be right: kept, handed out unseen, scored, and what follows for people and their answers."""
