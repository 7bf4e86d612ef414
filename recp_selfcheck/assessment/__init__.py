"""The pure core: given a checklist, answers and bills, what follows."""
