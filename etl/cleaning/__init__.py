"""Cells of text become typed rows, accepted or rejected with the reason; persons become keys."""
