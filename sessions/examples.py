"""Example starts on the first page: what people might want, in their words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    title: str
    opening: str


EXAMPLES: tuple[Example, ...] = (
    Example(
        "Returns desk",
        "A returns assistant for our online shoe shop. It should look up orders, create return labels and "
        "tell people when their refund arrives. Friendly and brief, in the chat on our website.",
    ),
    Example(
        "Booking by phone",
        "A phone assistant that books appointments for our dental practice, moves them and sends a reminder "
        "the day before. Calm and clear. It must never give medical advice.",
    ),
    Example(
        "IT help desk",
        "An internal help desk for our employees in Slack: reset passwords, answer questions on the VPN, open "
        "a ticket when it cannot help.",
    ),
    Example(
        "Lead qualifier",
        "An inbound sales assistant on our website that asks about team size and budget, answers pricing "
        "questions and books a demo with a rep when the team has 50 people or more.",
    ),
    Example(
        "Hotel concierge",
        "A concierge for our hotel guests on WhatsApp, in English and Spanish. It answers questions about the "
        "house, orders room service and recommends places nearby.",
    ),
    Example(
        "Course tutor",
        "A tutor for first-year statistics students in our course app. Patient and encouraging. It explains "
        "ideas step by step and must never hand out solutions to graded work.",
    ),
)
