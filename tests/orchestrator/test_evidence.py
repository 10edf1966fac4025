"""Words that weigh a message come from the languages' files: what forbids, what leaves nothing out, corrects, names."""

import pytest

from orchestrator.evidence import Evidence, forbids
from orchestrator.languages import known, spoken


@pytest.mark.parametrize(
    "rule",
    [
        "Never promise a date",
        "dont promise dates",
        "Auf keinen Fall Termine zusagen",
        "Rabatte sind tabu",
        "Ne jamais promettre de date",
        "Aucune remise",
        "Prohibido dar precios",
        "Sin descuentos",
        "绝不承诺日期",
        "严禁打折",
        "أبدا",
        "ممنوع الخصم",
        "Mai dare sconti",
        "Não dar descontos",
        "Nooit korting geven",
        "Nie dawać zniżek",
        "Никогда не обещать",
    ],
)
def test_a_rule_that_forbids_is_known_in_every_language(rule):
    assert forbids(rule)


@pytest.mark.parametrize(
    "text", ["Book tables", "Tische buchen", "Réserver une table", "Reservar mesas", "预订餐桌", "حجز طاولة"]
)
def test_what_is_done_forbids_nothing(text):
    assert not forbids(text)


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("Only by phone.", "by phone"),
        ("Telefon, sonst nichts.", "Telefon"),
        ("Par téléphone, rien d'autre.", "téléphone"),
        ("Por teléfono, nada más.", "teléfono"),
        ("只用电话。", "电话"),
        ("الهاتف فقط.", "الهاتف"),
        ("電話だけ。", "電話"),
        ("전화만.", "전화"),
    ],
)
def test_a_list_that_is_whole_is_known_by_its_words(message, quote):
    assert Evidence(message, message).is_whole(quote)
    assert not Evidence(quote, quote).is_whole(quote)


@pytest.mark.parametrize(
    "message",
    [
        "Actually, make it formal",
        "lieber förmlich",
        "plutôt formel",
        "mejor formal",
        "改成正式",
        "بدله بالرسمي",
        "anzi formale",
    ],
)
def test_a_message_that_corrects_is_known_by_its_words(message):
    assert Evidence(message, message).corrects


def test_a_word_of_degree_corrects_nothing():
    assert not Evidence("quite formal", "quite formal").corrects


@pytest.mark.parametrize(
    "message", ["call it pip", "es heißt pip", "il s'appelle pip", "se llama pip", "叫 pip", "اسمه pip", "het heet pip"]
)
def test_a_name_is_known_by_the_words_that_give_it(message):
    assert Evidence(message, message).names("pip")


def test_every_language_that_is_spoken_has_words_to_weigh_a_message_by():
    for code, data in spoken().items():
        assert {"complete", "corrects", "names"} <= set(data["evidence"]), code
        assert {"forbids", "without", "only"} <= set(data["contradictions"]), code
    assert all(set(data.get("evidence", {})) <= {"forbids", "only", "corrects", "names"} for data in known().values())
