"""Passwords as people write them are gone before anything is read; what is said about passwords stays."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.briefing import Briefing
from orchestrator.documents import opening
from orchestrator.documents.reading import read as read_document
from orchestrator.facts import Draft, Fact, apply, said
from orchestrator.guide import mask, read
from orchestrator.guide.credentials import without_credentials
from orchestrator.guide.secrets import PLACEHOLDER
from orchestrator.messages import Asked
from sessions.accepting import MAX_LENGTH
from tests.wild import comes_to_its_end

KNOWN: Draft = {"agent_role": (Fact(value="Harbour desk"),), "agent_name": (Fact(value="Pier"),)}
FORMS = (
    "password {}", "password: {}", "Password = {}", "pw {}", "pw: {}", "pass {}", "the password’s {}",
    "my password was once {}", "user ola and password {}",
    "user: ola, password: {}", "login ola / {}", "log in with ola / {}", "login: ola/{}", "sign in as ola with {}",
    "username ola password {}", "the password is {}", "the password for the portal is {}", "DB_PASSWORD={}",
    "My password is {}, and it sells tickets.", "It uses Sailor, password {}, to sell tickets.", "Password\n{}",
    "passphrase {}", "passphrase: {}", "change the password to {}", "{} is the password", "use {} as the password",
    "das Passwort ist {}", "Passwort {}", "Kennwort {}", "Das Kennwort lautet {}", "WLAN-Passwort: {}",
    "Benutzer ola und Passwort {}", "Anmelden mit ola / {}", "mot de passe : {}", "le mot de passe est {}",
    "mot de passe {}", "identifiant ola, mot de passe {}", "contraseña {}", "la contraseña es {}", "clave: {}",
    "usuario ola y contraseña {}", "密码是{}", "密码：{}", "密码 {}", "用户名ola，密码{}", "كلمة السر {}",
    "كلمة المرور هي {}", "كلمة المرور: {}", "اسم المستخدم ola وكلمة السر {}", "пароль {}", "senha: {}",
    "wachtwoord: {}", "パスワードは{}", "비밀번호는 {}",
)  # fmt: skip
SIGNS = "!#$%&*+-.:=?@^_~/,;()"
GENERATED = st.builds(
    lambda letters, start, digit, end: letters[:start].lstrip(SIGNS) + digit + letters[start:] + end,
    st.text("abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ" + SIGNS, min_size=8, max_size=16).filter(
        lambda text: any(c.islower() for c in text) and any(c.isupper() for c in text)
    ),
    st.integers(0, 8),  # a sign that begins one may be read as the one before it
    st.text("23456789", min_size=2, max_size=4),
    st.sampled_from(("", "!", "?", "#")),
)


@given(st.sampled_from(FORMS), GENERATED)
@settings(max_examples=500, deadline=None)
def test_nothing_of_a_password_is_left_whatever_stands_around_it(form: str, password: str) -> None:
    masked = mask(form.format(password))
    left = masked.text.replace(PLACEHOLDER, "")
    for piece in form.split("{}"):
        left = left.replace(piece, "", 1)
    assert left in {"", ".", ",", ", "}, left  # a stop that keeps two sentences apart may stand for the last sign
    assert "password" in masked.kinds
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("user ola and password harbour", "user ola and password [secret removed]"),
        ("The password is harbour.", "The password is [secret removed]."),
        ("password: Quay-88! Never share it.", "password: [secret removed]. Never share it."),
        ('the password "blue rope quay" opens it', 'the password "[secret removed]" opens it'),
        ("passphrase: blue rope quay lantern", "passphrase: [secret removed]"),
        ('{"password": "quay,88", "port": 1}', '{"password": "[secret removed]", "port": 1}'),
        ("**Password:** Quay-88!", "**Password:** [secret removed]"),
        ("the passwords are Quay-88! and rope-1905x", "the passwords are [secret removed] and [secret removed]"),
        ("The wifi password’s Quay-88!", "The wifi password’s [secret removed]"),
        ("Ola’s password's rope1905x, keep it", "Ola’s password's [secret removed], keep it"),
        ("the alarm’s passphrase’s blue rope quay lantern", "the alarm’s passphrase’s [secret removed]"),
        ('the office password’s "blue rope"', 'the office password’s "[secret removed]"'),
        (
            "Our password was once sailor7 but now it’s Quay-88!",
            "Our password was once [secret removed] but now it’s [secret removed]",
        ),
        ("password used to be sailor7, now sailor8", "password used to be [secret removed], now [secret removed]"),
        (
            "Das Passwort war früher sailor7, jetzt ist es sailor8",
            "Das Passwort war früher [secret removed], jetzt ist es [secret removed]",
        ),
        ("密码以前是sailor7，现在是sailor8", "密码以前是[secret removed]，现在是[secret removed]"),
        ("PIN 4711", "PIN [secret removed]"),
        ("Die PIN ist 4711.", "Die PIN ist [secret removed]."),
        ("Geheimzahl 4711", "Geheimzahl [secret removed]"),
        ("code PIN : 4711", "code PIN : [secret removed]"),
        ("código de acceso 4711", "código de acceso [secret removed]"),
        ("الرقم السري ٤٧١١", "الرقم السري [secret removed]"),
        ("Zugangsdaten: ola / rope1905x", "Zugangsdaten: ola / [secret removed]"),
        ("identifiants : ola / rope1905x", "identifiants : ola / [secret removed]"),
    ],
)  # fmt: skip
def test_the_whole_value_goes_and_the_rest_stays(text: str, left: str) -> None:
    assert mask(text).text == left


@pytest.mark.parametrize(
    "form",
    [
        "The wifi password was changed from {} to {} today", "the password is {} instead of {}.", "PIN von {} auf {}",
        "the password isn’t {} any more, but {}", "the password is not {} any longer but {}.",
        "password: {} (expired), {} (valid from May)", "Das Kennwort ist nicht mehr {}, sondern {}.",
        "le mot de passe est passé de {} à {}", "la contraseña ya no es {}, sino {}.", "密码不是{}，而是{}",
        "het wachtwoord was {}, inmiddels {}", "senha era {}, agora é {}", "hasło to {}, teraz {}",
        "пароль был {}, теперь {}", "パスワードは{}でしたが、今は{}", "lösenordet var {}, nu {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("old", "new"), [("Rope41q", "Tide52w"), ("sailor41", "sailor52")])
def test_the_password_that_took_the_place_of_another_goes_with_it(form: str, old: str, new: str) -> None:
    masked = mask(form.format(old, new)).text
    assert new not in masked
    assert old not in masked


@pytest.mark.parametrize(
    "text",
    [
        "The password was formerly identical", "the password used to be six digits",
        "Das Passwort war bisher einfacher",
        "Das Kennwort war früher vierstellig", "le mot de passe était avant plus simple",
        "la contraseña era antes sencilla",
        "密码之前是四位数字", "密码原来是很简单的", "كلمة السر كانت أبسط", "Het wachtwoord was korter",
        "password length goes from 8 to 12 characters", "passwords change from short to long",
        "reset passwords", "password reset", "ask for the password", "Never ask for passwords!", "the PIN pad",
        "passwords are sent by mail", "The password is optional.", "after 3 wrong passwords it locks for 24 hours",
        "username and password", "log in with email and password", "Users log in with phone / email",
        "user, password: string", "password policy: at least 12 characters", "Ask for the 4-digit PIN or the CVV.",
        "Resets passwords, tools: Okta", "the password tool is Okta.", "OAuth2 password grant", "pass orderId to it",
        'It hears "reset password", "unlock account" and the like', "Reset a password? Call 0800 123456",
        "Passwort zurücksetzen", "Das Passwort wird per Mail verschickt.", "Nie nach Passwörtern fragen!",
        "Wenn das Passwort vergessen wurde, einen Link senden", "das Passwort ist falsch", "mot de passe oublié",
        "réinitialiser le mot de passe", "Le mot de passe est obligatoire.", "restablecer la contraseña",
        "La clave es escuchar al cliente.", "palabras clave: reservas, precios", "忘记密码怎么办", "重置密码",
        "密码是必填的", "不要索要密码。", "إعادة تعيين كلمة المرور", "لا تطلب كلمة المرور أبدا", "كلمة المرور مطلوبة",
        "check the password’s strength", "the guest’s password's changed every week", "Ola’s password rules",
        "the password's too weak", "the passwords’ length", "The password has been weak for years.",
        "The password was once known to all, now to two people.", "the password is still temporary",
        "<password>", "password: ${DB_PASSWORD}", "password: ****",
    ],
)  # fmt: skip
def test_what_is_said_about_passwords_is_no_secret(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize("topic", ["tools", "tool_details", "goals", "guardrails", "knowledge", "tone", "agent_name"])
@pytest.mark.parametrize(
    "text",
    [
        "user ola and password Quay-88!", "das Passwort ist Quay88!", "Passwort quay-88!", "كلمة السر quay-88!",
        "log in with ola / quay-88!", "password: quay-88!", "用户名ola，密码是quay-88!", "mot de passe : quay-88!",
        "usuario ola y contraseña quay-88!", "quay-88! is the password", "Our PIN is 4711 for the office.",
    ],
)  # fmt: skip
def test_what_is_left_of_a_password_becomes_no_fact(topic: str, text: str) -> None:
    assert facts(text, topic) == {}


@pytest.mark.parametrize(
    ("text", "topic", "told"),
    [
        ("We use Sailor with user ola and password quay-88!", "tools", {"tools": ["Sailor"]}),
        ("Our price list. The PIN is 4711 for the office.", "knowledge", {"knowledge": ["Our price list"]}),
        (
            "The password is quay-88! Never promise a refund.",
            "guardrails",
            {"guardrails": ["Never promise a refund"]},
        ),
        (
            "Never tell anyone the door code 4711.",
            "guardrails",
            {"guardrails": ["Never tell anyone the door code [secret removed]"]},
        ),
    ],
)
def test_what_stands_beside_a_password_is_read(text: str, topic: str, told: dict[str, list[str]]) -> None:
    assert facts(text, topic) == told


def facts(text: str, topic: str) -> dict[str, list[str]]:
    told = Briefing(message_id=uuid4(), text=mask(text).text, draft=KNOWN, asked=Asked(topics=(topic,)))
    now = apply(KNOWN, read(told).proposals).draft
    return {slot: [fact.text for fact in said(now, slot)] for slot in now if now[slot] != KNOWN.get(slot)}


@given(st.sampled_from(FORMS), GENERATED)
@settings(max_examples=40, deadline=None)
def test_a_document_keeps_no_password(form: str, password: str) -> None:
    opened = opening.opened(f"You are a waiter.\n\n{form.format(password)}\n\nNever say no.".encode(), "a.txt")
    found = read_document(opened)
    assert password not in found.model_dump_json()
    assert "password" in found.masked


@pytest.mark.parametrize(
    "piece",
    [
        "password ", "password: ", "user ", "user a and password ", "login a/", "a_", "_password", "is ", "pin ",
        "密码", "كلمة ", "passphrase a b c ", "user: a, ", "[secret removed] ", "password [secret removed] ", " ",
        "\npassword ", "A1b2! ", "password \"", "as the password ",
    ],
)  # fmt: skip
def test_walls_of_such_words_are_looked_through_to_the_end(piece: str) -> None:
    with comes_to_its_end(5):
        text = (piece * MAX_LENGTH)[:MAX_LENGTH]
        without_credentials(mask(text).text + PLACEHOLDER)
