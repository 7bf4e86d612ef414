"""`python -m tests.figures` counts the figures in docs/figures.md anew."""

from tests.figures.note import BEGIN, DOCUMENT, counted

head = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[0]
DOCUMENT.write_text(head + BEGIN + "\n" + counted(), encoding="utf-8", newline="\n")
