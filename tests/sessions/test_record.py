"""The record of an interview: what each answer took, in time, tokens and money; unknown stays unknown."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from orchestrator.errors import ModelRefused
from orchestrator.exchange import Usage
from runs import figures
from sessions.models import InterviewSession, TurnStatus
from sessions.record import record
from tests.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)


def rows(person: Person, interview: InterviewSession) -> list[list[str]]:
    """The table's rows as the texts of their cells."""
    page = person.browser().get(f"/i/{interview.pk}/record/").content.decode()
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in body.split("</tr>")[:-1]
    ]


def sums(person: Person, interview: InterviewSession) -> str:
    page = person.browser().get(f"/i/{interview.pk}/record/").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<dl") : page.index("</dl>")]).split())


def test_a_turn_of_the_guide_took_no_call_and_no_money(interview: Any, owner: Person) -> None:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    [line] = record(interview).lines
    assert (line.turn.number, line.answered_by, line.calls, line.money, line.first) == (1, "guide", 0, "–", "–")
    assert line.said == "A returns assistant called Sole"
    assert line.route == "answer"
    assert line.total != figures.NOTHING
    assert record(interview).money == "$0"


def test_a_turn_of_a_model_tells_calls_tokens_cost_and_times(interview: Any, owner: Person, with_model: Any) -> None:
    with_model._usage = Usage(1200, 30, 0.0015)
    with_model.says("Noted. And what else?")
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    [line] = record(interview).lines
    assert (line.answered_by, line.calls, line.input_tokens, line.output_tokens) == ("openai/scripted", 2, 2400, 60)
    assert line.cost == Decimal("0.003")
    assert line.first_token_ms is not None
    assert record(interview).by_model == 1


@pytest.mark.parametrize(("cost", "told"), [(0.0015, False), (None, True)])
def test_a_budget_that_an_unknown_price_may_pass_says_so(
    interview: Any, owner: Person, with_model: Any, settings: Any, cost: float | None, told: bool
) -> None:
    settings.PARLEY_BUDGET_USD = Decimal("0.5")
    with_model._usage = Usage(1200, 30, cost)
    with_model.says("Noted. And what else?")
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    assert "Budget $0.5" in sums(owner, interview)
    assert ("not kept for sure" in sums(owner, interview)) is told


def test_the_table_says_it_for_reading(interview: Any, owner: Person, with_model: Any) -> None:
    with_model._usage = Usage(1200, 30, 0.0015)
    with_model.says("Noted. And what else?")
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    [[number, said, route, by, calls, tokens_in, tokens_out, cost, first, total]] = rows(owner, interview)
    assert (number, said, route, by) == ("1", "A returns assistant called Sole", "answer", "openai/scripted")
    assert (calls, tokens_in, tokens_out, cost) == ("2", "2,400", "60", "$0.003000")
    assert re.fullmatch(r"\d+ ms", first)
    assert re.fullmatch(r"\d+ ms|\d\.\d s", total)
    assert "Tokens 2,400 in, 60 out Cost $0.003000" in sums(owner, interview)


def test_an_unknown_price_is_unknown_in_the_row_and_counted_in_the_sum(
    interview: Any, owner: Person, with_model: Any
) -> None:
    with_model.says("Noted. And what else?", "And the tone?")
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    assert rows(owner, interview)[0][7] == "unknown"
    assert "Cost unknown" in sums(owner, interview)
    with_model._usage = Usage(10, 5, 0.5)
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "It looks up orders"})
    assert "Cost $1.00, and 1 line at an unknown price" in sums(owner, interview)


def test_a_model_that_failed_is_told_with_the_guide_as_who_answered(
    interview: Any, owner: Person, with_model: Any
) -> None:
    with_model.says(ModelRefused("the provider's key is missing: set OPENAI_API_KEY"))
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    [[_, said, _, by, *_]] = rows(owner, interview)
    assert by == "guide"
    assert said.endswith("The provider's key is missing: set OPENAI_API_KEY.".replace("'", "&#x27;"))
    assert "with failures in 1 line" in sums(owner, interview)


def test_a_turn_that_was_taken_back_stays_in_the_record(interview: Any, owner: Person) -> None:
    for text in ("A returns assistant called Sole", "undo"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text})
    first, second = rows(owner, interview)
    assert first[1] == "A returns assistant called Sole taken back"
    assert second[2] == "order: undo"


def test_a_turn_that_waits_has_no_figures_yet(interview: Any, owner: Person) -> None:
    interview.turns.create(number=1, status=TurnStatus.QUEUED)
    [row] = rows(owner, interview)
    assert row == ["1", "", "queued", "–"]


def test_what_a_stopped_model_cost_is_not_called_nothing(interview: Any, owner: Person) -> None:
    interview.turns.create(number=1, status=TurnStatus.STOPPED, route="answer", answer={"interviewer": "model"})
    [row] = rows(owner, interview)
    assert (row[2], row[3], row[7]) == ("answer, stopped", "model", "unknown")


def test_long_and_hostile_words_are_shortened_and_shown_as_text(interview: Any, owner: Person) -> None:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "<b>bold</b> " + "very long " * 40})
    page = owner.browser().get(f"/i/{interview.pk}/record/").content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; very long" in page
    assert len(rows(owner, interview)[0][1].replace("&lt;", "<").replace("&gt;", ">")) == 90


def test_an_interview_in_which_nothing_was_said_says_what_will_come(interview: Any, owner: Person) -> None:
    assert "Nothing was said yet." in owner.browser().get(f"/i/{interview.pk}/record/").content.decode()


def test_only_its_owner_sees_it(interview: Any, owner: Person, stranger: Person) -> None:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    assert owner.browser().get(f"/i/{interview.pk}/record/").status_code == 200
    for browser in (stranger.browser(), Client()):
        refused = browser.get(f"/i/{interview.pk}/record/")
        assert refused.status_code == 404
        assert "Sole" not in refused.content.decode()


def test_its_size_does_not_grow_with_queries(interview: Any, owner: Person, django_assert_max_num_queries: Any) -> None:
    for text in ("A returns assistant called Sole", "Customers", "Look up orders", "Skip"):
        owner.browser().post(f"/i/{interview.pk}/say/", {"text": text})
    fresh = InterviewSession.objects.get(pk=interview.pk)
    with django_assert_max_num_queries(4):
        assert len(record(fresh).lines) == 4


def test_wizard_and_result_lead_there(interview: Any, owner: Person) -> None:
    owner.browser().post(f"/i/{interview.pk}/say/", {"text": "A returns assistant called Sole"})
    for path in ("", "result/"):
        page = owner.browser().get(f"/i/{interview.pk}/{path}").content.decode()
        assert f'href="/i/{interview.pk}/record/"' in page


@pytest.mark.parametrize(
    ("amount", "told"),
    [(None, "unknown"), (0, "$0"), (Decimal("0.000001"), "$0.000001"), (0.0123, "$0.0123"), (1234.5, "$1,234.50")],
)
def test_money_is_as_exact_as_it_is_small(amount: Any, told: str) -> None:
    assert figures.dollars(amount) == told


@pytest.mark.parametrize(
    ("milliseconds", "told"),
    [(None, "–"), (0.4, "0 ms"), (999.4, "999 ms"), (1000, "1.0 s"), (59_949, "59.9 s"), (72_000, "1 min 12 s")],
)
def test_times_are_told_in_the_unit_one_thinks_in(milliseconds: Any, told: str) -> None:
    assert figures.seconds(milliseconds) == told
