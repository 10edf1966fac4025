"""Keys and tokens told in the words of any language are gone; what only names the kind stays."""

import pytest

from orchestrator.guide import mask
from orchestrator.guide.secrets import PLACEHOLDER
from sessions.accepting import MAX_LENGTH
from tests.wild import comes_to_its_end

KEY = "qRs71TuV904w"


@pytest.mark.parametrize(
    "form",
    [
        "Our api key {} opens the till", "X-Api-Key {}", "API key: {}", "the key's {}", "our API key’s {}",
        "the API key for the till is {}", "use our API key, {}, for that", "API_KEY={}", "the key (test) is {}",
        "notre clé API est {}", "la clé d’API : {}", "Le jeton d'accès est {}", "La clave de API es {}",
        "El token es {}", "Der Token lautet {}", "unser API-Schlüssel ist {}", "Zugangstoken: {}", "API密钥是{}",
        "密钥：{}", "مفتاح API هو {}", "رمز الواجهة {}", "la chiave API è {}", "a chave da API é {}",
        "de API-sleutel is {}", "API-ключ: {}", "APIキーは{}です", "API 키는 {}", "API-nyckel: {}",
        "My access token is simply {}", "the API key must be {}", "the key for the quay: {}",
        "our API keys of the quay are {}",
        "token d’accès : {}", "la llave nuestra es {}", "nuestro token de la API debe ser {}", "klucz do bramki to {}",
        "anahtarınız {}", "der Zugriffsschlüssel lautet einfach {}", "アクセスキーは{}です", "ключ доступа просто {}",
    ],
)  # fmt: skip
def test_a_key_told_in_any_language_is_gone(form: str) -> None:
    masked = mask(form.format(KEY))
    assert masked.text == form.format(PLACEHOLDER)
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize(
    "text",
    [
        "API key in a header", "Bearer token", "OAuth2", "API key X-Api-Key", "the API key is required",
        "the token expires after 45 minutes", "an API key for OpenAI", "the api key <YOUR_KEY_1>",
        "the key customer_id2 of that table", "the api key is AES256", "the key's length", "the key opens room 12B",
        "la clé API dans l'en-tête", "La clé est l’écoute, toujours", "Der Token läuft nach 45 Minuten ab",
        "Der Schlüssel liegt im Büro", "La clave API va en la cabecera", "API密钥是必填的，放在请求头里",
        "مفتاح API في الترويسة", "APIキーは必須です", "token: ${TILL_TOKEN}",
        "Der Schlüssel ist Mitarbeiter*innenbindung", "Schlüssel: kundenId", "foreign_key: boatId",
        "La clé, c’est 7j/7",
        "Unser Schlüssel ist 24/7-Betreuung", "Aufteilungsschlüssel: 70/30%", "Der Schlüssel: Sprache/Ton + Tempo!",
        "キーはCtrl+Shift+P2です", "父の키는 181.5cm입니다", "スキー板はA3x-99bです", "the key is shorter queues!",
        "API key: base64-encoded", "the API key should be sent with HMAC-SHA256", "the api key is 2048-bit",
    ],
)  # fmt: skip
def test_what_is_said_about_keys_is_no_secret(text: str) -> None:
    assert mask(text).text == text


def test_a_key_is_told_apart_from_a_password() -> None:
    assert mask(f"Le mot de passe est Quay-88! et la clé API est {KEY}").kinds == ("password", "key")


@pytest.mark.parametrize(
    "form",
    [
        "The token was {} and is now {}", "API key {} (expired), {} (current)", "the API key is not {} but {}",
        "API-Schlüssel von {} auf {} geändert", "La clé API est {} au lieu de {}", "API密钥从{}改为{}",
    ],
)  # fmt: skip
def test_the_key_that_took_the_place_of_another_goes_with_it(form: str) -> None:
    assert mask(form.format(KEY, "u5Wd88Xk31")).text == form.format(PLACEHOLDER, PLACEHOLDER)


@pytest.mark.parametrize(
    "piece",
    [
        "from A1b2C3 to ", "token from a ", "API key of a b ", "キー", "API key is just ",
        "key ", "key is ", "a_key", "token for the a b ", "密钥", "key (", "key, A1b2C3! ",
    ],
)  # fmt: skip
def test_walls_of_such_words_are_looked_through_to_the_end(piece: str) -> None:
    with comes_to_its_end(5):
        mask((piece * MAX_LENGTH)[:MAX_LENGTH])
