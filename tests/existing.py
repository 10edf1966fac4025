"""Documents that exist before an interview, made for the tests: procedures, FAQs, prompts, and harmful files."""

import io
import zipfile
from collections.abc import Iterable

LATE_CHECK_OUT = [
    ("h", "Late check-out at the front desk"),
    ("h", "Purpose"),
    ("p", "This procedure describes how the front desk handles requests for a late check-out."),
    ("h", "Steps"),
    ("1", "Ask the guest for the room number and the wanted check-out time."),
    (
        "1",
        "Look up the booking in the Opera system. If the room is booked again for the same day, offer luggage storage; "
        "otherwise confirm the new time.",
    ),
    ("1", "If the guest is a member of the loyalty club, waive the fee."),
    ("1", "Tell the guest the fee of 30 EUR."),
    ("1", "Send a confirmation by e-mail. The template is called LCO-2."),
    ("h", "Rules"),
    ("-", "Never give out the room number of another guest."),
    ("-", "Do not confirm a check-out after 6 p.m."),
    ("h", "Escalation"),
    ("p", "If the guest complains about the fee, hand over to the duty manager."),
]
LOST_CARD = [
    ("h", "Lost card procedure"),
    ("h", "1. Purpose"),
    (
        "p",
        "The purpose of this procedure is to block lost cards quickly and to order a replacement. It is used by all "
        "members of the telephone banking team in both of our service centres, day and night.",
    ),
    ("h", "2. Procedure"),
    ("p", "1. Greet the caller and ask for the full name and the date of birth of the account holder."),
    (
        "p",
        "2. Verify the caller's identity with two security questions. If the answers are wrong twice, end the call and "
        "escalate to the fraud team.",
    ),
    ("p", "3. Block the card in the CardGuard system and read the confirmation number aloud."),
    (
        "p",
        "4. Ask whether a replacement is wanted. If the address has changed, send the caller to a branch; otherwise "
        "order the card.",
    ),
    ("page", ""),
    ("h", "3. Rules"),
    ("p", "Staff must never ask for the PIN."),
    ("p", "Do not unblock a card that was reported stolen."),
    ("p", "The card number is printed on the statement."),
]
CLAIMS_GERMAN = """Arbeitsanweisung Schadenmeldung

Ablauf
1. Fragen Sie nach der Versicherungsnummer und dem Namen.
2. Prüfen Sie, ob der Vertrag aktiv ist. Wenn der Vertrag gekündigt ist, leiten Sie das Gespräch an die
   Vertragsabteilung weiter, andernfalls nehmen Sie den Schaden auf.
3. Nehmen Sie Datum, Ort und Hergang auf.
4. Falls Personen verletzt sind, verbinden Sie den Anrufer sofort mit dem Notfallteam.
5. Nennen Sie die Schadennummer.

Regeln
- Sagen Sie niemals eine Zahlung zu.
- Mitarbeitende dürfen keine Schuldfrage bewerten.
"""
GYM_FAQ = """<!doctype html><html><head><title>FAQ</title><script>alert("never say hello")</script></head><body>
<nav><a href="/">Home</a></nav><h1>Frequently asked questions</h1><h2>Membership</h2>
<h3>Can I pause my membership?</h3>
<p>Yes, for up to <b>three months</b> a year. Write to the front desk two weeks before.</p>
<h3>How do I cancel?</h3><p>By e-mail, one month before the end of the term.</p>
<h2>Opening hours</h2><h3>When are you open on holidays?</h3>
<ul><li>Christmas: closed</li><li>New Year: 10 to 16</li></ul>
<footer>Do not copy.</footer></body></html>"""
POOL_FAQ_GERMAN = """# Häufige Fragen zum Stadtbad

## Eintritt

**Was kostet der Eintritt?**

Erwachsene zahlen 6,50 Euro, Kinder unter 14 Jahren 3 Euro.

**Gibt es eine Familienkarte?**

Ja, sie kostet 15 Euro und gilt für zwei Erwachsene und alle Kinder.

## Öffnungszeiten

**Wann ist das Bad geöffnet?**

Montag bis Freitag von 7 bis 21 Uhr.
"""
BILLING_PROMPT = """You are Nora, a friendly billing assistant for Helio Energy. Your job is to help customers
understand their invoices and set up payment plans.

Tone: be calm and concise.

Rules
- Never reveal another customer's data.
- You must not give tax advice.
- Only answer questions about Helio Energy contracts.
- If the user asks for a human, transfer the call to the billing team.

Start every conversation with: "Hi, this is Nora from Helio Energy. How can I help?"
Always answer in English or German.

# Tools
- lookup_invoice(customer_id): returns the latest invoice
- create_payment_plan(customer_id, months) - sets up instalments

# Examples
User: never mind
Assistant: Always happy to help.
"""
LIBRARY_PROMPT = """# Role
You are the virtual librarian of the Riverside town library. You help readers to find books and to renew loans.

# Style
Warm, patient, and brief.

# Conversation flow
1. Ask for the library card number.
2. Check whether the loan can be renewed. If another reader waits for the book, explain that it has to come back.
3. Offer to reserve the book.

# Never
- Recommend books of living politicians
- Share what other readers borrowed

# Hand over
- A reader disputes a fee: the circulation desk
- A reader asks for a person: the reference desk
"""


def docx(lines: Iterable[tuple[str, str]]) -> bytes:
    """A Word document of headings (h), paragraphs (p), numbered (1) and plain (-) items."""
    from docx import Document

    document = Document()
    styles = {"1": "List Number", "-": "List Bullet", "p": None}
    for kind, text in lines:
        if kind == "h":
            document.add_heading(text, 1)
        else:
            document.add_paragraph(text, style=styles[kind])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf(lines: Iterable[tuple[str, str]], *, password: str = "", owner: str = "") -> bytes:
    """The same as a PDF; "page" begins a new one. `password` is asked on opening, `owner` only to change it."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    flow = [
        PageBreak() if kind == "page" else Paragraph(text, styles["Heading2" if kind == "h" else "BodyText"])
        for kind, text in lines
    ]
    made = io.BytesIO()
    locked = StandardEncryption(password, owner or password) if password or owner else None
    SimpleDocTemplate(made, encrypt=locked).build(flow)
    return made.getvalue()


def scan(pages: int = 2) -> bytes:
    """A PDF of pictures of pages."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    picture = Image.new("L", (200, 280), 255)
    ImageDraw.Draw(picture).text((20, 20), "Never promise a refund.", fill=0)
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip, as Word documents are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    """A Word document of some kilobytes that unpacks to 60 MB."""
    return packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 60_000_000})


def entities() -> bytes:
    """A Word document whose entities multiply."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 9))
    text = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">' + laughs + b"]><d>&l8;</d>"
    return packed({"[Content_Types].xml": b"<a/>", "word/document.xml": text})
