import pytest

from evaluation.norm import direction, has_neg_cue, is_placeholder, norm, stem, token_similarity
from evaluation.norm import match_pattern as mp


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("returns", "return"),
        ("cancelled", "cancel"),
        ("booking", "book"),
        ("calling", "call"),
        ("pricing", "prices"),
        ("noted", "note"),
        ("policies", "policy"),
        ("addresses", "address"),
    ],
)
def test_stem_same(a, b):
    assert stem(a) == stem(b)


@pytest.mark.parametrize(("a", "b"), [("note", "not"), ("care", "car"), ("rate", "rat"), ("user", "use")])
def test_stem_different(a, b):
    assert stem(a) != stem(b)


def test_norm():
    assert norm("Don't <b>pay</b> €5,000 — 4,5 Sterne &amp; ¡olé!") == "dont pay eur 5000 4.5 sterne ole"
    assert norm("达到95%以上") == "达到 95 percent 以上"
    assert norm("d'indemnisation") == "d indemnisation"
    assert norm("> 60% and <3 min") == "over 60 percent and under 3 minutes"


def test_patterns():
    assert mp("order_id", "orderId") and mp("order_id", "order-id") and not mp("order_id", "id of the order")
    assert mp("refund|return 30", "Returns within 30 days") and not mp("refund|return 30", "returns within 60 days")
    assert (
        mp("diagnos*", "no diagnosing")
        and mp("new !existing", "new patients")
        and not mp("new !existing", "new and existing")
    )
    assert mp("退货", "处理退货和退款") and mp("موعد", "حجز الموعد")
    assert mp("=en", "en-US") and not mp("=en", "en español")


def test_negation():
    assert not mp("friendly", "not friendly but formal", True) and mp("formal", "not friendly but formal", True)
    assert not mp("fees", "Never explain accounts and fees", True)
    assert not mp("医疗", "不能给医疗建议", True) or mp("医疗", "不能给医疗建议", False)
    assert mp("not|un* solv*", "the problem is not solved", True)


def test_direction():
    assert direction("above 500") == 1 and direction("fewer than 3") == -1 and direction("not below 4") == 1
    assert (
        direction("up to 8") == -1
        and direction("at least 90") == 1
        and direction("exactly 4") == 0
        and direction("> 60") == 1
    )


def test_misc():
    assert is_placeholder("N/A") and is_placeholder("No tools.") and not is_placeholder("No discounts")
    assert has_neg_cue("Refuse refunds") and has_neg_cue("不能承诺") and not has_neg_cue("Offer refunds")
    assert token_similarity("Hi, Patch here. What's broken?", "Hi! Patch here - what's broken?") > 0.95
