from awesome_lint.rules.style._terms import misspellings, terms


def rows() -> list[list[str]]:
    from importlib.resources import files

    lines = files("awesome_lint.rules.style").joinpath("terms.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def test_names_are_sorted_and_unique() -> None:
    names = [row[0] for row in rows()]
    assert names == sorted(set(names), key=str.casefold)


def test_misspellings_are_sorted_unique_and_no_names() -> None:
    wrong = [spelling for row in rows() for spelling in row[1:]]
    assert len(wrong) == len(set(wrong)) == len(terms())
    assert not set(wrong) & {row[0] for row in rows()}
    assert all(row[1:] == sorted(row[1:]) and row[1:] for row in rows())


def test_every_misspelling_is_found_and_no_name_is() -> None:
    for wrong, right in terms().items():
        assert [match[0] for match in misspellings(f"with {wrong}, {right}。")] == [wrong]
