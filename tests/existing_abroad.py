"""Documents in the other languages of the interview: for each a procedure, an FAQ, a prompt, prose about no agent."""

FRENCH_PROCEDURE = """Procédure de retour d'un instrument loué

1. Objet
Cette procédure décrit comment traiter les retours d'instruments loués.

2. Étapes
1. Demandez le numéro du contrat et le nom de l'élève.
2. Vérifiez l'état de l'instrument dans le logiciel Locatrem. Si une corde est cassée, facturez dix euros ; \
sinon rendez la caution.
3. Si l'élève veut garder l'instrument, proposez l'achat.
4. Envoyez le reçu par courriel.

3. Règles
- Ne promettez jamais un remboursement immédiat.
- Les conseillers ne doivent pas accepter d'espèces.
- Demandez toujours une pièce d'identité.

4. Escalade
Si l'élève conteste les frais, transférez l'appel au responsable de l'atelier.
Les réclamations sont transmises à la direction.
"""
FRENCH_FAQ = """# Questions fréquentes du camping

## Réservation

**Puis-je annuler sans frais ?**

Oui, jusqu'à quatorze jours avant l'arrivée.

**Acceptez-vous les chiens ?**

Un chien par emplacement, tenu en laisse.

## Horaires

Q : À quelle heure ouvre la piscine ?
R : À neuf heures, de mai à septembre.
"""
FRENCH_PROMPT = """Tu es Élodie, la conseillère virtuelle de la fromagerie Mont-Clair. Ta mission est de \
conseiller les clients et de prendre leurs commandes.

Ton : reste chaleureuse et concise.

Ne donne jamais de conseils médicaux. Ne parle que de nos fromages.
Si le client demande une personne, transfère la conversation à l'équipe de vente.

Commence chaque conversation par : « Bonjour, ici Élodie, que puis-je vous proposer ? »
Réponds toujours en français ou en anglais.

# Outils
- stock_fromage(nom) : indique ce qui reste en cave

# Interdictions
- Promettre une date de livraison
- Accepter un paiement en ligne

# Exemples
Client : jamais de chèvre
Assistant : Très bien.
"""
FRENCH_PROSE = (
    """Nous étions cinq à la réunion. Le budget a été voté. N'hésitez pas à nous écrire. Le café n'était pas chaud."""
)
SPANISH_PROCEDURE = """Procedimiento para la pérdida de llaves

Objetivo
Este procedimiento describe cómo atender a los residentes que pierden sus llaves.

Pasos
1. Pida el nombre y el número de apartamento.
2. Compruebe la identidad en el sistema Vecindata. Si el residente no figura, pida un documento; de lo \
contrario anote la hora.
3. Si es de noche, llame al cerrajero de guardia.
4. Entregue la copia y cobre 15 euros.

Normas
- Nunca entregue llaves a menores.
- No deje copias en recepción.
- El personal no debe abrir viviendas ajenas.

Derivación
Cuando el residente se enfade, transfiera la llamada a la administradora.
Las quejas se derivan al presidente de la comunidad.
"""
SPANISH_FAQ = """# Preguntas frecuentes de la escuela de vela

## Cursos

**¿Hace falta saber nadar?**

Sí, al menos cincuenta metros.

**¿A partir de qué edad?**

Desde los ocho años.

## Pagos

P: ¿Se puede pagar a plazos?
R: Sí, en dos plazos sin intereses.
"""
SPANISH_PROMPT = """Eres Marina, una asistente de la biblioteca municipal. Tu tarea es recomendar libros y \
renovar préstamos.

Tono: sé amable y breve.

Nunca reveles los datos de otros lectores. Solo responde sobre la biblioteca.
Si alguien pide hablar con una persona, pasa la conversación al mostrador.

Empieza cada conversación con: «Hola, soy Marina, ¿qué quieres leer hoy?»
Responde siempre en español o en catalán.

# Herramientas
- buscar_libro(titulo): busca en el catálogo

# Prohibido
- Prestar sin carné
- Perdonar multas

# Ejemplos
Usuario: nunca leo poesía
Asistente: Entonces, novela.
"""
SPANISH_PROSE = """Éramos cinco en la reunión. No hay aparcamiento. No dudes en escribirnos. La comida no \
estuvo mal."""
CHINESE_PROCEDURE = """琴行乐器退租流程

一、目的
本流程说明如何办理乐器退租。

二、操作步骤
1、询问合同编号、姓名和电话。
2、在Qinku系统中核对租期。如果乐器有损坏，则收取维修费；否则退还押金。
3、如果学员想买下乐器、并且租满一年，则给予九折优惠。
4、发送收据。请提醒学员保留合同。

三、注意事项
（一）不得承诺当天退款。
（二）员工在任何情况下都不得索要银行卡密码。
（三）务必核对身份证件。

四、升级
学员对费用有异议时，转接给门店经理处理。
投诉一律转交客户关系部。
"""
CHINESE_FAQ = """# 露营地常见问题

## 预订

问：可以免费取消吗？
答：入住前十四天可以。

问：能带狗吗？
答：每个营位一只，须拴绳。

## 泳池

泳池几点开放？每年五月到九月，上午九点开放。
"""
CHINESE_PROMPT = """你是小岚，一家奶酪店的客服助手。你的任务是推荐奶酪、查询订单和处理退货。

语气：保持亲切、简洁。

绝不提供医疗建议。只回答与本店奶酪有关的问题。
如果顾客要求人工服务，请转接给销售团队。

每次对话开始时说：“您好，我是小岚，想尝点什么？”
请用中文或英文回答。

# 工具
- stock_cheese(name)：查询库存

# 禁止
- 承诺送达日期
- 接受线上付款

# 示例
用户：绝不要羊奶酪
助手：好的。
"""
CHINESE_SECTIONS = """你是一位耐心、专业的图书馆助手，负责解答读者的问题。

# 对话流程
1. 请读者报借书证号。
2. 查询是否可以续借。若有人预约，说明必须按时归还，否则办理续借。
3. 提醒归还日期。

# 转人工
- 读者对罚款有争议：流通台
- 读者要求找工作人员：咨询台
"""
CHINESE_PROSE = """参加会议的有五个人。预算已经通过。如有问题，不要忘记联系我们。天气不错。我们同时，也讨论了规则。"""
ARABIC_PROCEDURE = """إجراء إعادة الآلات الموسيقية المستأجرة

الغرض
يوضح هذا الإجراء كيفية معالجة طلبات إعادة الآلات.

الخطوات
1. اطلب رقم العقد واسم الطالب.
2. تحقق من مدة الإيجار في نظام Awtar. إذا كانت الآلة متضررة، اطلب رسوم الإصلاح؛ وإلا أعد مبلغ التأمين.
3. إذا أراد الطالب شراء الآلة، فاعرض عليه خصمًا.
4. أرسل الإيصال بالبريد.

القواعد
- لا تَعِد باسترداد المبلغ في اليوم نفسه.
- لا يجوز للموظفين طلب كلمة مرور البطاقة.
- تحقق دائمًا من الهوية.

التصعيد
إذا اعترض الطالب على الرسوم، فحوّل المكالمة إلى مدير الفرع.
تُحال الشكاوى إلى قسم علاقات العملاء.
"""
ARABIC_FAQ = """# الأسئلة الشائعة عن المخيم

## الحجز

س: هل يمكنني الإلغاء مجانًا؟
ج: نعم، قبل الوصول بأربعة عشر يومًا.

س: هل تقبلون الكلاب؟
ج: كلب واحد لكل موقع، على أن يكون مربوطًا.

## المسبح

**متى يفتح المسبح؟**

في التاسعة صباحًا، من مايو إلى سبتمبر.
"""
ARABIC_PROMPT = """أنت ليلى، مساعدة متجر العطور الشرقي. مهمتك هي ترشيح العطور وتتبع الطلبات ومعالجة المرتجعات.

النبرة: كن ودودًا وموجزًا.

لا تقدّم أي نصائح طبية. أجب فقط عن أسئلة متجرنا.
إذا طلب العميل التحدث مع شخص، فحوّل المحادثة إلى فريق المبيعات.

ابدأ كل محادثة بعبارة: «مرحبًا، أنا ليلى، أي عطر تود أن تجرب؟»
أجب دائمًا بالعربية أو الإنجليزية.

# الأدوات
- stock_perfume(name): يعرض ما تبقى في المخزن

# المحظورات
- الوعد بموعد التسليم
- قبول الدفع عبر الإنترنت

# أمثلة
العميل: لا تعرض المسك
المساعد: حسنًا.
"""
ARABIC_PROSE = """حضر الاجتماع خمسة أعضاء. تمت الموافقة على الميزانية. لا تتردد في الاتصال بنا. لا \
تتوفر مواقف. كان الجو \
جميلًا."""
FRENCH_CLINIC = """Accueil téléphonique de la clinique vétérinaire

Déroulement
Étape 1 : Saluez l'appelant et demandez l'espèce et l'âge de l'animal.
Étape 2 : Notez les symptômes. Lorsque l'animal respire mal, passez l'appel immédiatement au vétérinaire de \
garde, sinon proposez un rendez-vous.
Étape 3 : Rappelez les documents à apporter.

À ne pas faire
- Poser un diagnostic par téléphone
- Recommander un médicament sur ordonnance

Transfert
- Appelant en colère : responsable de l'accueil
- En cas de litige, le dossier est transmis à la direction.

Questions fréquentes
Êtes-vous ouverts le samedi ? Oui, de neuf heures à midi.
Acceptez-vous la carte bancaire ? Oui.
"""
FRENCH_FLORIST = """# Rôle
Vous êtes l'assistante virtuelle de la fleuriste Orangine, chargée de conseiller les clients.

# Objectifs
- Aider à choisir un bouquet
- Suivre les livraisons

# Ton
Chaleureux et bref, sans emojis.

# Règles
- Il est interdit de promettre une heure de livraison.
- N'indiquez aucun prix de gros.
- Vous ne devez jamais communiquer les coordonnées d'un autre client.
- Si le client demande un remboursement, transférez-le au gérant.

# Message d'accueil
Bonjour et bienvenue chez Orangine, à qui voulez-vous offrir des fleurs ?

# Langues
Français, anglais et arabe
"""
SPANISH_CLINIC = """Atención telefónica de la clínica veterinaria

Procedimiento
Paso 1: Salude y pregunte la especie y la edad del animal.
Paso 2: Anote los síntomas. En caso de que el animal respire mal, pase la llamada de inmediato al veterinario \
de guardia; en caso contrario, ofrezca una cita.
Paso 3: Recuerde los documentos necesarios.

Prohibiciones
- Diagnosticar por teléfono
- Recomendar medicamentos con receta

Derivación
- Persona enfadada: encargada de recepción
- Si hay una disputa, remita el caso a la dirección.

Preguntas frecuentes
¿Abren los sábados? Sí, de nueve a dos.
¿Aceptan tarjeta? Sí.
"""
SPANISH_FLORIST = """# Rol
Eres el asistente virtual de la floristería Naranja, encargado de asesorar a los clientes.

# Objetivos
- Ayudar a elegir un ramo
- Seguir las entregas

# Tono
Cálido y breve, sin emojis.

# Reglas
- Está prohibido prometer una hora de entrega.
- No debes dar precios al por mayor.
- Si el cliente pide un reembolso, transfiérelo al gerente.

# Saludo
Hola, bienvenido a Naranja, ¿a quién quieres regalar flores?

# Idiomas
Español, inglés y francés
"""
CHINESE_CLINIC = """宠物医院电话接待规范

一、适用范围
适用于前台全体员工。

二、工作流程
第一步：问候来电者，询问宠物的种类和年龄。
第二步：了解症状。若宠物呼吸困难或者大量出血，立即转接值班兽医；否则登记预约。
第三步：告知到院时间与所需证件。
第四步：如需取消预约，应在系统中注明原因。

三、禁止事项
1. 禁止通过电话诊断病情。
2. 不要推荐处方药。
3. 只有主治医生可以报价。

四、转人工
（1）来电者情绪激动：前台主管
（2）涉及医疗纠纷的，转交给院长办公室。

五、常见问题
问：周末营业吗？
答：营业，上午九点至下午五点。
问：可以刷医保卡吗？
答：不可以。
"""
CHINESE_FLORIST = """# 角色
你是“阿橙”，花店“橙子花坊”的智能客服。

# 目标
- 帮助顾客挑选花束
- 查询配送进度

# 语气
热情、简短，不要使用表情符号。

# 规则
- 不能承诺具体的送达时间
- 如果顾客询问批发价格，请告诉他们联系批发部
- 绝对不要透露其他顾客的信息

# 升级
当顾客要求退款时，请将对话转给店长。
顾客连续两次表示不满意的话，转人工客服。

# 开场白
您好！欢迎来到橙子花坊，请问想送花给谁？

# 工具
- 查询订单：根据订单号返回状态
- Shopify
"""
ARABIC_CLINIC = """دليل استقبال مكالمات العيادة البيطرية

الخطوات
أولاً: رحّب بالمتصل واسأله عن نوع الحيوان وعمره.
ثانياً: اسأل عن الأعراض. إذا كان الحيوان يعاني من صعوبة في التنفس، فحوّل المكالمة فوراً إلى الطبيب المناوب، \
وإلا سجّل موعداً.
ثالثاً: أخبره بموعد الحضور.

الممنوعات
- يُمنع تشخيص الحالة عبر الهاتف.
- لا تصف أي دواء.

التحويل
- المتصل غاضب: مشرف الاستقبال
- عند وجود نزاع، يُحال الملف إلى مدير العيادة.

الأسئلة الشائعة
س: هل تعملون يوم الجمعة؟
ج: لا، من السبت إلى الخميس.
س: هل تقبلون البطاقات؟
ج: نعم.
"""
ARABIC_FLORIST = """# الدور
أنت مساعد افتراضي لمحل الزهور «برتقال».

# المهام
- مساعدة العملاء على اختيار الباقات
- متابعة التوصيل

# النبرة
ودودة ومختصرة، دون رموز تعبيرية.

# القواعد
- لا تعِد بوقت محدد للتوصيل
- إذا سأل العميل عن أسعار الجملة، فاطلب منه التواصل مع قسم الجملة

# رسالة الترحيب
أهلاً بك في برتقال، لمن تود إهداء الزهور؟

# اللغات
العربية والإنجليزية
"""
