"""What people say in other languages is taken apart by the same rules; the words for that are in one file."""

from typing import Any

import pytest

from tests.orchestrator.test_guide_talks import Turn, hold


def test_a_pharmacy_in_spanish() -> None:
    hold(
        [
            Turn("agent_name", "Que se llame Alma.", {"agent_name": "Alma"}),
            Turn("languages", "Español y catalán.", {"languages": ["Spanish", "Catalan"]}),
            Turn("tone", "Amable y paciente.", {"tone": ["Amable", "paciente"]}),
            Turn("tools", "Farmatic para las recetas.", {"tools": [{"name": "Farmatic", "purpose": "las recetas"}]}),
            Turn(
                "workflow",
                "Primero pide el número de tarjeta. Si la receta ha caducado, dile que pida cita; si no, prepara "
                "el pedido.",
                {
                    "workflow": [
                        (
                            "pide el número de tarjeta",
                            ("la receta ha caducado", "dile que pida cita", "prepara el pedido"),
                        )
                    ]
                },
            ),
            Turn(
                "escalation",
                "Si alguien describe efectos secundarios, pásalo a la farmacéutica.",
                {"escalation": [("alguien describe efectos secundarios", "la farmacéutica")]},
            ),
        ]
    )


def test_a_workshop_in_german() -> None:
    hold(
        [
            Turn("channels", "Telefon und Webseite", {"channels": ["Phone", "Website chat"]}),
            Turn("languages", "Deutsch und Türkisch", {"languages": ["German", "Turkish"]}),
            Turn("tone", "freundlich und knapp", {"tone": ["freundlich", "knapp"]}),
            Turn(
                "workflow",
                "Zuerst nach dem Kennzeichen fragen. Wenn das Auto fertig ist, Abholzeit nennen, sonst Rückruf "
                "anbieten.",
                {
                    "workflow": [
                        (
                            "nach dem Kennzeichen fragen",
                            ("das Auto fertig ist", "Abholzeit nennen", "Rückruf anbieten"),
                        )
                    ]
                },
            ),
        ]
    )


def test_a_cosmetics_shop_in_chinese() -> None:
    hold(
        [
            Turn("agent_name", "叫小棠。", {"agent_name": "小棠"}),
            Turn("tone", "亲切、耐心、简洁。", {"tone": ["亲切", "耐心", "简洁"]}),
            Turn(
                "goals",
                "查询物流，处理退货退款，解答产品使用问题。",
                {"goals": ["查询物流", "处理退货退款", "解答产品使用问题"]},
            ),
            Turn("knowledge", "产品说明书和退货政策。", {"knowledge": ["产品说明书", "退货政策"]}),
            Turn(
                "escalation",
                "顾客说皮肤过敏，马上转人工客服。",
                {"escalation": [("顾客说皮肤过敏", "人工客服")]},
            ),
            Turn("tools", "用旺店通查订单，别的不需要。", {"tools": [{"name": "旺店通", "purpose": "查订单"}]}),
            Turn(
                "workflow",
                "先问订单号。如果签收超过7天，转人工；否则生成退货单。",
                {"workflow": [("问订单号", ("签收超过7天", "转人工", "生成退货单"))]},
            ),
        ]
    )


def test_signs_of_other_scripts_stay_as_typed() -> None:
    hold(
        [
            Turn(
                "greeting",
                "您好，这里是云顶酒店。请问需要什么？",
                {"greeting": "您好，这里是云顶酒店。请问需要什么？"},
            ),
        ]
    )
    hold([Turn("greeting", "مرحبا بك، أنا سالم. كيف أساعدك؟", {"greeting": "مرحبا بك، أنا سالم. كيف أساعدك؟"})])


def test_both_genders_of_a_word_are_one_audience() -> None:
    hold([Turn("audience", "Unsere Mieterinnen und Mieter", {"audience": ["Unsere Mieterinnen und Mieter"]})])


def test_an_arabic_and_joined_to_the_next_word_parts_two_things() -> None:
    hold(
        [
            Turn("channels", "البريد وواتساب", {"channels": ["Email", "WhatsApp"]}),
            Turn("languages", "العربية والفرنسية", {"languages": ["Arabic", "French"]}),
        ]
    )


# (language of the question asked, what was asked, the answer, what it means)
SAID_ABROAD: list[tuple[str, str, str, dict[str, Any]]] = [
    ("de", "agent_name greeting", "Nennt ihn Oskar.", {"agent_name": "Oskar"}),
    ("de", "goals", "Er soll Führungen buchen, außerdem Karten verkaufen",
     {"goals": ["Führungen buchen", "Karten verkaufen"]}),
    ("de", "knowledge", "keine Handbücher, nur der Museumsplan", {"knowledge": ["der Museumsplan"]}),
    ("de", "escalation", "Bei Feueralarm sofort an die Wache, bei Verlust an Frau Sommer",
     {"escalation": [("Feueralarm", "die Wache"), ("Verlust", "Frau Sommer")]}),
    ("de", "escalation", "Wenn eine Gruppe streitet, dann ruf mich an",
     {"escalation": [("eine Gruppe streitet", "mich")]}),
    ("de", "tools", "Wir nutzen Regiondo für die Karten", {"tools": [{"name": "Regiondo", "purpose": "die Karten"}]}),
    ("de", "workflow", "Zuerst grüßt er. Dann fragt er nach dem Tag. Falls nichts frei ist, nennt er andere Tage, "
     "sonst bucht er die Führung.",
     {"workflow": ["grüßt", ("fragt nach dem Tag", ("nichts frei ist", "nennt andere Tage", "bucht die Führung"))]}),
    ("fr", "goals", "Il doit vendre des billets, expliquer les horaires et proposer des visites",
     {"goals": ["vendre des billets", "expliquer les horaires", "proposer des visites"]}),
    ("fr", "tools", "Nous utilisons Weezevent pour les billets",
     {"tools": [{"name": "Weezevent", "purpose": "les billets"}]}),
    ("fr", "escalation", "pour les écoles, à Monsieur Petit", {"escalation": [("les écoles", "Monsieur Petit")]}),
    ("fr", "workflow", "D'abord elle salue, ensuite elle demande le jour. S'il y a un spectacle, elle vend le billet, "
     "sinon elle propose un autre jour.",
     {"workflow": ["salue", ("demande le jour", ("il y a un spectacle", "vend le billet", "propose un autre jour"))]}),
    ("es", "goals", "vender entradas, explicar los horarios y proponer visitas",
     {"goals": ["vender entradas", "explicar los horarios", "proponer visitas"]}),
    ("es", "tools", "Usamos Koobin para las entradas", {"tools": [{"name": "Koobin", "purpose": "las entradas"}]}),
    ("es", "escalation", "los colegios, a la directora", {"escalation": [("los colegios", "la directora")]}),
    ("ar", "goals", "بيع التذاكر، والإجابة عن الأسئلة، وتنظيم الجولات",
     {"goals": ["بيع التذاكر", "الإجابة عن الأسئلة", "تنظيم الجولات"]}),
    ("ar", "tone", "لطيف وقصير وواضح", {"tone": ["لطيف", "قصير", "واضح"]}),
    ("ar", "guardrails", "لا يذكر الأسعار، ولا يعد بشيء", {"guardrails": ["لا يذكر الأسعار", "لا يعد بشيء"]}),
    ("ar", "escalation", "عند الحريق يحول إلى الحارس", {"escalation": [("الحريق", "الحارس")]}),
    ("ar", "workflow", "أولا يرحب بالزائر. إذا كان المتحف مغلقا يعتذر، وإلا يبيع التذكرة.",
     {"workflow": [("يرحب بالزائر", ("كان المتحف مغلقا", "يعتذر", "يبيع التذكرة"))]}),
    ("zh", "channels", "用微信和电话联系", {"channels": ["WeChat", "Phone"]}),
    ("zh", "audience channels", "来看展的人，通过小程序和电话咨询",
     {"audience": ["来看展的人"], "channels": ["Mobile app", "Phone"]}),
    ("zh", "tone languages", "热情、简洁。说中文和英文。",
     {"tone": ["热情", "简洁"], "languages": ["Chinese", "English"]}),
    ("zh", "channels", "微信小程序和京东店铺", {"channels": ["微信小程序", "京东店铺"]}),
    ("zh", "escalation", "走失儿童找保安队长", {"escalation": [("走失儿童", "保安队长")]}),
    ("zh", "tools", "我们用票星来管理门票", {"tools": [{"name": "票星", "purpose": "管理门票"}]}),
    ("zh", "workflow", "先问日期。如果当天有票就出票，否则推荐别的日子。",
     {"workflow": [("问日期", ("当天有票", "出票", "推荐别的日子"))]}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "asked", "text", "known"), SAID_ABROAD)
def test_what_people_say_in_their_own_language_is_read(code: str, asked: str, text: str, known: dict[str, Any]) -> None:
    hold([Turn(asked, text, known, language=code)])
