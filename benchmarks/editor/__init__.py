"""The editor in a real Chromium beside minimal SVG and Konva scenes: `python -m benchmarks.editor`."""
