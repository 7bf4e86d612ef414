@echo off
rem Sets everything up on the first start and opens the self-check in the browser. Needs Python 3.11 or newer.
cd /d "%~dp0"
set PYTHONUTF8=1
if not exist .venv\Scripts\python.exe (
  py -3 -m venv .venv || python -m venv .venv || (
    echo Python 3.11 or newer is needed: https://www.python.org/downloads/ & pause & exit /b 1
  )
)
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check -r requirements.txt || (pause & exit /b 1)
.venv\Scripts\python.exe app.py || pause
