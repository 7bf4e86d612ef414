"""Charts of what measures save, cost and avoid: the same data for the screen, the report and print."""
