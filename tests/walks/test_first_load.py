"""What a first visit costs on a poor line: everything textual comes compressed, the charts' script only with a chart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Response

from tests.walks.visitor import Visitor
from tests.web.serving import RunningApp

CHARTS = "PlotlyChart"
MOST_BYTES = 1_400_000  # uncompressed it would be 2.9 MB
MOST_BYTES_WITH_CHARTS = 2_900_000  # and 7.5 MB
TEXTUAL = ("javascript", "css", "svg", "json")


class Received:
    def __init__(self, visitor: Visitor) -> None:
        self.responses: list[Response] = []
        visitor.page.on("response", self._keep)

    def _keep(self, response: Response) -> None:
        self.responses.append(response)

    def bytes(self) -> int:
        return sum(
            response.request.sizes()["responseBodySize"] + response.request.sizes()["responseHeadersSize"]
            for response in self.responses
        )

    def with_charts(self) -> list[str]:
        return [response.url for response in self.responses if CHARTS in response.url]


@pytest.mark.parametrize("page", ["", "company", "self_check"])
def test_a_page_without_charts(
    demo_app: RunningApp, visit: Callable[..., Visitor], page: str, record_property: Callable[[str, object], None]
) -> None:
    visitor = visit(demo_app)
    received = Received(visitor)
    visitor.open(page)
    visitor.page.wait_for_load_state("networkidle")
    assert received.with_charts() == []
    static = [one for one in received.responses if "/static/" in one.url and one.ok]
    uncompressed = [
        one.url
        for one in static
        if any(kind in one.headers.get("content-type", "") for kind in TEXTUAL)
        and int(one.headers.get("content-length", 0)) >= 1024
        and one.headers.get("content-encoding") != "gzip"
    ]
    assert uncompressed == []
    assert len(static) > 5
    record_property("first load, bytes", received.bytes())
    assert 100_000 < received.bytes() < MOST_BYTES


def test_results_bring_the_charts_and_are_still_small(
    demo_app: RunningApp, visit: Callable[..., Visitor], record_property: Callable[[str, object], None]
) -> None:
    visitor = visit(demo_app)
    received = Received(visitor)
    visitor.open("results?checklist=energy")
    visitor.page.locator(".js-plotly-plot .main-svg").first.wait_for()
    visitor.page.wait_for_load_state("networkidle")
    assert len(received.with_charts()) == 1
    record_property("first load with charts, bytes", received.bytes())
    assert received.bytes() < MOST_BYTES_WITH_CHARTS


def test_improvements_bring_the_charts_only_with_a_chart(demo_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    visitor = visit(demo_app)
    received = Received(visitor)
    visitor.open("opportunities")
    visitor.page.wait_for_load_state("networkidle")
    assert bool(received.with_charts()) is bool(visitor.page.locator('[data-testid="stPlotlyChart"]').count())
