"""Durable work: a queue in the database, workers that claim from it, and a supervisor that starts them."""
