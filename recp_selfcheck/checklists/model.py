"""What the application works with once the content files are read: frozen, checked, complete.

A `Checklist` here is *resolved*: scales are written out as options, its bands and the facts it refers to are inside.
The shape in which trainers write YAML is in `authored.py`; `load.py` turns one into the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr

RESERVED_IDS = frozenset({"not_applicable", "dont_know", "all", "any", "not", "site"})
ID_PATTERN = r"^[a-z0-9_]+$"
DOTTED_ID_PATTERN = r"^[a-z0-9_]+(\.[a-z0-9_]+)*$"

Text = Annotated[StrictStr, Field(min_length=1, max_length=4000)]
Id = Annotated[StrictStr, Field(pattern=ID_PATTERN, max_length=60)]
DottedId = Annotated[StrictStr, Field(pattern=DOTTED_ID_PATTERN, max_length=120)]
Number_ = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Points = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
Percent = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
Weight = Annotated[float, Field(strict=True, gt=0, le=1_000_000, allow_inf_nan=False)]
Triple = tuple[Number_, Number_, Number_]
Year = Annotated[StrictInt, Field(ge=1900, le=2200)]


def _day(value: Any) -> Any:
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("write a date as 2026-12-31")


Day = Annotated[date, BeforeValidator(_day)]
Resource = Literal["electricity", "heat", "water", "materials", "waste"]
Status = Literal["verified", "memory"]
CostClass = Literal["none", "low", "medium", "high"]


class Frozen(BaseModel):
    """Base of all content objects: immutable, and a field nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced; what was computed from the old fields is not carried over."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Is(Frozen):
    """Holds when the answer to `question` is (or, for several ticks, contains) one of `options`."""

    question: DottedId
    options: tuple[Id, ...]


class AllOf(Frozen):
    """Holds when every part holds."""

    all: tuple[Condition, ...]


class AnyOf(Frozen):
    """Holds when at least one part holds."""

    any: tuple[Condition, ...]


class Not(Frozen):
    """Holds when the part does not."""

    negated: Condition


Condition = Is | AllOf | AnyOf | Not


class Option(Frozen):
    """One possible answer; without points it is not rated."""

    id: Id
    text: Text
    points: Points | None = None
    exclusive: StrictBool = False


class Number(Frozen):
    """A number as an answer: linear between the `[value, points]` pairs, flat beyond the ends; none for a fact."""

    unit: Text
    points: tuple[tuple[Number_, Points], ...] = ()
    at_least: Number_ | None = None
    at_most: Number_ | None = None


class Evidence(Frozen):
    """What shows that an answer is true, and what the reviewer looks for."""

    expected: tuple[Literal["statement", "document", "photo", "bill", "reading", "seen"], ...] = ()
    reviewer: Text | None = None


class Question(Frozen):
    """One question or fact. `kind` says which of `options` and `number` is filled; a fact is asked and never scored."""

    id: DottedId
    text: Text
    kind: Literal["options", "multiple", "number"]
    options: tuple[Option, ...] = ()
    number: Number | None = None
    scale: Id | None = None  # the shared scale the options were written out from
    fact: bool = False
    why: Text | None = None
    check: Text | None = None
    weight: Weight = 1.0
    ask_if: Condition | None = None
    evidence: Evidence | None = None
    measures: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    not_applicable: StrictBool = True

    @cached_property
    def option_by_id(self) -> Mapping[str, Option]:
        """Options by id."""
        return {option.id: option for option in self.options}


class Section(Frozen):
    """A part of a checklist: holds either questions or sections."""

    id: DottedId
    title: Text
    weight: Weight = 1.0
    about: Text | None = None
    ask_if: Condition | None = None
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Band(Frozen):
    """A named stretch of scores, beginning at `start` (written `from` in YAML)."""

    id: Id
    title: Text
    start: Points = Field(alias="from")
    about: Text | None = None


class Checklist(Frozen):
    """A resolved checklist: complete in itself, the same at hand-in as ten years later.

    `facts` are the questions of `site.yaml` its conditions refer to, in the order of that file; `other_facts` are the
    rest of that file, which an answers file may name without effect on the score: no part of the rules or of a stored
    copy. `hash` is the SHA-256 of its canonical rules (`versions.rules_hash`).
    """

    id: Id
    version: int
    published: Day | None = None
    language: Id
    title: Text
    about: Text | None = None
    bands: tuple[Band, ...] = ()
    band_set: Id | None = None  # the set of `bands.yaml` they come from
    sections: tuple[Section, ...]
    facts: tuple[Question, ...] = ()
    other_facts: tuple[Question, ...] = Field(default=(), exclude=True)
    hash: str = ""

    @cached_property
    def all_sections(self) -> tuple[Section, ...]:
        """All sections at every depth, in reading order."""
        return tuple(inner for section in self.sections for inner in section.walk())

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """All questions by id, in reading order; facts of a `site` file are among them, `facts` are not."""
        return {question.id: question for section in self.all_sections for question in section.questions}

    @cached_property
    def fact_by_id(self) -> Mapping[str, Question]:
        """The facts it refers to by id."""
        return {fact.id: fact for fact in self.facts}

    def find(self, question_id: str) -> Question | None:
        """Find a question or fact by id."""
        return self.questions.get(question_id) or self.fact_by_id.get(question_id)


class Scale(Frozen):
    """Options shared by several questions, worst first."""

    id: Id
    options: tuple[Option, ...]
    about: Text | None = None


class Effect(Frozen):
    """What a measure saves: `saves` percent (low, typical, high) of end use `of` (or `all`), taken from `resource`.

    `unsuited_if` is a condition over facts under which a company has nothing of it.
    """

    resource: Resource
    of: Id
    saves: tuple[Percent, Percent, Percent]
    unsuited_if: Condition | None = None


class Steps(Frozen):
    """What to do this week and what within the year."""

    this_week: Text
    this_year: Text


class Measure(Frozen):
    """One action that saves something. `payback` is in years (low, typical, high), `life` in years."""

    id: Id
    title: Text
    cost: CostClass
    sources: tuple[Id, ...]
    effects: tuple[Effect, ...] = ()
    effect: Literal["charges", "carbon"] | None = None
    payback: Triple | None = None
    life: Number_ | None = None
    effort: Literal["days", "weeks", "project"] | None = None
    steps: Steps | None = None
    unsuited_if: Condition | None = None
    status: Status = "memory"
    note: Text | None = None


class Source(Frozen):
    """Where a figure was seen."""

    id: Id
    title: Text
    year: Year
    url: Text | None = None
    publisher: Text | None = None
    pages: Text | None = None
    checked: Day | None = None
    review_by: Day | None = None


class EndUse(Frozen):
    """The share of a resource that goes into one use, in percent (low, typical, high), also by NACE prefix.

    `estimated` names the prefixes whose figures are expert estimates although the others have a better `status`;
    `absent_if` is a condition over facts under which a company does not have this use.
    """

    id: Id
    resource: Resource
    title: Text
    share: tuple[Percent, Percent, Percent]
    sources: tuple[Id, ...]
    by_sector: Mapping[str, tuple[Percent, Percent, Percent]] = Field(default_factory=dict)
    estimated: tuple[str, ...] = ()
    absent_if: Condition | None = None
    status: Status = "memory"

    def share_for(self, nace: str) -> tuple[float, float, float]:
        """Return the share for a NACE code: the longest matching prefix wins, else the general one."""
        prefix = self._prefix(nace)
        return self.by_sector[prefix] if prefix else self.share

    def status_for(self, nace: str) -> Status:
        """Return the status of the share for a NACE code."""
        return "memory" if self._prefix(nace) in self.estimated else self.status

    def _prefix(self, nace: str) -> str:
        return max((prefix for prefix in self.by_sector if nace.startswith(prefix)), key=len, default="")


class Library(Frozen):
    """Everything checklists share, by id, in file order."""

    scales: Mapping[str, Scale] = Field(default_factory=dict)
    bands: Mapping[str, tuple[Band, ...]] = Field(default_factory=dict)
    measures: Mapping[str, Measure] = Field(default_factory=dict)
    sources: Mapping[str, Source] = Field(default_factory=dict)
    end_uses: Mapping[str, EndUse] = Field(default_factory=dict)


class Content(Frozen):
    """All shipped content: the site facts, the checklists by id, and what they share."""

    site: Checklist
    checklists: Mapping[str, Checklist]
    library: Library


# What `data/*.csv` holds. `figures.py` reads it; these are plain records, because thousands of cells need no coercion.

CARRIER_IDS = (
    "electricity",
    "heat",
    "own_heat",
    "natural_gas",
    "lpg",
    "mazut",
    "diesel_heating",
    "coal",
    "peat_briquettes",
    "firewood",
    "wood_chips",
    "pellets",
    "vehicle_fuel",
    "water",
    "rain_water",
    "wastewater",
    "material",
    "waste",
)


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One reference figure for one indicator; lower is better in all of them.

    `unit` is the resource's unit over that of `per`: `kWh/t`, `m3/t`, or `percent` alone, compared with nothing.
    `per` is what it is divided by: `output` (of `product`, an id a company picks), `floor_area`, `employee`, or empty
    where no company's year can be (one machine, one process step). `basis` says at which calorific value fuels are
    counted, empty without fuels. `low`, `typical`, `high` are quartiles (25, 50, 75 %), the ends of a range, or a
    single point; `p10` and `p90` exist for rough screens. `year` may be a span, `2003-2025`.
    """

    id: str
    sector: str
    nace: tuple[str, ...]
    product: str
    resource: str
    indicator: str
    unit: str
    per: str
    kind: Literal["quartiles", "range", "point"]
    basis: Literal["gross", "net", ""]
    low: float | None
    typical: float | None
    high: float | None
    p10: float | None
    p90: float | None
    n: int | None
    year: str
    source: str
    page_or_table: str
    boundary: str
    status: Status
    note: str
    line: int

    @property
    def amount_unit(self) -> str:
        """Unit of the resource, `kWh` of `kWh/t`."""
        return self.unit.partition("/")[0]

    @property
    def per_unit(self) -> str:
        """Unit of what it is divided by, `t` of `kWh/t`."""
        return self.unit.partition("/")[2]

    @property
    def newest_year(self) -> int:
        """Last year the figure rests on, 0 where unknown."""
        return int(self.year[-4:]) if self.year else 0


@dataclass(frozen=True, slots=True)
class FactorRow:
    """What one `unit` of a carrier holds: kWh at net calorific value, and kg CO₂ for each such kWh.

    `countries` are ISO codes, empty for everywhere. `net_per_gross` is net over gross calorific value, None if unknown.
    `use` keeps electricity's average generation (`footprint`) apart from the combined margin (`saving`); empty for
    both. `ef_status` is the status of the CO₂ figure, `status` that of the calorific value.
    """

    id: str
    carrier: str
    title: str
    countries: tuple[str, ...]
    unit: str
    kwh_net_per_unit: float
    net_per_gross: float | None
    co2_kg_per_kwh: float | None
    ch4_kg_per_tj: float | None
    n2o_kg_per_tj: float | None
    origin: Literal["fossil", "biogenic"]
    use: Literal["footprint", "saving", ""]
    year: int
    source: str
    page_or_table: str
    status: Status
    ef_status: Literal["verified", "memory", ""]
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class PriceBand:
    """What a carrier plausibly costs: `low` to `high` in `currency` per `unit`."""

    carrier: str
    currency: str
    unit: str
    low: float
    high: float
    year: str
    source: str
    status: Status
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class GwpRow:
    """How many kg of CO₂ warm like one kg of a gas: `value` of the set of potentials named `set`."""

    id: str
    set: str
    gas: Literal["ch4", "n2o"]
    value: float
    year: str
    source: str
    page_or_table: str
    status: Status
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Sector:
    """A NACE code a company can choose, with the ids of its benchmark products; `names` by language."""

    nace: str
    names: Mapping[str, str]
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A benchmark product a company picks for its code; output is asked in `unit` or one that converts to it."""

    id: str
    names: Mapping[str, str]
    unit: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All reference figures of one directory, in file order."""

    benchmarks: tuple[BenchmarkRow, ...]
    factors: tuple[FactorRow, ...]
    price_bands: tuple[PriceBand, ...]
    sectors: Mapping[str, Sector]
    products: Mapping[str, Product]
    gwp: tuple[GwpRow, ...]

    def products_for(self, nace: str) -> tuple[Product, ...]:
        """Return the products a company with this code can pick: of the code, of those above it and of those below."""
        if not nace:
            return ()
        related = [code for code in self.sectors if code.startswith(nace) or nace.startswith(code)]
        ids = dict.fromkeys(product for code in related for product in self.sectors[code].products)
        return tuple(self.products[product] for product in ids)

    def benchmarks_for(self, product: str) -> tuple[BenchmarkRow, ...]:
        """Return the rows of a benchmark product, none for an empty id."""
        return tuple(row for row in self.benchmarks if product and row.product == product)


def canonical(value: Any) -> Any:
    """Return a content object as plain data for JSON, aliases written out, empty fields left away."""
    return value.model_dump(mode="json", by_alias=True, exclude_none=True)


AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
