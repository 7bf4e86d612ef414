"""Files to take away: their names, their types, their language, and what is no file."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import httpx
import openpyxl
import pytest
from pypdf import PdfReader

FILES = [
    ("report.pdf", "application/pdf", "отчёт", ".pdf"),
    ("report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "отчёт", ".xlsx"),
    ("company.zip", "application/zip", "все данные", ".zip"),
    ("checklist/energy.pdf", "application/pdf", "Энергия - для заполнения", ".pdf"),
    (
        "bills.xlsx?months=36&last=2025-12",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "счета",
        ".xlsx",
    ),
    ("checklist/water.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Вода", ".xlsx"),
    ("checklist/water.pdf?filled=1", "application/pdf", "Вода - ответы", ".pdf"),
]


def get(client: httpx.Client, path: str, language: str = "ru") -> httpx.Response:
    sign = "&" if "?" in path else "?"
    return client.get(f"/export/{path}{sign}language={language}&zone=Europe/Minsk")


@pytest.mark.parametrize(("path", "kind", "words", "ending"), FILES)
def test_a_file_comes_under_a_name_that_says_what_it_is(
    path: str, kind: str, words: str, ending: str, client: httpx.Client
) -> None:
    answer = get(client, path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "no-store"
    disposition = unquote(answer.headers["content-disposition"])
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert words in disposition
    assert disposition.endswith(ending)


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "С чего начать"), ("be", "З чаго пачаць"), ("en", "What to do first")]
)
def test_the_report_speaks_the_language_that_was_asked_for(language: str, words: str, client: httpx.Client) -> None:
    reader = PdfReader(BytesIO(get(client, "report.pdf", language).content))
    assert words in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == language


def test_workbook_and_archive_open(client: httpx.Client) -> None:
    book = openpyxl.load_workbook(BytesIO(get(client, "report.xlsx").content))
    assert book.sheetnames[0] == "Предприятие"
    assert "csv/answers.csv" in ZipFile(BytesIO(get(client, "company.zip").content)).namelist()


def test_what_is_no_checklist_is_no_file(client: httpx.Client) -> None:
    answer = get(client, "checklist/astrology.pdf")
    assert answer.status_code == 404
    assert answer.text == "Такого файла нет."


def test_a_zone_nobody_knows_harms_nothing(client: httpx.Client) -> None:
    assert client.get("/export/report.xlsx?zone=../../etc/passwd&language=xx").status_code == 200


@pytest.mark.parametrize("asked", ["months=x", "last=2025-13", "last=tomorrow"])
def test_a_workbook_of_months_that_are_none_is_no_file(asked: str, client: httpx.Client) -> None:
    assert get(client, f"bills.xlsx?{asked}").status_code == 404
