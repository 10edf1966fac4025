"""The prompt by hand: sections edited, reset, kept as templates; what Parley would write now is offered beside."""

import pytest
from django.test import Client
from django.urls import reverse

from builder import bundle, prompt_writer
from builder import queries as specs
from builder.exports.files import zip_bytes
from sessions import files, services, versions
from sessions.models import SectionTemplate

pytestmark = pytest.mark.django_db(transaction=True)


def add(person, interview, slot, text):
    person.browser().post(reverse("add", args=[interview.pk, slot]), {"text": text})


def act(person, interview, key, do="save", **data):
    return person.browser().post(reverse("section", args=[interview.pk, key]), {"do": do, **data})


def page(person, interview):
    return person.browser().get(reverse("prompt", args=[interview.pk])).content.decode()


def scope(interview):
    return prompt_writer.sections(specs.definition(interview.spec, interview.name))["Scope"]


def test_a_section_written_by_hand_stays_until_it_is_reset(interview, owner):
    add(owner, interview, "agent_name", "Sole")
    parleys = scope(interview)
    answer = act(owner, interview, "scope", text="Only <b>shoes</b>.")
    assert answer["Location"] == reverse("prompt", args=[interview.pk]) + "#scope"
    assert scope(interview) == "Only \\<b>shoes\\</b>."
    assert "Only &lt;b&gt;shoes&lt;/b&gt;." in page(owner, interview)
    assert "by your hand" in page(owner, interview)
    act(owner, interview, "scope", "reset")
    assert scope(interview) == parleys
    assert "sections" not in specs.draft(interview.spec)


def test_what_parley_would_write_now_is_offered_and_taken_or_left(interview, owner):
    add(owner, interview, "agent_name", "Sole")
    act(owner, interview, "scope", text="Only shoes.")
    assert "Parley would now write" not in page(owner, interview)
    add(owner, interview, "knowledge", "The returns page")
    assert "Parley would now write" in page(owner, interview)
    assert scope(interview) == "Only shoes."
    act(owner, interview, "scope", "leave")
    assert "Parley would now write" not in page(owner, interview)
    add(owner, interview, "knowledge", "The size chart")
    act(owner, interview, "scope", "take")
    assert "The size chart" in scope(interview)


def test_an_edit_of_a_section_is_undone(interview, owner):
    act(owner, interview, "scope", text="Only shoes.")
    edit = interview.edits.last()
    answer = owner.browser().post(reverse("undo_edit", args=[interview.pk, edit.pk]), {"from": "prompt"})
    assert answer["Location"] == reverse("prompt", args=[interview.pk])
    assert "sections" not in specs.draft(interview.spec)


def test_a_template_serves_all_of_a_persons_agents_and_nobody_elses(interview, owner, stranger):
    add(owner, interview, "agent_name", "Sole")
    act(owner, interview, "identity", text="You are Sole, and proud of it.")
    act(owner, interview, "identity", "keep")
    assert SectionTemplate.objects.get().text == "You are {agent_name}, and proud of it."
    second = services.open_interview(by=owner.visitor)
    add(owner, second, "agent_name", "Heel")
    act(owner, second, "identity", "use")
    assert "You are Heel, and proud of it." in prompt_writer.write(specs.definition(second.spec))
    theirs = services.open_interview(by=stranger.visitor)
    assert act(stranger, theirs, "identity", "use").status_code == 404
    act(owner, second, "identity", "forget")
    assert not SectionTemplate.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"text": " \n "}, "The section is empty"),
        ({"text": "x" * 20_001}, "at most 20,000 characters"),
        ({"text": "use sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78"}, "secret"),
    ],
)
def test_what_cannot_be_kept_is_given_back_with_the_reason(interview, owner, data, told):
    answer = act(owner, interview, "scope", **data)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "sections" not in specs.draft(interview.spec)


def test_sections_go_along_in_versions_and_in_the_bundle(interview, owner):
    me = owner.visitor
    add(owner, interview, "agent_name", "Sole")
    versions.publish(interview_id=interview.pk, by=me)
    act(owner, interview, "scope", text="Only shoes.")
    versions.publish(interview_id=interview.pk, by=me)
    told = versions.compared(interview_id=interview.pk, by=me, before=1, after=2)
    assert [(fact.label, fact.after) for fact in told.facts] == [("Prompt by hand", "Scope: Only shoes.")]
    assert told.prompt
    made = files.zip_of_all(interview_id=interview.pk, by=me)
    definition, graph = bundle.read(made.content)
    assert definition.sections["Scope"].text == "Only shoes."
    assert zip_bytes([bundle.written(definition, graph)])
    versions.restore(interview_id=interview.pk, by=me, number=1)
    assert scope(interview) != "Only shoes."


def test_keeping_a_template_saves_what_was_typed(interview, owner):
    act(owner, interview, "scope", "keep", text="Only\r\nshoes. ")
    assert SectionTemplate.objects.get().text == scope(interview) == "Only\nshoes."
    edits = interview.edits.count()
    act(owner, interview, "scope", text="Only\nshoes.")
    assert interview.edits.count() == edits


def test_others_and_nobody_find_no_prompt(interview, stranger):
    for browser in (stranger.browser(), Client()):
        assert browser.get(reverse("prompt", args=[interview.pk])).status_code == 404
        for do in ("save", "reset", "keep", "use", "forget"):
            answer = browser.post(reverse("section", args=[interview.pk, "scope"]), {"do": do, "text": "x"})
            assert answer.status_code == 404
    assert not SectionTemplate.objects.exists()


def test_a_section_or_a_verb_there_is_not_is_not_found(interview, owner):
    assert act(owner, interview, "nowhere", text="x").status_code == 404
    assert act(owner, interview, "scope", "burn").status_code == 404


def test_a_section_edited_where_parley_would_write_at_length_can_be_brought_back(interview, owner):
    for number in range(30):
        add(owner, interview, "knowledge", f"Page {number}: {'all about shoes ' * 60}")
    act(owner, interview, "scope", text="Only shoes.")
    made = files.zip_of_all(interview_id=interview.pk, by=owner.visitor)
    assert bundle.read(made.content)[0].sections["Scope"].text == "Only shoes."
