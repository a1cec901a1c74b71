"""HTTP: translates requests into calls of services and their results into JSON. Holds no rules of its own."""
