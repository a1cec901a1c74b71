"""The demo installation: projects on real and generated media, people, and their work so far."""
