"""Who is asking: passwords, sessions, tokens, one-time links, throttling. Says who, never what they may do."""
