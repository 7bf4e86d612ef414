"""What the program is measured against: `python -m tests.performance [name …]` prints a table (docs/performance.md)."""
