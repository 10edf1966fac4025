"""The words by which a step says what it does: beginnings of words, by language, as parts of patterns."""

LEAD = ("and", "then", "first", "next", "finally", "it", "the agent", "please", "primero", "luego", "puis", "dann")
ASKS = (
    "ask|request|collect|gather|inquire|enquire|verif|confirm|identif|clarif|qualif|find out|take (?:the|their) ",
    "get (?:the|their|his|her|a|an) ",
    "pide|pregunt|solicit|pedir|averigua|confirma",
    "demand|vérifi|recueill",
    "frag|erfrag|klär|bitte um",
    "pergunt|peça|chied|vraag",
    "问|询问|请问|确认|核实|了解",
    "اسأل|اطلب|تأكد",
)
# What the other side tells is as good as asked for.
TELLS = (
    r"(?:the )?(?:visitor|customer|caller|person|user|guest|member|patient|client)s? "
    r"(?:say|tell|give|enter|state|choose|pick|describe)s?\b"
)
GREETS = (
    "greet|welcom|say hello|introduc",
    "salud|da la bienvenida|accueil|salue|begrüß|cumpriment|saluta|begroet",
    "问候|欢迎|打招呼|رحب|التحية",
)
ESCALATES = (r"\bescalat|\beskalier", r"\bescalar?\b|\bescalad|\bescalez", "转人工|转接人工", "تصعيد")
PASSES_ON = (
    r"\bhand(?:s|ing)? (?:\w+ )?(?:over|off)|\bhands? to|\btransfer|\bforward|\bconnect|\bput \w+ through",
    r"\bpass (?:it|them|this|the)|\brefer|\bredirect|\broute",
    r"\bpasar?\b|\bderiva|\btransfier|\btransfér|\bpasse",
    r"\bweiterleit|\bverbinde|\bübergib|\bübergeb",
    r"\bencaminh|\btrasfer|\bdoorverbind",
    "转给|转到|转交|تحويل|حول",
)
A_PERSON = (
    r"\b(?:human|person|agent|colleague|team|desk|staff|specialist|manager|supervisor)",
    r"\b(?:support|operator|representative|rep\b|advisor|nurse|doctor)",
    r"\b(?:persona|humano|colega|equipo|humain|collègue|équipe|conseiller|mensch|mitarbeiter|kollege)",
    "人工|专员|店长|موظف",
)
CALLS = (
    "look|check|fetch|retrieve|query|search|call|run|create|book|reserve|schedule|cancel|update|register|post|submit|send",
    "file|open|freeze|block|issue|generate|add|save|log|place|pay|refund|consult",
    "consulta|busca|crea|reserva|cancela|envía|envia",
    "vérifie|cherche|crée|réserve|annule|envoie",
    "prüf|such|erstell|buch|storn|sende|schick",
)
# What is done with a thing rather than which thing it is.
DOING = (
    "look up lookup check fetch retrieve query search find call run create make book reserve schedule cancel update",
    "register post submit send file open get freeze block issue generate add save log place pay read show tell give",
    "out back first then consult",
    "consulta busca crea reserva cancela envía envia vérifie cherche crée annule envoie",
)
# Matched on key_of, which folds case and accents.
WRITES = (
    "create|make|book|reserve|schedul|cancel|updat|chang|modif|register|post|submit|send|file|freez|block|issu|generat",
    "add|sav|plac|pay|charg",
    "refund|delet|remov|order|sign|open|clos|assign|notif|remind|writ|stor|record|log",
    "crea|reserv|envi|actualiz|borra|elimin|annul|envo|supprim|ajout",
    "erstell|buch|storn|send|schick|losch|ander|aktualis",
    "创建|生成|预订|预约|取消|发送|修改|删除|提交",
    "انشاء|حجز|الغاء|ارسال|تعديل|حذف",
)
# Words too common to say what a text is about.
COMMON = (
    "a an the to of for and or in on at by with from as is are be it its this that their them they our your my his her",
    "who whom which what will can may should must we you use used using any all some then when if into about",
    "el la los las un una de del en y o con su para que",
    "le les des du et ou au aux avec der die das ein eine den dem und oder mit für",
)
