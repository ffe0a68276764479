from awesome_lint.schema.order import is_ordered, learn_order


def test_what_four_agree_on_is_the_order() -> None:
    assert learn_order([["a", "b", "c"]] * 4) == ("a", "b", "c")


def test_three_are_too_few() -> None:
    assert learn_order([["a", "b"]] * 3) == ()


def test_one_of_five_may_differ_but_not_one_of_four() -> None:
    assert learn_order([["a", "b"]] * 4 + [["b", "a"]]) == ("a", "b")
    assert learn_order([["a", "b"]] * 3 + [["b", "a"]]) == ()


def test_of_a_doubtful_pair_the_rarer_kind_is_left_out() -> None:
    sequences = [["blog", "github"]] * 4 + [["arxiv", "github"]] * 5
    assert learn_order(sequences) == ("arxiv", "github")


def test_kinds_that_mix_have_no_order() -> None:
    assert learn_order([["a", "b", "a"]] * 6) == ()


def test_kinds_out_of_the_order_are_passed_over() -> None:
    assert is_ordered(["x", "a", "y", "b"], ("a", "b"))
    assert not is_ordered(["b", "x", "a"], ("a", "b"))
    assert is_ordered(["b", "a"], ())
