"""What can go wrong at the doors of a conversation. Each names its problem for people and its HTTP status."""


class ConversationError(Exception):
    """Base; `title` is short, the message says what happened, what was kept and what to do."""

    status = 400
    title = "That did not work"
    closes = 0  # the code with which a socket is closed, where it is
    # Seconds after which the same may be asked again.
    retry_after: int | None = None
    form_id = ""  # the form that was refused, where a page has to know which one


class NotFound(ConversationError):
    """There is no such interview, or it is somebody else's: never told apart."""

    status = 404
    title = "Not found"
    closes = 4404

    def __init__(self) -> None:
        super().__init__("There is no interview here. It may have been deleted, or the link belongs to somebody else.")


class BadMessage(ConversationError):
    """The text cannot be taken: empty, too long, or not text."""

    status = 422
    title = "The message could not be taken"


class BadField(BadMessage):
    """What was typed into one field cannot be taken; `field` names it."""

    title = "That could not be taken"

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class TooLarge(ConversationError):
    """More text than any form takes; nothing of it was saved."""

    status = 413
    title = "Too large"

    def __init__(self) -> None:
        super().__init__("What was sent is larger than 2.5 MB. Nothing of it was saved. Go back and send less.")


class BadDocument(ConversationError):
    """The document cannot be read; nothing of it was kept."""

    status = 422
    title = "The document could not be read"


class BadDescription(ConversationError):
    """The description of a tool cannot be read, fetched or used so; nothing was changed."""

    status = 422
    title = "The description could not be read"


class Conflict(ConversationError):
    """Not possible in the state the interview is in."""

    status = 409
    title = "Not possible right now"


class Interrupted(ConversationError):
    """The message is saved and is being answered, but this reader could not follow it to the end."""

    status = 503
    title = "Saved, but not heard to the end"
    closes = 1011  # the page comes back by itself and is shown everything
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(
            "Your message is saved and is being answered. Reload the page, or ask again, to see the answer."
        )


class Busy(ConversationError):
    """The database did not take the write; nothing was saved, the same request may be sent again."""

    status = 503
    title = "Busy"
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(
            "Parley is busy and could not save this. Nothing was changed. Please send it again in a moment."
        )


class TooMany(ConversationError):
    """More than a person, or an address, may ask for in a while; nothing was saved."""

    status = 429
    title = "Too many at once"

    def __init__(self, what: str, retry_after: int) -> None:
        minutes = -(-retry_after // 60)
        wait = f"{minutes} minutes" if minutes > 1 else "a minute"
        super().__init__(f"These were too many {what} in a short time. Nothing was saved. Try again in {wait}.")
        self.retry_after = retry_after
