"""A process that is killed in the middle of saving: what it was told is saved, is saved."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from recp_selfcheck.actions import company
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.storage import database, tables
from tests.effort import tries

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
from recp_selfcheck.actions import company
from recp_selfcheck.actions.session import solo_session

session = solo_session()
for number in range(100_000):
    cell = company.save_field(session, "name", f"Name {number}", number)
    print(cell.version, cell.value, sep="\\t", flush=True)
"""


def test_every_acknowledged_save_survives_kill_9(database_url: str) -> None:
    for _ in range(tries(5)):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert process.stdout
        told = [process.stdout.readline() for _ in range(20)]
        time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
        process.wait()
        version, name = told[-1].rstrip("\n").split("\t") if told[-1].endswith("\n") else told[-2].split("\t")

        database.prepare(database_url)
        session = solo_session()
        cell = company.read_company(session).cells["name"]
        # the last save may have been stored without its answer getting through, never the other way round
        assert cell.version in {int(version), int(version) + 1}
        assert cell.value in {name.strip(), f"Name {version}"}
        with database.reading() as connection:
            log = tables.company_field_event.c
            events = connection.execute(sa.select(log.version, log.new).order_by(log.id)).all()
            assert [tuple(event) for event in events] == [(n + 1, f"Name {n}") for n in range(cell.version)]
            if database_url.startswith("sqlite"):
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        # it can be written on, and the next one begins anew
        company.save_field(session, "name", None, cell.version)
        with database.transaction() as connection:
            connection.execute(sa.delete(tables.company_field_event))
            connection.execute(sa.delete(tables.company_field))
