"""Labelwright turns raw images, text, audio and video into trustworthy, versioned training sets."""

__version__ = "0.1.0"
