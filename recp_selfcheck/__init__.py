"""RECP self-check: self-diagnostics of energy, water and materials for small companies."""

__version__ = "0.1.0"
