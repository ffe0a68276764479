import pytest

from awesome_lint.rules import selection
from awesome_lint.rules.base import Rule
from awesome_lint.rules.selection import DEFAULT, Selection, select_rules, unknown_selector


def rule(code: str, name: str, *, opt_in: bool = False) -> Rule:
    return type(name, (Rule,), {"code": code, "name": name, "since": "0.1", "opt_in": opt_in})()


RULES = (
    rule("AWE001", "awesome-badge", opt_in=True),
    rule("ENC001", "invalid-utf8"),
    rule("ENC002", "mojibake"),
    rule("STY001", "not-canonical"),
    rule("STY006", "cjk-spacing", opt_in=True),
)
ALL_BUT_OPT_IN = "ENC001 ENC002 STY001"


@pytest.fixture(autouse=True)
def _known_rules(monkeypatch):
    monkeypatch.setattr(selection, "all_rules", lambda: RULES)


def codes(*selections: Selection) -> str:
    return " ".join(rule.code for rule in select_rules(*selections))


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "expected"),
    [
        (("ALL",), (), (), ALL_BUT_OPT_IN),
        (("ENC",), (), (), "ENC001 ENC002"),
        (("enc",), (), (), "ENC001 ENC002"),
        (("ENC00",), (), (), "ENC001 ENC002"),
        (("mojibake",), (), (), "ENC002"),
        ((), (), (), ""),
        (("STY",), (), (), "STY001"),
        (("STY006",), (), (), "STY006"),
        (("cjk-spacing",), (), (), "STY006"),
        (("AWE",), (), (), "AWE001"),
        (("ALL",), ("STY006", "AWE"), (), "AWE001 ENC001 ENC002 STY001 STY006"),
        (("ALL",), (), ("ENC",), "STY001"),
        (("ALL",), (), ("ENC", "not-canonical"), ""),
        (("ENC001",), (), ("ENC",), "ENC001"),
        (("ENC001",), (), ("ENC001",), ""),
        (("ENC",), (), ("ALL",), "ENC001 ENC002"),
        (("STY006",), (), ("STY",), "STY006"),
    ],
)
def test_more_specific_selector_wins(select, extend, ignore, expected):
    assert codes(Selection(select, extend, ignore)) == expected


@pytest.mark.parametrize(
    ("command_line", "expected"),
    [
        (Selection(), "ENC001 STY001"),
        (Selection(("ENC",)), "ENC001 ENC002"),
        (Selection(("ENC",), ignore=("ENC001",)), "ENC002"),
        (Selection(ignore=("STY",)), "ENC001"),
        (Selection(extend=("STY006",)), "ENC001 STY001 STY006"),
        (Selection(("STY006",)), "STY006"),
    ],
)
def test_command_line_goes_over_configuration(command_line, expected):
    assert codes(Selection(("ALL",), ignore=("ENC002",)), command_line) == expected


def test_default_is_all_but_the_rules_to_opt_in_to():
    assert codes(DEFAULT) == ALL_BUT_OPT_IN


def test_unknown_selector():
    assert unknown_selector(["ALL", "ENC", "STY00", "sty006", "mojibake", "TRN"]) is None
    assert unknown_selector(["ALL", "ENC999", "nonsense"]) == "ENC999"
    assert unknown_selector(["E"]) == "E"
