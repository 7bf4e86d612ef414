"""Settings from the environment, read once; a wrong value stops the start with one sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from recp_selfcheck.errors import SettingMistake

PROJECT = Path(__file__).resolve().parent.parent
LOCAL = PROJECT / "data" / "local"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ALLOWED = {
    "mode": "solo or club",
    "language": "ru, en or be",
    "open_browser": "true or false",
    "port": "a whole number from 1 to 65535",
    "host": "in solo mode 127.0.0.1, localhost or ::1, because there is no sign-in; set RECP_MODE=club for a server",
    "database_url": "a URL such as sqlite:///C:/recp/recp.sqlite3 or postgresql+psycopg://user:password@host/name",
    "files_url": "a folder or an fsspec URL such as s3://bucket/folder",
    "base_url": "a URL that begins with http:// or https://",
    "oidc_issuer": "the address of an OpenID provider, which begins with https://",
    "oidc_client_id": "the client id that the OpenID provider of RECP_OIDC_ISSUER gave for this server",
}


class Settings(BaseSettings):
    """What can be set from outside; each field is the environment variable `RECP_` + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="RECP_", env_ignore_empty=True, frozen=True)

    mode: Literal["solo", "club"] = "solo"
    database_url: str = f"sqlite:///{(LOCAL / 'recp.sqlite3').as_posix()}"
    files_url: str = (LOCAL / "files").as_posix()
    language: Literal["ru", "en", "be"] = "ru"
    base_url: str = ""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8501
    open_browser: bool = True
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "OpenID"

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("unknown database")
        return url

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("no web address")
        return url.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _known_issuer(cls, url: str) -> str:
        if url and not url.startswith(("https://", *(f"http://{host}" for host in _LOOPBACK))):
            raise ValueError("no issuer")  # plain http would let anybody on the way sign in as anybody
        return url.rstrip("/")

    @model_validator(mode="after")
    def _solo_stays_home(self) -> Settings:
        if self.mode == "solo" and self.host not in _LOOPBACK:
            raise ValueError("host")
        return self


@cache
def settings() -> Settings:
    """Return the settings; SettingMistake names the variable, its value and what is allowed."""
    try:
        chosen = Settings()
    except ValidationError as error:
        raise SettingMistake("\n".join(_sentence(dict(mistake)) for mistake in error.errors())) from None
    if chosen.oidc_issuer and not chosen.oidc_client_id:
        raise SettingMistake(f"RECP_OIDC_CLIENT_ID is ''. Allowed: {_ALLOWED['oidc_client_id']}.")
    return chosen


def _sentence(mistake: dict[str, object]) -> str:
    place = mistake["loc"]
    name = str(place[0]) if isinstance(place, tuple) and place else "host"
    value = mistake["input"] if isinstance(place, tuple) and place else _host_of(mistake["input"])
    shown = _without_password(str(value)) if name == "database_url" else str(value)
    return f"RECP_{name.upper()} is '{shown}'. Allowed: {_ALLOWED[name]}."


def _host_of(values: object) -> object:
    return values.get("host") if isinstance(values, dict) else getattr(values, "host", values)


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    return f"{before.rsplit(':', 1)[0]}:…@{after}" if at else url
