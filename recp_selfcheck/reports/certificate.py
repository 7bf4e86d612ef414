"""What a certificate says: who took part in which club, with serial and QR code; never a score."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from recp_selfcheck.i18n import date, language, text
from recp_selfcheck.reports.document import Picture
from recp_selfcheck.reports.typed import visible


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate in the reader's words; `code` is the QR code of the address that verifies it."""

    language: str
    title: str
    name: str
    company: str
    about: str
    lines: tuple[str, ...]
    serial: str
    verify: str
    code: Picture


def certificate_page(
    *, name: str, company: str, club: str, issued_on: dt.date, serial: str, address: str
) -> CertificatePage:
    """Put a certificate into words; `address` verifies it."""
    import segno  # noqa: PLC0415 - only a page with a code needs it

    svg = segno.make(address, error="m").svg_inline(scale=4, border=1, dark="#1b2730", light="#ffffff")
    return CertificatePage(
        language=language(),
        title=text("Certificate"),
        name=visible(name),
        company=visible(company),
        about=text(
            "took part in meetings on resource efficient and cleaner production ({club}), did the "
            "homework on energy, water, materials and waste, and handed in an action plan for the company.",
            club=visible(club),
        ),
        lines=(text("Given out on {day}", day=date(issued_on)), text("Number {serial}", serial=serial)),
        serial=serial,
        verify=text("Is it genuine? {address}", address=address),
        code=Picture(svg, text("QR code of the address that says whether this certificate is genuine")),
    )
