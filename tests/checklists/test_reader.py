"""The strict reader of YAML and JSON."""

from pathlib import Path

import pytest

from recp_selfcheck.checklists.document import DEEPEST, LARGEST
from recp_selfcheck.checklists.files import read_text, read_yaml
from recp_selfcheck.errors import ContentMistakes


def mistakes(raw: bytes | str, *, is_json: bool = False) -> list[str]:
    with pytest.raises(ContentMistakes) as caught:
        read_text(raw.encode() if isinstance(raw, str) else raw, "f", is_json=is_json)
    return [f"{mistake.line} {mistake.code}" for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    "word",
    [
        "No",
        "yes",
        "on",
        "off",
        "y",
        "12:30",
        "010",
        "-007",
        "1_000",
        "2026-12-01",
        "0x1F",
        "0o17",
        ".inf",
        ".NaN",
        "1e",
        ".",
    ],
)
def test_what_older_yaml_would_change_stays_text(word: str) -> None:
    assert read_text(f"a: {word}".encode(), "f").data == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *[(word, True) for word in ("true", "True", "TRUE")],
        *[(word, False) for word in ("false", "False", "FALSE")],
        *[(word, None) for word in ("null", "Null", "NULL", "~", "")],
        ("0", 0), ("-5", -5), ("+5", 5), ("1.50", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("2.5E-1", 0.25),
        ("'5'", "5"), ('"true"', "true"),
    ],
)  # fmt: skip
def test_core_schema(word: str, value: object) -> None:
    read = read_text(f"a: {word}".encode(), "f").data["a"]
    assert read == value
    assert type(read) is type(value)


def test_keys_are_text_as_written() -> None:
    assert read_text(b"10.10: a\ntrue: b\n1: c\nnull: d\n<<: e", "f").data == {
        "10.10": "a", "true": "b", "1": "c", "null": "d", "<<": "e",
    }  # fmt: skip


def test_lines_of_keys_items_and_what_lies_deeper() -> None:
    document = read_text(b"# c\na: 1\nb:\n  - x\n  -\n    c: {d: 1,\n     e: 2}\n", "f")
    assert [document.line(path) for path in [("a",), ("b",), ("b", 1), ("b", 1, "c"), ("b", 1, "c", "e")]] == [
        2,
        3,
        6,
        6,
        7,
    ]
    assert document.line(("b", 1, "c", "missing")) == 6
    assert document.line(()) == 2


def test_all_mistakes_are_told_at_once() -> None:
    assert mistakes("a: 1\na: 2\nb: !!int 3\nc: *nothing\n? [x]\n: 4\nd: 1e99\n") == [
        "2 duplicate-key", "3 tag", "4 unknown-alias", "5 bad-key", "7 number-too-large",
    ]  # fmt: skip


def test_aliases_are_written_out() -> None:
    assert read_text(b"a: &x [1, 2]\nb: *x", "f").data == {"a": [1, 2], "b": [1, 2]}


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert mistakes("\n".join(lines)) == ["6 too-many-values"]
    assert mistakes("a: &a x\nb: [" + "*a, " * 200 + "]") == ["2 too-many-aliases"]


def test_an_alias_of_itself_is_refused() -> None:
    assert mistakes("a: &a [*a]") == ["1 unknown-alias"]
    assert mistakes("&a a: *a") == ["1 unknown-alias"]


@pytest.mark.parametrize("is_json", [False, True])
def test_depth_is_bounded_and_exhausts_no_stack(*, is_json: bool) -> None:
    assert mistakes("[" * 100_000, is_json=is_json)[0].endswith("too-deep")
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert read_text(deep.encode(), "f", is_json=is_json).data
    assert mistakes(f"[{deep}]", is_json=is_json)[0].endswith("too-deep")


def test_size_is_bounded() -> None:
    assert mistakes(b"a" * (LARGEST + 1)) == ["0 too-large"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a: caf\xe9", "1 not-utf-8"),
        ("a: b".encode("utf-16"), "1 not-utf-8"),
        (b"a: b\nc: \x00", "0 not-yaml"),
        (b"", "0 empty"),
        (b" \n\n", "0 empty"),
        (b"# only\n", "0 empty"),
        (b"a: 1\n---\nb: 2", "2 several-documents"),
        (b"a: [1, 2", "1 not-yaml"),
        (b"a: 1\n\tb: 2", "2 not-yaml"),
        (b"a: b: c", "1 not-yaml"),
        (b"!thing {a: 1}", "1 tag"),
        (b"9" * 5000, "1 number-too-large"),
    ],
)
def test_files_that_cannot_be_read(raw: bytes, expected: str) -> None:
    assert mistakes(raw) == [expected]


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read_text("\ufeffa: 1".encode(), "f").data == {"a": 1}


def test_json_with_tabs_and_escapes() -> None:
    document = read_text(b'{\n\t"a": "\\ud83c\\udf31",\n\t"b": [1, 2.5, null, true]}', "f", is_json=True)
    assert document.data == {"a": "🌱", "b": [1, 2.5, None, True]}


def test_json_has_lines_where_yaml_can_read_it() -> None:
    assert read_text(b'{\n "a": 1,\n "b": 2\n}', "f", is_json=True).line(("b",)) == 3


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('{"a": 1,\n "a": 2}', ["2 duplicate-key"]),
        ('{"a": NaN,\n "b": Infinity}', ["1 not-json", "2 not-json"]),
        ('{"a":\n 1e999}', ["2 number-too-large"]),
        ('{"a": 1,}', ["1 not-json"]),
        ("{'a': 1}", ["1 not-json"]),
    ],
)
def test_wrong_json(raw: str, expected: list[str]) -> None:
    assert mistakes(raw, is_json=True) == expected


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "no.yaml", tmp_path, "a\0b"):
        with pytest.raises(ContentMistakes) as caught:
            read_yaml(path)
        assert [mistake.code for mistake in caught.value.mistakes] == ["cannot-open"]
        assert caught.value.mistakes[0].file == str(path)
