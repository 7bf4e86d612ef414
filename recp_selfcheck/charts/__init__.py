"""Figures: frozen data, and two ways to draw it."""
