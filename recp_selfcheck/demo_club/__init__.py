"""A demonstration of club mode: its clubs' months, played through the actions that people use."""
