"""Figures that compare marks of one kind: outlines, keypoints, spans, segments, words. One kind per file."""
