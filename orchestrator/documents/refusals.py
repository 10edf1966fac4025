"""Why a document is not read: one sentence of what is wrong, one of what to do."""


class Refused(Exception):
    """The document cannot be read. The text is for the person who sent it."""


EMPTY = "The document is empty. Choose the file again, or paste its text."
LARGE = "The document has {size}; at most 10 MB are read. Save it without pictures, or send only the pages that matter."
ENCRYPTED = "The document is locked with a password. Save a copy without the password and send that."
BROKEN = "The document is damaged and could not be opened. Open it in its own program, save it anew and send that copy."
GONE = "The file is not where it was kept and could not be read. Send the document again."
SCANNED = (
    "The document holds pictures of pages and no text. Run text recognition (OCR) over it, or paste the text instead."
)
WORDLESS = "The document holds no text that could be read. Paste the text instead."
UNLIKE = (
    "The file is called .{ending} but is {found}. Give it its right ending, or save it as .{ending}, and send it again."
)
UNKNOWN = "The file is {found}, which is not read. Save it as .pdf, .docx, .html, .md or .txt, or paste its text."
NO_AGENT = (
    "The file is JSON, but no agent exported from ElevenLabs, Vapi, Retell or OpenAI. Paste the prompt in it instead."
)
BOMB = (
    "The document unpacks to far more than it may hold, as files made to do harm do. Save it anew from its own "
    "program, or paste its text."
)
LONG = "The document has {size}; at most {most} are read. Send the part that the agent needs."
SLOW = "The document took longer than {seconds} seconds to read and was put aside. Send it in parts, or paste its text."
LOST = "Reading the document was interrupted. It is kept: read it again."
