"""Interviews in other languages, answered by what is asked: the same people for the journeys and for the pictures."""

import json
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.conftest import answer

MOST = 24


@dataclass(frozen=True)
class Person:
    """Somebody who answers in a language: the first words, an answer for each topic, the last word."""

    code: str
    opening: str
    answers: dict[str, str]
    last: str

    def reply(self, topics: list[str]) -> str:
        return "\n".join(self.answers.get(topic, "") for topic in topics).strip() or self.last


GERMAN = Person(
    "de",
    "Wir brauchen einen Terminassistenten für unsere Fahrradwerkstatt, er soll Kalle heißen.",
    {
        "agent_name": "Kalle",
        "audience": "Unsere Kundinnen und Kunden.",
        "channels": "Per Telefon und auf der Webseite.",
        "goals": "Termine vereinbaren, den Stand einer Reparatur nennen, an Abholungen erinnern",
        "metrics": "Mindestens 70 Prozent der Anrufe ohne Rückfrage",
        "tone": "Freundlich und knapp",
        "languages": "Deutsch und Englisch",
        "greeting": "„Moin, hier ist Kalle von der Radstation. Was kann ich für Sie tun?“",
        "knowledge": "Unsere Preisliste und die Öffnungszeiten",
        "guardrails": "Nie Preise garantieren. Keine Rabatte versprechen.",
        "escalation": "Wenn jemand sich beschwert, an den Werkstattleiter weiterleiten.",
        "tools": "Calendly für die Termine",
        "workflow": "1. Begrüßen\n2. Nach der Auftragsnummer fragen\n"
        "3. Wenn das Rad fertig ist, Abholzeit nennen, sonst Rückruf anbieten\n4. Verabschieden",
        "tool_details": "Weiß ich noch nicht",
        "platform": "Entscheiden Sie",
        "anything_else": "Nein, das ist alles",
    },
    "Ja, alles richtig",
)
ARABIC = Person(
    "ar",
    "نريد مساعدا لحجز المواعيد في عيادة الأسنان، اسمه نور",
    {
        "agent_name": "نور",
        "audience": "المرضى وعائلاتهم",
        "channels": "الهاتف وواتساب",
        "goals": "حجز المواعيد، تغيير المواعيد، الإجابة عن أسئلة الأسعار",
        "metrics": "حجز 60% من المواعيد دون موظف",
        "tone": "ودود، مختصر",
        "languages": "العربية والإنجليزية",
        "greeting": "«أهلا بك في عيادة الابتسامة، أنا نور. كيف أساعدك؟»",
        "knowledge": "قائمة الأسعار، ساعات العمل",
        "guardrails": "لا يشخص المرض أبدا. لا يعد بتخفيضات.",
        "escalation": "إذا شعر المريض بألم شديد، يحول إلى الطبيب المناوب",
        "tools": "Google Calendar",
        "workflow": "1. الترحيب بالمريض\n2. السؤال عن سبب الزيارة\n"
        "3. إذا كان المريض جديدا، تسجيل بياناته، وإلا البحث عن ملفه\n4. تأكيد الموعد",
        "tool_details": "لا أعرف بعد",
        "platform": "اختر أنت",
        "anything_else": "لا، هذا كل شيء",
    },
    "نعم، كل شيء صحيح",
)


def talk(page: Page, address: str, person: Person, turns: int = MOST) -> str:
    """Hold an interview in the browser to its end, or for so many turns; returns its address. It begins on the first
    page, and goes on in the interview whose address is given."""
    page.goto(address, wait_until="networkidle")
    if "/i/" not in address:
        page.fill("#opening", person.opening)
        page.press("#opening", "Enter")
        page.wait_for_url("**/i/**")
        expect(page.locator(".told").first).to_be_visible()
    for _ in range(turns):
        topics = asked(page)
        if not topics:
            break
        answer(page, person.reply(topics))
    return page.url.split("?")[0].split("#")[0]


def asked(page: Page) -> list[str]:
    """What the question that stands open is about."""
    interview = re.split(r"[/?#]", page.url.split("/i/")[1])[0]
    status = page.request.get(f"{page.url.split('/i/')[0]}/api/v1/sessions/{interview}/status")
    topics: list[str] = json.loads(status.text())["asking"]
    return topics
