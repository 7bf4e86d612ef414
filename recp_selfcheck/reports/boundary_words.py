"""What a reference figure covers, in the reader's language: the boundaries of `data/benchmarks.csv`."""

from __future__ import annotations

from recp_selfcheck.i18n import mark, text

BOUNDARIES = frozenset(
    {
        mark("whole site", context="boundary"),
        mark("building", context="boundary"),
        mark("whole site, per t product", context="boundary"),
        mark("whole site, per t raw materials", context="boundary"),
        mark("furnace or melting step only", context="boundary"),
        mark("whole site, per hl beer", context="boundary"),
        mark("whole site, per animal", context="boundary"),
        mark("kiln, dryer or other step only", context="boundary"),
        mark("whole site, per kg polymer processed", context="boundary"),
        mark("one system only", context="boundary"),
        mark("loss in one step", context="boundary"),
        mark("whole site, per t carcass", context="boundary"),
        mark("whole site, per t oil produced", context="boundary"),
        mark("whole site, per kg linen", context="boundary"),
        mark("organic processing waste only", context="boundary"),
        mark("one finishing step only", context="boundary"),
        mark("whole site, per t HSCW", context="boundary"),
        mark("whole site; per tonne, of fish taken in or of product is not said", context="boundary"),
        mark("whole site, per t live weight", context="boundary"),
        mark("whole site, per l processed milk", context="boundary"),
        mark("whole site, per t raw hide", context="boundary"),
        mark("whole site, per m2 printed", context="boundary"),
        mark("whole site, per guest-night", context="boundary"),
        mark("whole site, per cow", context="boundary"),
        mark("whole site, per t carcase", context="boundary"),
        mark("whole site, per l milk processed", context="boundary"),
        mark("whole site, per t sugar beet", context="boundary"),
        mark("whole site, per hl product", context="boundary"),
        mark("whole site, per kg fabric", context="boundary"),
        mark("whole site, per m2 coated surface", context="boundary"),
        mark("whole site, per m2 coated coil", context="boundary"),
        mark("whole site; several dairy products, per milk processed", context="boundary"),
        mark("drying kiln only", context="boundary"),
        mark("freezing only", context="boundary"),
        mark("whole site, per t milk", context="boundary"),
        mark("whole site, per m3 raw milk", context="boundary"),
        mark("whole site, per t beet", context="boundary"),
        mark("whole site, per l beer", context="boundary"),
        mark("whole site, per m2 leather", context="boundary"),
        mark("whole site, per m3 sawn timber", context="boundary"),
        mark("whole site, per m3 dry lumber", context="boundary"),
        mark("whole site, per kg good parts", context="boundary"),
        mark("whole site, per t brick", context="boundary"),
        mark("whole site, per 1000 cans", context="boundary"),
        mark("whole site, per kg coated wire", context="boundary"),
        mark("whole site, per coated van", context="boundary"),
        mark("whole site, per coated cab", context="boundary"),
        mark("whole site, per cover", context="boundary"),
        mark("whole site, per employee", context="boundary"),
        mark("whole site, per pupil", context="boundary"),
        mark("whole site, per kg dry laundry", context="boundary"),
        mark("any food plant", context="boundary"),
        mark("low is a professional laundry, high a household: not a range of one kind", context="boundary"),
        mark("per sales area, not per floor area", context="boundary"),
        mark("machine only", context="boundary"),
        mark("one rinse stage", context="boundary"),
        mark("heating and forging step only", context="boundary"),
    }
)


def boundary_words(boundary: str) -> str:
    """Return a boundary in the reader's language; one that is not known stays as it is."""
    return text(boundary, context="boundary") if boundary in BOUNDARIES else boundary
