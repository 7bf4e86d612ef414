"""Starts the self-check: `python app.py`, `streamlit run app.py` or `uvicorn app:app`."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
os.chdir(HERE)  # .streamlit/config.toml is looked for in the current folder
sys.path.insert(0, str(HERE))

import gc  # noqa: E402 - the folder is set first

import streamlit as st  # noqa: E402

from recp_selfcheck.errors import SelfCheckError, StorageProblem  # noqa: E402
from recp_selfcheck.ui.errors import show_error  # noqa: E402
from recp_selfcheck.web.forms import say_storage_problem  # noqa: E402
from recp_selfcheck.web.routes import middleware, routes  # noqa: E402
from recp_selfcheck.web.start import get_ready, serve  # noqa: E402

try:
    get_ready()
except SelfCheckError as error:
    sys.exit(str(error))

app = st.App(
    HERE / "recp_selfcheck" / "ui" / "router.py",
    routes=routes(),
    middleware=middleware(),
    exception_handlers={StorageProblem: say_storage_problem},
    on_script_error=show_error,
)

# What was loaded so far stays: a collection of garbage need not look at it again.
gc.collect()
gc.freeze()

if __name__ == "__main__":
    try:
        serve(app)
    except SelfCheckError as error:
        sys.exit(str(error))
