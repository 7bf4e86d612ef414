"""Words, numbers, dates and plurals in the reader's language; English sentences are the keys.

Every page begins with `use(language)`. A Streamlit callback runs before the page, in a fresh context: it begins so too.
"""

from recp_selfcheck.i18n.dates import date, date_time, month, month_name, time
from recp_selfcheck.i18n.languages import LANGUAGES, language, negotiate, use
from recp_selfcheck.i18n.numbers import number, percent
from recp_selfcheck.i18n.parsing import parse_number
from recp_selfcheck.i18n.quantities import amount, between, money, money_between, unit_label
from recp_selfcheck.i18n.words import mark, text, text_n

__all__ = [
    "LANGUAGES",
    "amount",
    "between",
    "date",
    "date_time",
    "language",
    "mark",
    "money",
    "money_between",
    "month",
    "month_name",
    "negotiate",
    "number",
    "parse_number",
    "percent",
    "text",
    "text_n",
    "time",
    "unit_label",
    "use",
]
