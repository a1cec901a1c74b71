"""What comes into a project and what leaves it: imports, exports, uploads and thumbnails, as durable jobs."""
