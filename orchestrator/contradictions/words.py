"""The words by which a deed is known, whatever form and synonym it is told in. Data only."""

# A deed under one name, and the verbs people tell it with.
ACTS: dict[str, str] = {
    "tell": "tell state name mention disclose reveal discuss talk speak say answer inform explain communicate show"
    " quote list read publish announce",
    "grant": "issue process make create grant do perform arrange accept execute authorise authorize take handout place",
    "promise": "promise guarantee commit assure pledge",
    "ask": "ask collect request gather demand",
    "recommend": "recommend suggest propose",
    "change": "change edit update modify alter amend overwrite",
    "delete": "delete remove erase wipe",
    "store": "store save keep record log retain remember",
    "sell": "sell upsell crosssell",
    "send": "send mail email text dispatch",
    "call": "call phone ring dial",
    "transfer": "transfer escalate connect forward route redirect handover refer",
    "compare": "compare",
    "use": "use",
    "approve": "approve",
    "contact": "contact",
}
# These tell where they carry information, and grant where they carry anything else.
GIVES = "give offer provide share hand supply"
# Verbs that hold their own object.
WHOLE: dict[str, tuple[str, str]] = {
    "quote": ("tell", "price"),
    "book": ("grant", "booking"),
    "reserve": ("grant", "booking"),
    "schedule": ("grant", "booking"),
    "cancel": ("grant", "cancellation"),
    "refund": ("grant", "refund"),
    "reimburse": ("grant", "refund"),
    "discount": ("grant", "discount"),
    "diagnose": ("tell", "diagnosis"),
    "advise": ("tell", "advice"),
    "charge": ("grant", "payment"),
    "compensate": ("grant", "compensation"),
    "order": ("grant", "order"),
}
# Things under one name.
THINGS: dict[str, str] = {
    "price": "price prices pricing cost costs quote quotes quotation quotations estimate estimates",
    "booking": "booking bookings reservation reservations",
    "cancellation": "cancellation cancellations",
    "refund": "refund refunds reimbursement reimbursements",
    "discount": "discount discounts rebate rebates",
    "payment": "payment payments",
    "diagnosis": "diagnosis diagnoses",
    "advice": "advice recommendation recommendations",
    "promise": "promise promises guarantee guarantees commitment commitments",
    "emoji": "emoji emojis emoticon emoticons smiley smileys",
    "human": "human humans person people staff colleague colleagues employee employees agent agents operator team",
    "card": "card cards",
}
INFORMATION = frozenset(
    "price advice diagnosis opinion address number availability forecast password balance date time name data hour"
    " detail information status score result".split()
)
# Words that say nothing about which deed is meant.
EMPTY = frozenset(
    "a an the any some every each all of for to from with at on in about and or nor as into our your my their"
    " his her its"
    " this that these those it them they us we you i anyone anybody everyone everybody someone somebody"
    " customer customers"
    " user users caller callers visitor visitors guest guests client clients patient patients member members"
    " buyer buyers"
    " shopper shoppers people person kind kinds sort sorts information info detail details question questions request"
    " requests ever at all please also just simply out up over new own whatsoever be being been is are was were thing"
    " things anything something s re ve them themselves".split()
)
LEAD = (
    "the agent|the bot|the assistant|it|she|he|they|you|we|please|also|always|and|then|first|next|finally|must|should"
    "|shall|will|would|can|could|may|to|be able to|able to|is|be|has to|have to|needs to|need to|is allowed to"
    "|wants to"
    "|(?:help|let|allow|enable)s? (?:people|customers|users|callers|visitors|guests|clients|patients|members"
    "|them)(?: to)?"
    "|help to|the|feel free to|is there to|ensure (?:you|to)|make sure (?:you|to)"
)
FORBIDS = (
    "never ever|must never|should never|may never|never|not|no|do not|don t|does not|doesn t|must not|mustn t"
    "|should not|shouldn t|cannot|can not|can t"
    "|may not|will not|won t|is not allowed to|is not to|not allowed to|refuse to|refrain from|avoid|under no"
    " circumstances"
)
# What turns a deed into another's, a way elsewhere, or one that waits for something.
ELSEWHERE = (
    r"where|who|whom|whose|how to|point\w*|refer\w*|redirect\w*|direct \w+ to|forward\w*|pass\w* (?:\w+ )?(?:on"
    r"|to)|hand\w*"
    r"|if|unless|only|once|after|approv\w*|human|person|staff|colleagues?|team|manager|sales|someone|not|no"
    r"|never|without"
    r"|cannot|can t|don t|won t|isn t|aren t|instead|explain why|policy|policies"
)
ONE_BY_ONE = r"directly|itself|on its own|by itself|instantly|immediately|automatically|right away|on the spot|at once"
HUMANS = (
    "staff|humans?|person|people|colleagues?|employees?|managers?|teams?|front desk|reception|receptionist"
    "|owner|supervisor"
    "|somebody|someone|we|doctor|nurse|clerk|specialist"
)
# Each pair: what a tone may be called on one side, and on the other.
OPPOSITE_TONES = (
    (
        "formal formell formel förmlich formlich",
        "casual informal colloquial slangy relaxed informell locker decontracte",
    ),
    (
        "serious sober earnest ernst serieux serio",
        "funny humorous humourous playful witty jokey silly lustig drole divertido",
    ),
    ("brief concise terse short succinct knapp", "chatty talkative verbose wordy elaborate detailed longwinded"),
    ("warm friendly kind freundlich amical", "cold distant unfriendly harsh icy"),
)
HELLO = (
    "hello|hi|hey|good (?:morning|day|afternoon|evening)|welcome|thank you for|thanks for|hola|buenos|bonjour|bonsoir"
    "|hallo|guten|willkommen|bienvenid\\w*|bienvenue"
)
OPEN = (
    "we are|we're|the shop is|the store is|the office is|the practice is|opening hours?|business hours?|office"
    " hours?|hours?"
    "|open|opening|opened|öffnungszeiten|geöffnet|horaires?|ouverts?|horarios?|abiertos?"
)
UNITS = (
    "percent|days?|weeks?|months?|hours?|minutes?|seconds?|euros?|eur|usd|dollars?|pounds?|stars?|tage|prozent"
    "|jours|días"
)
PERSONAL = "email mail phone telephone mobile address birth birthday birthdate surname passport"
WRITES = (
    "create|book|cancel|update|change|delete|remove|add|modify|edit|place|submit|overwrite|write|refund|reserve"
    "|register"
)
VOICE = "phone|telephone|telefon\\w*|telefono|voice|calls?|hotline|ivr|landline|alexa|smart speaker|voix|voz"
SHOWS = (
    "(?:send|share|give|show|display|offer|post)\\w* (?:\\w+ ){0,4}(?:links?|pictures?|photos?|images?"
    "|screenshots?|maps?|pdfs?"
    "|buttons?|carousels?|videos?|brochures?)|upload\\w* (?:\\w+ ){0,3}(?:pictures?|photos?|images?|files?"
    "|documents?)"
)
WRITTEN = (
    "sms|texts?|text messages?|e ?mails?|whatsapp|mail|mails|messages?|messenger|post|letters?|chat|website|web"
    "|app|telegram"
    "|afterwards|later|not|never|no|twilio|slack|teams|screen"
)
SHARED = "advice|data|information|opinions?|estimates?|help|recommendations?|prices|numbers?|questions?"
LANGUAGES = tuple(
    frozenset(names.split())
    for names in (
        "english englisch anglais ingles inglese en",
        "german deutsch allemand aleman tedesco de",
        "french franzosisch francais frances francese fr",
        "spanish spanisch espagnol espanol castellano es",
        "italian italienisch italien italiano it",
        "portuguese portugiesisch portugais portugues pt",
        "dutch niederlandisch neerlandais nederlands holandes nl",
        "polish polnisch polonais polski polaco",
        "turkish turkisch turc turkce turco",
        "russian russisch russe ruso",
        "ukrainian ukrainisch ukrainien ucraniano",
        "arabic arabisch arabe",
        "chinese mandarin cantonese chinesisch chinois chino",
        "japanese japanisch japonais japones",
        "korean koreanisch coreen coreano",
        "hindi",
        "swedish schwedisch suedois sueco svenska",
        "danish danisch danois danes dansk",
        "norwegian norwegisch norvegien noruego norsk",
        "finnish finnisch finnois fines suomi",
        "greek griechisch grec griego",
        "czech tschechisch tcheque checo",
        "hungarian ungarisch hongrois hungaro",
        "romanian rumanisch roumain rumano",
        *("hebrew", "vietnamese", "thai", "indonesian", "tagalog", "swahili", "catalan", "welsh", "irish", "urdu"),
    )
)
