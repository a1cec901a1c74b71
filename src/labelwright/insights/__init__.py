"""Figures and histories for people who steer a project. Only reads."""
