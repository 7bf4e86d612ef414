"""Photos and documents: told by content, stored without metadata, seen only by those who may see the answer."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import from_pillow

from recp_selfcheck.actions import answering, company, evidence
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings

from .club import ClubOfTests

SECRET = b"GPS 54.5081 N 30.4172 E"


def picture(kind: str, size: tuple[int, int] = (320, 200)) -> bytes:
    image = Image.new("RGB", size, (200, 30, 30))
    image.putpixel((0, 0), (0, 0, 255))
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # taken with the telephone turned
    if kind == "HEIF":
        from_pillow(image).save(made, exif=exif.tobytes())
    else:
        image.save(made, kind, exif=exif)
    return made.getvalue()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECP_FILES_URL", (tmp_path / "files").as_posix())
    settings.cache_clear()
    return tmp_path / "files"


@pytest.fixture
def submission(session: Session) -> int:
    return answering.open_submission(session, "energy").id


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/jpeg")])
def test_a_photo_is_stored_anew_upright_and_without_its_place(
    session: Session, submission: int, folder: Path, kind: str, media_type: str
) -> None:
    content = picture(kind)
    assert SECRET in content
    made = evidence.attach(session, submission, "lighting.led", "Счётчик №1.heic", content)
    ending = {"image/jpeg": "jpg", "image/png": "png"}[media_type]
    assert (made.media_type, made.name) == (media_type, f"Счётчик №1.{ending}")
    found, stored = evidence.fetch(session, made.id)
    assert found == made
    assert SECRET not in stored
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == (200, 320)
        assert not image.getexif()
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [made.sha256]


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 3000), (2000, 1500)), ((12000, 800), (6708, 447)), ((20000, 50), (8000, 20))]
)
def test_a_large_photo_is_made_smaller_a_panorama_stays_readable(size: tuple[int, int], kept: tuple[int, int]) -> None:
    stored, _ = evidence.accept_file(saved(Image.new("RGB", size), "JPEG"))
    with Image.open(io.BytesIO(stored)) as image:
        assert image.size == kept
    assert evidence.is_panorama(stored) == (size[0] > 2.5 * size[1])


@pytest.mark.parametrize("mode", ["P", "RGBA", "CMYK", "I;16", "L", "1", "MPO", "APNG"])
def test_every_kind_of_picture_keeps_its_colours(mode: str) -> None:
    """A screen's picture of few colours once came out black."""
    red, grey = Image.new("RGB", (60, 40), (250, 0, 0)), Image.new("L", (60, 40), 100)
    made = {
        "P": lambda: saved(red.quantize(4), "PNG"),
        "RGBA": lambda: saved(red.convert("RGBA"), "PNG"),
        "CMYK": lambda: saved(red.convert("CMYK"), "JPEG"),
        "I;16": lambda: saved(Image.new("I;16", (60, 40), 100 * 256), "PNG"),
        "L": lambda: saved(grey, "JPEG"),
        "1": lambda: saved(Image.new("1", (60, 40), 1), "PNG"),
        "MPO": lambda: saved(red, "MPO", save_all=True, append_images=[grey.convert("RGB")]),
        "APNG": lambda: saved(red, "PNG", save_all=True, append_images=[grey.convert("RGB")]),
    }[mode]()
    with Image.open(io.BytesIO(evidence.accept_file(made)[0])) as image:
        expected = {"L": (100,) * 3, "I;16": (100,) * 3, "1": (255,) * 3}.get(mode, (250, 0, 0))
        shown = image.convert("RGB").getpixel((30, 20))
        assert isinstance(shown, tuple)
        assert all(abs(got - wanted) <= 4 for got, wanted in zip(shown, expected, strict=True))
        assert getattr(image, "n_frames", 1) == 1


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def test_a_scanner_s_mark_before_a_pdf_does_no_harm() -> None:
    assert evidence.accept_file(b"\xef\xbb\xbf%PDF-1.7 anything")[1] == evidence.PDF


def test_a_pdf_is_stored_as_it_is(session: Session, submission: int) -> None:
    content = b"%PDF-1.7 anything"
    made = evidence.attach(session, submission, "lighting.led", "bill.pdf", content)
    assert evidence.fetch(session, made.id) == (made, content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-kind"),
        (b"<script>alert(1)</script>", "file-kind"),
        (b"GIF89a" + bytes(100), "file-kind"),
        (b"PK\x03\x04" + bytes(100), "file-kind"),
        (b"\xff\xd8\xff" + b"no photo at all", "photo-damaged"),
        (picture("JPEG")[:400], "photo-damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "photo-damaged"),
        (b"%PDF-1.7" + bytes(10 * 1024 * 1024), "file-large"),
    ],
)
def test_anything_else_is_refused_by_what_it_is(
    session: Session, submission: int, folder: Path, content: bytes, code: str
) -> None:
    with pytest.raises(AnswerMistakes) as refused:
        evidence.attach(session, submission, "lighting.led", "photo.jpg", content)
    assert refused.value.mistakes[0].code == code
    assert evidence.attached(session, submission) == ()
    assert not list(folder.rglob("*"))


def test_a_picture_with_a_page_behind_it_loses_the_page(session: Session, submission: int) -> None:
    polyglot = picture("JPEG") + b"<html><script>alert(1)</script></html>"
    made = evidence.attach(session, submission, "lighting.led", "x.html", polyglot)
    assert b"script" not in evidence.fetch(session, made.id)[1]


def test_a_picture_that_unpacks_to_too_much_is_refused(session: Session, submission: int) -> None:
    made = io.BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    assert len(made.getvalue()) < 100_000
    with pytest.raises(AnswerMistakes) as refused:
        evidence.attach(session, submission, "lighting.led", "x.png", made.getvalue())
    assert refused.value.mistakes[0].code == "photo-large"


@given(st.text(max_size=300), st.sampled_from(["image/jpeg", "image/png", "application/pdf"]))
def test_no_name_leads_anywhere(name: str, media_type: str) -> None:
    kept = evidence.accept_file_name(name, media_type)
    assert 4 < len(kept) <= 120
    assert not set(kept) & set('<>:"/\\|?*')
    assert kept not in {".", ".."}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\olga\\meter.JPG", "meter.JPG"),
        ("a\r\nb.png", "a b.jpg"),
        ("IMG_0417.HEIC", "IMG_0417.jpg"),
        ("page.html", "page.html.jpg"),
        ("", "file.jpg"),
        (".jpg", "jpg.jpg"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
    ],
)
def test_a_name_keeps_its_last_part_and_ends_as_what_is_stored(name: str, kept: str) -> None:
    assert evidence.accept_file_name(name, "image/jpeg") == kept


def test_the_same_photo_twice_is_one(session: Session, submission: int) -> None:
    first = evidence.attach(session, submission, "lighting.led", "a.jpg", picture("JPEG"))
    assert evidence.attach(session, submission, "lighting.led", "b.jpg", picture("JPEG")) == first
    evidence.detach(session, first.id)
    assert evidence.attached(session, submission) == ()
    assert evidence.fetch(session, first.id)[1]  # copies handed in before may name it


def test_what_is_handed_in_keeps_its_files(session: Session, submission: int) -> None:
    company.save_field(session, "site.systems", ["lighting"], 0)
    for question in ("lighting.led", "lighting.how", "lighting.share"):
        answering.save_answer(session, submission, question, "dont_know", 0)
    made = evidence.attach(session, submission, "lighting.led", "a.jpg", picture("JPEG"))
    receipt = answering.hand_in(session, submission)
    assert receipt.copy["attachments"] == {
        "lighting.led": [{"id": made.id, "name": "a.jpg", "media_type": "image/jpeg", "sha256": made.sha256}]
    }
    with pytest.raises(NotPossibleNow):
        evidence.attach(session, submission, "lighting.led", "b.pdf", b"%PDF-1.7")
    with pytest.raises(NotPossibleNow):
        evidence.detach(session, made.id)


def test_only_those_who_may_see_the_answer_get_the_file(club_of_tests: ClubOfTests) -> None:
    orsha, vitebsk = club_of_tests.club("Orsha"), club_of_tests.club("Vitebsk")
    ivan = club_of_tests.member(orsha, "ivan")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    company.save_field(ivan, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(ivan, "energy").id
    made = evidence.attach(ivan, submission, "lighting.led", "a.jpg", picture("JPEG"))
    with pytest.raises(NotPermitted):
        evidence.fetch(trainer, made.id)  # a draft
    for question in ("lighting.led", "lighting.how", "lighting.share"):
        answering.save_answer(ivan, submission, question, "dont_know", 0)
    answering.hand_in(ivan, submission)
    assert evidence.fetch(trainer, made.id)[1]
    strangers = [
        club_of_tests.member(orsha, "anna", "Dairy"),
        club_of_tests.person(Role.TRAINER, "petr", vitebsk),
        club_of_tests.person(Role.OBSERVER, "donor"),
    ]
    for stranger in strangers:
        for ident in (made.id, 987):
            with pytest.raises(NotPermitted):
                evidence.fetch(stranger, ident)
        with pytest.raises(NotPermitted):
            evidence.attach(stranger, submission, "lighting.led", "b.pdf", b"%PDF-1.7")
        with pytest.raises(NotPermitted):
            evidence.detach(stranger, made.id)


def test_a_file_that_is_gone_is_said(session: Session, submission: int, folder: Path) -> None:
    made = evidence.attach(session, submission, "lighting.led", "a.pdf", b"%PDF-1.7")
    next(path for path in folder.rglob("*") if path.is_file()).unlink()
    with pytest.raises(NotFound):
        evidence.fetch(session, made.id)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of a process from /proc")
def test_the_largest_photo_does_not_take_the_memory_of_a_server(tmp_path: Path) -> None:
    place = tmp_path / "large.jpg"
    place.write_bytes(saved(Image.new("RGB", (9000, 6600)), "JPEG"))
    program = (
        "import sys; from pathlib import Path; from recp_selfcheck.actions.evidence import accept_file;"
        "accept_file(Path(sys.argv[1]).read_bytes());"
        "print([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, place], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 250 * 1024  # kB; unpacked in full size it was 730 MB
