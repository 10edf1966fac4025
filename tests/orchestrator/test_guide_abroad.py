"""What people say in other languages is taken apart by the same rules; the words for that are in one file."""

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
