"""The sentences about files a club takes in: homework of its companies, its roster."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.i18n.words import mark

CLUB_FILES: Mapping[str, str] = {
    "file-with-mistakes": mark("There are mistakes in the bills of this file. Look at it again."),
    "file-twice": mark("“{given}” of these files is of the same company and part. Leave one of the two."),
    "homework-unknown": mark(
        "This is no homework file: neither a checklist's workbook nor that of the bills. Ask the company for that one."
    ),
    "owner-missing": mark("The file does not say whose it is. Choose the company."),
    "owner-unclear": mark("Several companies of the club are called so. Choose the one whose file it is."),
    "company-has-people": mark(
        "The company has people, so it stays in the club. They can delete their accounts themselves."
    ),
    "bills-online": mark(
        "The company has entered bills online, so its file is not taken in: nothing is to be overwritten. "
        "Let it hand them in there."
    ),
    "bills-empty": mark("There is no figure in the workbook. Ask the company for the one it filled in."),
    "checklist-unknown": mark(
        "There is no checklist “{given}” here. Ask the company for a workbook of your checklists."
    ),
    "file-handed-in": mark(
        "The company has handed this checklist in already. Return it first if this file is to replace it."
    ),
    "file-accepted": mark("This checklist of the company is accepted already. Open it again if this file is to count."),
    "file-answered-online": mark(
        "The company has answered this checklist online, so its file is not taken in: nothing is to be overwritten. "
        "Let it hand in there."
    ),
    "file-version": mark(
        "The file has the questions of version {given}, this program those of version {version}. Give the company a "
        "workbook of this version; its answers can be copied into it."
    ),
    "fact-otherwise": mark(
        "The company has answered this online in another way. Correct it in the workbook, or let it hand in online."
    ),
    "answer-missing-here": mark("The answer is missing. «I don't know» is an answer, too."),
    "questions-not-in-file": mark(
        "What the company has makes it answer more questions than are in the workbook: {number}. It answers what it "
        "has first, then downloads the workbook anew."
    ),
    "series-otherwise": mark("Online the company calls this column otherwise than “{given}”. Let it hand in there."),
    "roster-empty": mark("There is nobody in the workbook. Fill in a row for each person."),
    "roster-long": mark("{given} people are in the workbook; {most} are the most. Make two workbooks of it."),
    "cell-error-text": mark("The cell shows an error. Type the text itself."),
    "roster-company": mark("The company is missing. Write its name in every row."),
    "roster-name": mark("The name of the person is missing. Write it here."),
    "roster-login": mark("The login is missing. Write an e-mail address or a short name."),
    "roster-language": mark("“{given}” is none of the languages. Choose one of the list, or leave the cell empty."),
    "roster-twice": mark("“{given}” stands in cell {cell} already. Each person has a login of their own."),
    "roster-stranger": mark(
        "This login belongs to somebody of another club. Give them a code to join with, or write another login."
    ),
    "roster-not-member": mark(
        "This login belongs to a trainer, coordinator or observer. Members have a login of their own: write another."
    ),
    "roster-other-company": mark("This login belongs to somebody of {given}. Write that company, or another login."),
    "roster-nameless": mark("“{given}” has neither a letter nor a digit. Write the company's name."),
    "roster-unclear": mark(
        "Several companies of the club are called so. Let this person join with the code of the company."
    ),
    "roster-seen-otherwise": mark("The club was changed since you looked. Nobody was added; look at the file again."),
}
