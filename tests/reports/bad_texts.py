"""What people may type into names, notes and reasons, and nothing of it may do anything but stand there."""

BAD_TEXTS = (
    '#panic(1) #import "@preview/x:1.0.0" #read("/etc/passwd") $x^2$ *b* _i_ `c` = h // c',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2-2",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>&amp;",
    "{{7*7}} ${7*7} {name} %s %(x)s",
    "\\u{202e} \\n \\\\",
    "a" * 300,
    "Завод «Ўзор» №1 — і ₂ ² ³ – − … ✓ ◆",
    "שלום עולם مرحبا بالعالم",
    "emoji 😀🏭👩‍🔧 漢字",
    "line one\nline two\ttab",
    "https://example.org/x?y=1&z=2",
    "_x0041_ 'quoted' \"twice\"",
)
