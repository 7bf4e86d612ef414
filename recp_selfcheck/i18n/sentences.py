"""The sentences of all mistakes and doubts, by code; `mistakes.py` fills them."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.i18n.club_file_sentences import CLUB_FILES
from recp_selfcheck.i18n.words import mark

_RELOAD = mark("This page is out of date. Reload it and try again.")
_UNITS_BROKEN = mark("The program's own list of units is missing or broken. Install the program anew.")

_NUMBERS: Mapping[str, str] = {
    "number-missing": mark("No number was given. Write one, for example {example}."),
    "not-a-number": mark("“{text}” is not a number. Write digits, for example {example}."),
    "ambiguous-number": mark(
        "“{text}” can be read in two ways. Write it without marks between the thousands, for example {example}."
    ),
    "number-too-big": mark("“{text}” is too big a number. Check it."),
    "below-limit": mark("{given} is less than is possible ({limit_with_unit}). Check the number."),
    "above-limit": mark("{given} is more than is possible ({limit_with_unit}). Check the number and its unit."),
    "not-above-zero": mark("{given} is not possible here. Enter a number above 0, or leave it empty."),
    "negative": mark("{given} is negative. Enter 0 or more, or leave it empty."),
    "not-finite": mark("“{given}” is not a number. Write digits."),
    "too-large": mark("{amount_with_unit} a year is more than any company uses. Check the number and its unit."),
    "year-out-of-range": mark("This year is not possible. Enter the year your figures belong to, as four digits."),
}
_ANSWERS: Mapping[str, str] = {
    "unknown-question": mark("“{question}” is not a question of this checklist."),
    "unknown-option": mark("“{given}” is not one of the answers. Choose one of the list."),
    "repeated-option": mark("One answer is ticked more than once. Leave it once."),
    "exclusive": mark("One of the ticked answers excludes all others. Leave either it or the others."),
    "wrong-kind": mark("“{given}” does not fit here. Give the answer in the form that is asked for."),
    "fact-needs-answer": mark("This one needs an answer: say what is true for your company."),
    "not-applicable-off": mark("This applies to every company. Choose another answer, or say that you do not know."),
    "reason-not-text": mark("The reason must be words, not “{given}”."),
    "reason-too-long": mark("The reason has {length} characters; {limit} are the most. Shorten it."),
    "not-text": mark("“{given}” is not text. Write a sentence."),
    "too-long": mark("The text has {length} characters; {limit} are the most. Shorten it."),
    "unknown-evidence": mark("“{given}” is no kind of evidence. Choose one of the list."),
    "unknown-field": _RELOAD,
    "reason-apart": _RELOAD,
    "unknown-checklist": mark("There is no such checklist. Correct its id, or remove its answers."),
    "unknown-language": mark("“{given}” is not one of the languages of this program."),
    "repeated-column": mark("The column “{question}” is there more than once. Leave one."),
    "more-mistakes": mark("And {count} more mistakes like these."),
    "condition-cycle": mark("The questions of this checklist depend on each other in a circle. Tell its authors."),
}
_COMPANY: Mapping[str, str] = {
    "unknown-country": mark("“{given}” is not a country known here. Choose one of the list."),
    "unknown-currency": mark("“{given}” is not a currency known here. Choose one of the list."),
    "unknown-nace": mark("“{given}” is not a branch known here. Choose one of the list."),
    "unknown-product": mark("“{given}” is not a product known here. Choose one of the list."),
    "unknown-unit": mark("“{unit}” is not a unit known here. Choose one of the list."),
    "unknown-carrier": mark("“{carrier}” is nothing this program keeps yearly figures of. Remove the line."),
    "no-unit": mark("An amount needs its unit. Choose one."),
    "unit-does-not-fit": mark("{unit} does not fit here. Choose another unit from the list."),
    "unit-for-carrier": mark("{unit} does not fit here. Choose one of these units: {units}."),
    "mixed-dimensions": mark("{unit} cannot be converted to {to}. Choose another unit."),
    "unit-definitions": _UNITS_BROKEN,
    "no-definitions": _UNITS_BROKEN,
    "unknown-end-use": mark("“{end_use}” is not a use of energy or water known here. Choose one of the list."),
    "share-out-of-range": mark("A share of {share} % is not possible. Enter 0 to 100 %."),
    "shares-over-100": mark("Your shares add up to {sum} %. Lower them to 100 % at most."),
    "quote-negative": mark("An offer of {amount} is not possible. Enter a price of 0 or more."),
    "running-cost-negative": mark("Running costs of {amount} are not possible. Enter 0 or more."),
    "why-rejected": mark("Say in a sentence why you will not do it, in at least {least} characters."),
    "rate-out-of-range": mark("A rate of {rate} is not possible. 0.1 means 10 % a year; it must be above -1."),
}
_BILLS: Mapping[str, str] = {
    "unknown-series": mark("“{given}” is nothing that bills are kept of. Remove it."),
    "not-a-month": mark("“{given}” is not a month. Write it as 2025-03."),
}
_WORKBOOKS: Mapping[str, str] = {
    "file-empty": mark("The file is empty. Save the workbook once more and choose it again."),
    "file-old-excel": mark(
        "This is a workbook of old Excel (.xls), perhaps under another name. Open it, save it as “Excel workbook "
        "(.xlsx)” and choose that."
    ),
    "file-locked": mark("The workbook opens with a password. Save it without one (File → Info) and choose it again."),
    "file-not-excel": mark("“{given}” is not an Excel workbook (.xlsx). Choose the workbook you filled in."),
    "file-open-document": mark(
        "This is a file of LibreOffice or OpenOffice. Save it as “Excel 2007–365 (.xlsx)” and choose that."
    ),
    "file-binary": mark("This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)” and choose that."),
    "file-macros": mark(
        "The workbook has macros, which are not opened here. Save it as “Excel workbook (.xlsx)” without them."
    ),
    "file-swells": mark(
        "The workbook unpacks to far more than tables need. Copy your figures into a newly downloaded one."
    ),
    "file-damaged": mark(
        "The workbook is damaged, perhaps on its way by e-mail. Open it in Excel, save it as .xlsx and choose it again."
    ),
    "file-sheets": mark(
        "The workbook has {count} sheets, more than are read here. Choose the one you downloaded here."
    ),
    "file-far-cells": mark(
        "The sheet “{sheet}” goes as far as {cell}; {rows} rows and {columns} columns are read. Delete the empty rows "
        "and columns beyond the table, save it and choose it again."
    ),
    "file-many-cells": mark(
        "The sheet “{sheet}” has far more cells than its table. Delete what does not belong to the table and save it."
    ),
    "template-unknown": mark("This workbook is not from this program. Download it here, fill that in and choose it."),
    "template-other": mark(
        "This is another workbook of this program. Choose the one that is downloaded in this place."
    ),
    "template-older": mark("The workbook is of an older kind. Download it anew and copy your figures into it."),
    "template-newer": mark(
        "The workbook is from a newer version of this program. Install that version, or download it here anew."
    ),
    "template-sheets": mark(
        "The sheets to fill in are missing. Download the workbook anew and copy your figures into it."
    ),
    "months-out-of-range": mark("{given} months are not possible here: {least} to {most}."),
    "no-column": mark("Above this figure there is no heading. Put it into a column that has one."),
    "month-twice": mark("“{given}” stands in row {row} already. Leave the month once."),
    "figure-twice": mark("This month is filled in at {cell} already. Leave one of the two figures."),
    "series-name-missing": mark("There are figures below, but no name. Name them here, or choose from the list."),
    "series-twice": mark("“{given}” has a column already. Put the figures there."),
    "series-full": mark("No more of these can be kept. Take one away on the page first."),
    "carrier-not-offered": mark("“{given}” is not in the list. Choose one of it."),
    "cell-error": mark("The cell shows an error. Type the number itself."),
    "formula-unsaved": mark(
        "The result of the formula was not saved with it. Open the workbook in Excel and save it, or type the number."
    ),
    "date-for-number": mark("The spreadsheet made a date of it ({given}). Type the number anew, with a comma."),
    "no-row": mark("This row asks nothing. Write it into a row with a question."),
    "not-a-tick": mark("“{given}” is no tick. Write x, or leave the cell empty."),
    "ticks-and-answer": mark("Below there are ticks as well. Leave either them or this answer."),
    "reason-missing-here": mark("Say in a sentence why it does not apply to you, here beside the answer."),
    "homework-other": mark("This is the workbook of another checklist. Choose the one of this checklist."),
    "homework-older": mark(
        "The workbook asks the questions of an older version. Download it anew and copy your answers into it."
    ),
    "homework-newer": mark("The workbook asks the questions of another version. Take that version on this page first."),
    "answers-seen-otherwise": mark(
        "Answers were changed since you looked. Nothing was taken in; look once more at what the workbook would change."
    ),
    "bills-seen-otherwise": mark(
        "Bills were changed since you looked. Nothing was taken in; look once more at what the workbook would change."
    ),
}
_STEPS: Mapping[str, str] = {
    "not-editable": mark("This has been handed in, so it cannot be changed now. Take it back first."),
    "wrong-state": mark("It was changed meanwhile. Reload the page."),
    "seen-otherwise": mark("The answers were changed meanwhile. Look once more at what would change."),
    "opened": mark("The trainer has opened it, so it cannot be taken back. Ask the trainer to return it."),
    "bills-with-mistakes": mark(
        "Mistakes in the bills: {number}. Correct them first; they stand on the bills page, by month."
    ),
    "nothing-said": mark("Say what the company is to do: a remark at a question, or a sentence here."),
    "old-round": mark("A newer round has begun, so this one stays as it is."),
    "has-data": mark("There is data already; the example needs an empty database. Set RECP_DATABASE_URL to a new one."),
    "fact-missing": mark("“{question}” is not answered yet: a fact about your company."),
    "unanswered": mark("“{question}” is not answered yet."),
    "reason-missing": mark("“{question}”: say in a sentence why it does not apply."),
}
_PLAN: Mapping[str, str] = {
    "title-missing": mark("A measure needs a name. Write what is to be done."),
    "not-a-date": mark("“{text}” is not a date. Write day, month and year, for example 12.05.2027."),
    "no-such-day": mark("There is no such day: “{text}”. Check day and month."),
    "ambiguous-date": mark("“{text}” can be read in two ways. Write the month as a word, for example 12 May 2027."),
    "date-out-of-range": mark("This year is not possible here. Write a year from 2000 to 2100, as four digits."),
    "date-ahead": mark("This day is still to come. Enter the day it was done."),
    "not-done-yet": mark("Only a measure that is done has a day it was done on. Say first that it is done."),
    "plan-state": mark("It was changed meanwhile. Look at its state and press again."),
    "reject-reason": mark("Say in a sentence why you will not do it. It stays in the plan with the reason."),
    "no-follow-up": mark("Nothing shows yet what it saved. Enter your own figure, or say in words what you found."),
    "plan-renew": mark("It is done, so what it was expected to save stays as it is."),
    "plan-remove": mark("More than its name was written, so it cannot be removed. Reject it with a reason instead."),
    "plan-full": mark("The plan has {most} measures, more cannot be followed. Finish some of them first."),
}
_ACCOUNTS: Mapping[str, str] = {
    "password-short": mark("The password has {length} characters; at least {least} are needed."),
    "password-long": mark("The password may have at most {limit} characters."),
    "password-guessed": mark("This password is among the first that are tried. Use three or four unrelated words."),
    "login-form": mark("“{given}” cannot be a login: 3 to 80 letters, digits and . _ - @ + without spaces."),
    "login-taken": mark("The login “{given}” is taken. Choose another."),
    "name-missing": mark("Say your name: the trainer sees who handed in."),
    "archive-large": mark("The file is larger than {most} MB. Ask whoever runs the server."),
    "archive-other": mark("This is no file of the self-check. Take “All data as .zip” from its report page."),
    "archive-damaged": mark("The file is damaged, nothing was taken in. Make it once more."),
    "archive-many": mark("The file holds several companies. Take one of a single company's own computer."),
    "archive-empty": mark("The file holds nothing yet: no profile, no answers, no bills."),
    "archive-version": mark(
        "It is answered in another version than the server's, which is {version}. Take that version on your computer "
        "first, then make the file once more."
    ),
    "archive-plan": mark("This measure of the plan cannot be read."),
    "archive-file": mark("The attached file “{given}” is missing in it."),
    "not-empty": mark("Something is entered for this company already, so nothing was taken in: it would be lost."),
    "not-confirmed": mark("Type your login, {given}, to confirm. Nothing was deleted."),
    "last-coordinator": mark("You are the last coordinator. Make another one first: the clubs need somebody."),
    "not-a-member": mark("A trainer manages the accounts of members; ask the coordinator."),
    "code-unknown": mark("There is no such code. Check it, or ask the trainer for a new one."),
    "code-withdrawn": mark("This code was withdrawn. Ask the trainer for a new one."),
    "code-expired": mark("This code is too old. Ask the trainer for a new one."),
    "code-used-up": mark("This code was used as often as it may be. Ask the trainer for a new one."),
    "company-code-unknown": mark("No company of this club has this code. Ask your colleague for it."),
    "company-missing": mark("Name your company, or enter the code a colleague gave you."),
}
_CLUBS: Mapping[str, str] = {
    "club-name-missing": mark("Name the club."),
    "unknown-time-zone": mark("“{given}” is not a time zone. Choose one of the list."),
    "members-join": mark("Members join by themselves, with a code of their club."),
    "not-a-trainer": mark("Clubs are given to trainers and coordinators. Choose one of them."),
    "uses-out-of-range": mark("A code can be used 1 to {most} times. Correct the number."),
    "code-day": mark("The last day of a code is today or later, and within a year. Choose another day."),
    "meetings-out-of-range": mark("Between 0 and 50 meetings can be asked for. Correct the number."),
    "not-a-day": mark("“{given}” is not a day. Write it like 18.02.2027."),
    "name-needed": mark("Give it a name."),
    "cannot-merge": mark("Two different meetings of one club can be made one. Choose another."),
    "unknown-part": mark("“{given}” cannot be homework. Choose from the list."),
    "parts-missing": mark("Choose at least one part: a checklist, the bills or the plan."),
}
_FILES: Mapping[str, str] = {
    "file-large": mark("The file is larger than {most} MB. Send a smaller one."),
    "file-kind": mark("This is neither a photo (JPEG, PNG, HEIC) nor a PDF. Take a photo, or save it as PDF."),
    "photo-damaged": mark("The photo is damaged and cannot be read. Take it once more."),
    "photo-large": mark("The photo has too many pixels. Send it smaller, as telephones offer to."),
    "password-first": mark("The account with this address has a password. Sign in with it once, then this way."),
    "unknown-measure": mark("“{given}” is not a measure of the library. Correct its id."),
    "too-many-files": mark("{most} files are the most for one answer. Remove one first."),
    "files": mark("The file could not be stored or read ({place}). Tell whoever looks after the program."),
    "reason-needed": mark("Say in a sentence why it is revoked."),
    "missing-meetings": mark("Attended {attended} of {needed} meetings asked for."),
    "missing-homework": mark("Not accepted yet: {part}."),
    "missing-plan": mark("The action plan is not handed in."),
    "missing-measures": mark(
        "{done} of {done_needed} measures are done, {in_plan} of {in_plan_needed} stand in the plan."
    ),
}
_STORAGE: Mapping[str, str] = {
    "busy": mark("The database is busy. Nothing was saved; try again in a moment."),
    "disk-full": mark("The disk is full, nothing was saved. Free some space and try again."),
    "read-only": mark("The database may be read but not written, nothing was saved ({place}). Give write permission."),
    "cannot-open": mark("The database cannot be opened ({place}). Check that the place exists and may be written."),
    "is-folder": mark("There is a folder in place of the database file ({place}). Set RECP_DATABASE_URL to a file."),
    "not-a-database": mark("The file is not a database ({place}). Move it away, or set RECP_DATABASE_URL to another."),
    "damaged": mark("The database file is damaged ({place}). Restore the last backup, or move the file away."),
    "not-prepared": mark("The database has not been set up ({place}). Start the program anew."),
    "newer": mark("The database was made by a newer version of this program ({place}). Install that version."),
    "foreign": mark("The database holds another program's tables ({place}). Set RECP_DATABASE_URL to a new one."),
    "upgrade-failed": mark("The database could not be brought up to date; nothing was changed. Restore a backup."),
    "unreachable": mark("The database cannot be reached ({place}). Start it, or correct RECP_DATABASE_URL."),
    "wrong-login": mark("The database refuses user or password ({place}). Correct them in RECP_DATABASE_URL."),
    "no-database": mark("There is no such database ({place}). Create it, or correct RECP_DATABASE_URL."),
    "unknown-database": mark("RECP_DATABASE_URL cannot be read. Correct it, or leave it out."),
    "no-file": mark("RECP_DATABASE_URL names no file. Correct it, or leave it out."),
    "database-error": mark("The database refused ({place}). Nothing was saved; try again."),
    "no-accounts": mark("Accounts are for a club's server. Set RECP_MODE=club, and RECP_DATABASE_URL to its database."),
    "no-backup": mark("This file is not a backup made by this program. Choose another one."),
    "backup-damaged": mark("The backup is damaged. Choose an older one."),
    "other-revision": mark(
        "The backup was made by another version of this program ({revision}; this one is at {known}). Use that version."
    ),
    "no-solo-person": mark(
        "This database belongs to a club. Set RECP_DATABASE_URL to a new one, or start in club mode."
    ),
}
MISTAKES: Mapping[str, str] = {
    **_NUMBERS,
    **_ANSWERS,
    **_COMPANY,
    **_BILLS,
    **_STEPS,
    **_PLAN,
    **_ACCOUNTS,
    **_CLUBS,
    **_FILES,
    **_WORKBOOKS,
    **CLUB_FILES,
    **_STORAGE,
}
DOUBTS: Mapping[str, str] = {
    "not-finite": mark("“{amount}” is not a number. Correct it."),
    "negative": mark("{amount} is negative, which cannot be. Correct it."),
    "zero": mark("0 cannot be. Correct it, or leave it empty."),
    "too-large": mark("{amount_with_unit} is more than any company has. Check the number and its unit."),
    "unknown-carrier": MISTAKES["unknown-carrier"],
    "unknown-unit": MISTAKES["unknown-unit"],
    "unit-for-carrier": MISTAKES["unit-for-carrier"],
    "no-unit": MISTAKES["no-unit"],
    "staff": mark(
        "{energy_own_with_unit} and {output_own_with_unit}; {energy_usual} and {output_usual} would be usual in your "
        "branch. Check the number of employees."
    ),
    "energy-per-employee": mark(
        "{own_with_unit}; in your branch {usual} is usual. Check the number of employees and the yearly amount."
    ),
    "output-per-employee": mark(
        "{own_with_unit}; {usual} would be plausible. Check the output, its unit and the number of employees."
    ),
    "price-band": mark(
        "You pay {price} {currency} for 1 {unit}; {usual} was usual in {year}. Check amount, unit and cost without VAT."
    ),
    "price-spread": mark(
        "Here 1 {unit} costs {price} {currency}, elsewhere in your bills {median}. Check amount, unit and cost of this "
        "one."
    ),
    "water-out": mark(
        "More wastewater ({out_with_unit}) than water ({in_with_unit}). Check both, or say where it is from."
    ),
    "waste-over-materials": mark(
        "More waste ({out_with_unit}) than materials ({in_with_unit}). Check both, or add the missing materials."
    ),
    "heat-twice": mark(
        "{own_with_unit} of heat from own boilers beside their fuel ({carriers}): the same heat counts twice. Remove "
        "one of them."
    ),
    "far-above-median": mark(
        "{own_with_unit} is over 300 times your usual {median_with_unit}. Check the amount and its unit, or say why it "
        "is right."
    ),
    "far-below-median": mark(
        "{own_with_unit}: your usual {median_with_unit} is over 300 times as much. Check the amount and its unit, or "
        "say why it is right."
    ),
    "change-on-year": mark(
        "{own_with_unit}; the same month a year before: {before_with_unit}. Check the amount and its unit, or say "
        "what changed."
    ),
    "change-on-median": mark(
        "{own_with_unit}; {before_with_unit} is usual for you. Check the amount and its unit, or say what was "
        "different."
    ),
    "meters-over-main": mark(
        "The meters within measure {out_with_unit}, the bill says {in_with_unit}. Check readings and units, or say "
        "what else feeds these meters."
    ),
    "intensity-change": mark(
        "{own_with_unit} this year, {before_with_unit} the year before. Check amounts, units and output, or say what "
        "changed."
    ),
    "typed-differs": mark(
        "You typed {typed_with_unit}, your bills of twelve months add up to {billed_with_unit}. The bills count; "
        "correct what is wrong."
    ),
}
