"""Photos and documents attached to answers: told by their content, re-encoded without metadata, seen by few."""

from __future__ import annotations

import io
from math import sqrt
from pathlib import PurePosixPath, PureWindowsPath
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from recp_selfcheck.actions.as_handed_in import is_seen, seen_attachments
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.reviewing import thing_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import checklist_for
from recp_selfcheck.assessment.answers import unknown_question
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import attachments, database, files, submissions
from recp_selfcheck.storage.attachments import Attachment

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PDF", "Attachment", "attach", "attached", "detach", "fetch", "is_panorama"]

LARGEST: Final = 10 * 1024 * 1024  # bytes
MOST_PIXELS: Final = 60_000_000  # a telephone's photo has 12 to 50 million
KEPT_PIXELS: Final = 3_000_000  # 2000 × 1500: a meter can be read, a class's photos fit the disk
LONGEST_SIDE: Final = 8000  # px kept of a panorama, which has its pixels side by side
MOST_OF_A_QUESTION: Final = 10
LONGEST_NAME: Final = 120
PDF: Final = "application/pdf"
PHOTO: Final = "image/jpeg"
PICTURE: Final = "image/png"
_ENDINGS: Final = {PDF: (".pdf",), PHOTO: (".jpg", ".jpeg"), PICTURE: (".png",)}
_KNOWN_ENDINGS: Final = (".heic", ".heif", *(ending for known in _ENDINGS.values() for ending in known))
_AT_ONCE: Final = BoundedSemaphore(2)  # a photo takes up to 200 MB while it is unpacked, and a class has 40 telephones
_PANORAMA: Final = 2.5  # times wider than high
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def attach(session: Session, submission_id: int, question_id: str, name: str, content: bytes) -> Attachment:
    """Attach a photo (JPEG, PNG, HEIC) or a PDF to an answer while it can be edited.

    AnswerMistakes where the file is none of these, too large or broken; then nothing is kept. Photos are stored anew,
    turned upright, without the place and time they were taken.
    """
    with database.reading() as connection:
        row = submissions.get(connection, submission_id)
        check(connection, session, Permission.ANSWER, Thing(row.company_id))
    stored, media_type = accept_file(content)
    kept_name = accept_file_name(name, media_type)
    digest = files.keep(stored)
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.ANSWER, Thing(row.company_id))
        if row.state not in EDITABLE or not row.is_current:
            message = "The checklist is handed in. Take it back to attach something."
            raise NotPossibleNow([Mistake("not-editable", message, values={"state": row.state.value})])
        checklist = checklist_for(connection, row)
        if question_id not in checklist.questions:
            raise AnswerMistakes([unknown_question(checklist, question_id)])
        there = [one for one in attachments.of_submission(connection, row.id) if one.question == question_id]
        same = next((one for one in there if one.sha256 == digest), None)
        if same is not None:
            return same
        if len(there) >= MOST_OF_A_QUESTION:
            message = f"{MOST_OF_A_QUESTION} files are the most for one answer. Remove one first."
            refuse("too-many-files", message, most=MOST_OF_A_QUESTION)
        made = attachments.add(
            connection,
            row.id,
            question_id,
            name=kept_name,
            media_type=media_type,
            sha256=digest,
            size=len(stored),
            at=now(),
            person_id=person.id,
        )
        return attachments.get(connection, made)


def detach(session: Session, attachment_id: int) -> None:
    """Take a file away from an answer that can be edited; copies handed in before keep it."""
    with database.transaction() as connection:
        found = attachments.get(connection, attachment_id)
        row = submissions.get(connection, found.submission_id, lock=True)
        check(connection, session, Permission.ANSWER, Thing(row.company_id))
        if row.state not in EDITABLE or not row.is_current:
            message = "The checklist is handed in. Take it back to change an answer."
            raise NotPossibleNow([Mistake("not-editable", message, values={"state": row.state.value})])
        attachments.remove(connection, attachment_id, now())


def attached(session: Session, submission_id: int) -> tuple[Attachment, ...]:
    """Return what is attached to a submission, to others than the company as it was handed in."""
    with database.reading() as connection:
        row = submissions.get(connection, submission_id)
        person = check(connection, session, Permission.READ_SUBMISSION, thing_of(connection, row))
        return seen_attachments(connection, person, row)


def fetch(session: Session, attachment_id: int) -> tuple[Attachment, bytes]:
    """Return a file with its content, for whoever may see the answer; others do not learn whether there is one."""
    with database.reading() as connection:
        try:
            found = attachments.get(connection, attachment_id)
            row = submissions.get(connection, found.submission_id)
        except NotFound:
            check(connection, session, Permission.READ_SUBMISSION, Thing())
            raise
        person = check(connection, session, Permission.READ_SUBMISSION, thing_of(connection, row))
        if not is_seen(connection, person, row, found):
            raise NotPermitted("a file that was never handed in")
    return found, files.read(found.sha256)


def is_panorama(content: bytes) -> bool:
    """Say whether a stored picture is so much wider than high that nothing is to be seen on it unless it is high."""
    from PIL import Image  # noqa: PLC0415 - only who looks at a photo needs it

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
        return image.width > _PANORAMA * image.height


def accept_file(content: bytes) -> tuple[bytes, str]:
    """Return what is stored of a file, and its media type; AnswerMistakes where it cannot be taken."""
    if len(content) > LARGEST:
        megabytes = LARGEST // 1024 // 1024
        refuse("file-large", f"The file is larger than {megabytes} MB. Send a smaller one.", most=megabytes)
    if content[:16].lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"%PDF-"):  # scanners put marks before it
        return content, PDF
    if content.startswith(b"\xff\xd8\xff") or _is_heif(content):
        with _AT_ONCE:
            return _photo(content), PHOTO
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        with _AT_ONCE:
            return _picture(content), PICTURE
    return refuse("file-kind", "This is neither a photo (JPEG, PNG, HEIC) nor a PDF. Take a photo, or save it as PDF.")


def accept_file_name(name: str, media_type: str) -> str:
    """Return a file's name without the folders and signs a file system could misread, ending as what is stored."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = accept_text(last.strip(". "), 4000, one_line=True) or ""
    kept = "".join(sign for sign in kept if sign not in '<>:"/\\|?*')
    endings = _ENDINGS.get(media_type, ("",))
    given = next((one for one in _KNOWN_ENDINGS if kept.lower().endswith(one)), "")
    ending = kept[len(kept) - len(given) :] if given in endings else endings[0]
    stem = kept[: len(kept) - len(given)].rstrip(". ") or "file"
    return stem[: LONGEST_NAME - len(ending)] + ending


def _is_heif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS


def _photo(content: bytes) -> bytes:
    made = io.BytesIO()
    _opened(content, ("JPEG", "HEIF", "MPO")).convert("RGB").save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()


def _picture(content: bytes) -> bytes:
    made = io.BytesIO()
    _opened(content, ("PNG",)).save(made, "PNG")
    return made.getvalue()


def _opened(content: bytes, formats: tuple[str, ...]) -> Image:
    """Return an image upright and not larger than kept; whatever else the file held is left behind."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only who attaches a photo needs them
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - same

    register_heif_opener()
    try:
        with Image.open(io.BytesIO(content), formats=formats) as image:
            if image.width * image.height > MOST_PIXELS:
                refuse("photo-large", "The photo has too many pixels. Send it smaller, as telephones offer to.")
            size = _kept_size(image.size)
            image.draft(image.mode, size)  # a JPEG is read smaller at once: a quarter or less of the memory
            image.load()
            small = _plain_colours(image)
            small = small if small.size == size else small.resize(size, reducing_gap=3.0)
            upright = ImageOps.exif_transpose(small)
    except AnswerMistakes:
        raise
    except Exception as error:  # decoders of broken images raise whatever they like
        message = "The photo is damaged and cannot be read. Take it once more."
        raise AnswerMistakes([Mistake("photo-damaged", message)]) from error
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _kept_size(size: tuple[int, int]) -> tuple[int, int]:
    width, height = size
    kept = min(1.0, sqrt(KEPT_PIXELS / (width * height)), LONGEST_SIDE / max(size))
    return max(1, round(width * kept)), max(1, round(height * kept))


def _plain_colours(image: Image) -> Image:
    """Return an image with a colour of its own at each place: not from a palette, not finer than screens show."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    transparent = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if transparent else "RGB"
    return image if image.mode == mode else image.convert(mode)
