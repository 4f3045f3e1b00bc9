"""Lake to warehouse: sql/ run in order, checked, published, kept."""
