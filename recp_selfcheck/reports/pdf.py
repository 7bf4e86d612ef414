"""Sets reports and checklists as PDF: tagged, in the shipped fonts, without a browser.

The data goes to the templates as JSON and is shown as it stands: nothing anybody typed is ever markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from recp_selfcheck.i18n.numbers import NO_BREAK
from recp_selfcheck.reports.certificate import CertificatePage
from recp_selfcheck.reports.document import Picture, Report
from recp_selfcheck.reports.sheet import Sheet
from recp_selfcheck.reports.typed import visible

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBLE: Final = "ua-1"  # PDF/UA: every picture with words, every heading in order
_LONG_RUN = re.compile(r"\S{24,}")
_BREAK_EVERY = 8
_SCREEN = 96  # dots an inch
_MAY_BREAK, _JOINED = "\u200b", "\u2060"
_OWN_UNIT = re.compile(r"(?<=\d) (?=%)|(?<=[tт]) (?=CO₂)")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")


def report_pdf(report: Report) -> bytes:
    """Return a report as PDF."""
    return _pdf("report.typ", report=report)


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return a checklist to print as PDF."""
    return _pdf("sheet.typ", sheet=sheet)


def certificate_pdf(certificate: CertificatePage) -> bytes:
    """Return a certificate as PDF."""
    return _pdf("certificate.typ", certificate=certificate)


def front_page(report: Report) -> bytes:
    """Return the first page of a report as a PNG picture."""
    drawn: bytes = _typeset("report.typ", {"report": replace(report, sections=())}, format="png", ppi=_SCREEN)
    return drawn


def _pdf(template: str, **data: Any) -> bytes:
    """Return a filled template as PDF/UA; with text that no shipped font has, such as emoji, as tagged PDF only."""
    import typst  # noqa: PLC0415 - 30 MB that only who wants paper needs

    try:
        made: bytes = _typeset(template, data, pdf_standards=ACCESSIBLE)
    except typst.TypstError:
        made = _typeset(template, data)
    return made


def _typeset(template: str, data: Mapping[str, Any], **how: Any) -> Any:
    import typst  # noqa: PLC0415 - as above

    inputs = {name: json.dumps(_plain(value), ensure_ascii=False) for name, value in data.items()}
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        **how,
    )


@cache
def _fonts() -> typst.Fonts:
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _plain(value: Any) -> Any:
    """Return data for JSON: objects with their kind, texts that can be shown and broken, pictures as paper has them."""
    if isinstance(value, Picture):
        return {"kind": "Picture", "svg": _on_paper(value.svg), "alt": _shown(value.alt), "width": value.width}
    if is_dataclass(value):
        fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {"kind": type(value).__name__, **{name: _plain(field) for name, field in fields.items()}}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return _shown(value) if isinstance(value, str) else value


def _on_paper(svg: str) -> str:
    return svg.replace("currentColor", "#1b2730").replace('font-family="inherit"', 'font-family="DejaVu Sans"')


def _shown(text: str) -> str:
    """Return a text as it can be seen, with places to break in runs that no line would hold, and none in a range."""
    whole = _RANGE.sub(f"–{_JOINED}", visible(text)).replace("\u00a0(", " (")  # the year may stand in another line
    whole = _OWN_UNIT.sub(NO_BREAK, whole)
    return _LONG_RUN.sub(lambda run: _with_breaks(run[0]), whole)


def _with_breaks(run: str) -> str:
    return _MAY_BREAK.join(run[at : at + _BREAK_EVERY] for at in range(0, len(run), _BREAK_EVERY))
