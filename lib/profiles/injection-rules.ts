/** What a passage that is aimed at a model, and not at a reader, tries. */
export type InjectionKind =
  | "override"
  | "role_change"
  | "addressed"
  | "score_demand"
  | "prompt_probe"
  | "role_marker"
  | "hidden_score"
  | "encoded";

/**
 * A phrase over folded text (lower case, no accents): a space stands for whatever separates two words, `~` for up to
 * three words between.
 */
export interface PhraseRule {
  readonly kind: InjectionKind;
  readonly phrase: string;
}

interface Override {
  readonly verbs: string;
  readonly nouns: string;
  /** Words that make it the reader's own orders, in front of the noun or behind it. */
  readonly before: string;
  readonly after?: string;
}

function overrides({ verbs, nouns, before, after }: Override): PhraseRule[] {
  const front = { kind: "override", phrase: `(?:${verbs})~(?:${before})~(?:${nouns})` } as const;
  if (!after) return [front];
  return [front, { kind: "override", phrase: `(?:${verbs})~(?:${nouns}) (?:${after})` }];
}

const rules = (kind: InjectionKind, phrases: readonly string[]): PhraseRule[] =>
  phrases.map((phrase) => ({ kind, phrase }));

const model =
  "evaluator|assessor|grader|judge|rater|scorer|ai|llm|language model|large language model|model|assistant|chatbot|bot|chatgpt|gpt|claude|gemini|(?:hiring|screening|scoring|recruiting|recruitment|evaluation) (?:ai|model|system|assistant|engine|bot|software)|ai (?:model|system|evaluator|reviewer|assistant|recruiter|screener|reader)";
const person = "candidate|profile|applicant|person|resume|cv|application|submission";
const inBetween =
  "(?:(?:this|me|him|her|them|it|the|my|a|an|of|as|for|to|score|rating|every|each|all|criterion|criteria|category|categories|dimension|dimensions|field|always|at least|exactly|only|please|candidate|profile|applicant|person|resume|cv) ){0,6}";
const whom = `(?:this|me|him|her|them|it|my|every|each|all|the (?:${person}|criteria|criterion))`;
const full =
  "(?:maximum|max|maximal|full|top|highest|perfect|best)(?: possible)? (?:scores?|marks?|points|ratings?|grades?|evaluation|assessment)";
const tenOfTen = "(?:10|ten|100|hundred|5|five) (?:(?:out )?of |from )?(?:10|ten|100|hundred|5|five)";
const notPraise =
  "(?! (?:rated|effort|talks?|service|satisfaction|reviews?|feedback|energy|performance|experience))";

const english: PhraseRule[] = [
  ...overrides({
    verbs:
      "ignore|ignoring|disregard|disregarding|forget|override|bypass|neglect|discard|(?:do not|don t|dont|never|stop) (?:follow|following|obey|obeying|apply|applying)",
    before: "previous|prior|above|earlier|preceding|foregoing|your|original|initial",
    nouns:
      "instructions?|prompts?|rules?|guidelines?|directions?|directives?|criteria|rubrics?|commands?|orders|messages?|training",
  }),
  ...rules("override", [
    "(?:ignore|disregard|forget|override|bypass)~(?:system|developer) (?:prompts?|instructions?|messages?)",
    "(?:ignore|disregard|forget|override|bypass)~(?:evaluation|scoring|grading|hiring) (?:instructions?|criteria|rubrics?|rules?|guidelines?)",
    "(?:ignore|disregard|forget) (?:all|any|every)(?: of)?(?: the| these| those| my| other)? (?:instructions?|prompts?|guidelines?|criteria|rubrics?)",
    "(?:ignore|disregard|forget) (?:everything|anything|all|what|whatever)(?: that| which)?(?: is| was| stands| you)? (?:above|before|previously|prior|been told|were told)",
    "(?:here are|these are|follow)(?: the| my| your)? new (?:system )?instructions",
  ]),
  ...rules("prompt_probe", [
    "(?:reveal|print|repeat|output|show|leak|disclose|expose|dump)(?: me| us)? (?:your|the)(?: full| hidden| secret| entire)? (?:system prompt|system message|initial prompt|hidden prompt|secret prompt)",
    "(?:reveal|print|repeat|output|show|leak|disclose)(?: me| us)? your (?:instructions|prompt)",
  ]),
  ...rules("role_change", [
    "you (?:are|re) (?:now|henceforth|hereafter)(?! (?:reading|looking|viewing|able|ready|connected|entering|leaving|certified|seeing|a certified|logged|registered|subscribed))",
    "from now on you (?:are|will|must|should|act|respond|answer|shall)",
    "(?:pretend|imagine|roleplay)(?: that)? you (?:are|re) (?:a|an|the|my|now|not)",
    `act as (?:if you|though you|an? (?:unrestricted|generous|lenient|${model}))`,
  ]),
  ...rules("addressed", [
    `as (?:the|an|a|my) (?:${model}|reviewer|recruiter) you (?:must|should|have to|will|shall|need to|are to)`,
    `if you (?:are|re) (?:a |an |the )?(?:${model})`,
    `(?:you|the (?:${model}|reviewer)) (?:must|should|shall|have to|has to|need to|needs to|will|are required to|is required to|are instructed to) (?:now |always |only )?(?:give|assign|award|rate|score|grade|rank|mark) ${inBetween}(?:${whom}|10|ten|100|${full})`,
    `(?:you|the (?:${model}|reviewer)) (?:must|should|shall|have to|has to) (?:now |always |only )?(?:recommend|approve|shortlist|pass|accept|hire|select) (?:this|me|the) (?:${person})`,
  ]),
  ...rules("score_demand", [
    `(?:give|assign|award|grant|set|return|output|report|respond with|answer with|reply with) ${inBetween}${tenOfTen}${notPraise}`,
    `(?:rate|score|grade|rank|mark|evaluate) ${whom} ${inBetween}(?:${tenOfTen}|10|100|${full})${notPraise}`,
    `(?:give|assign|award|grant|set|return|output|report) ${inBetween}${full}`,
    `(?:${person}) (?:deserves?|must|should|has to|needs to|is to|shall) (?:(?:be|get|receive|given|rated|scored|awarded|a|an|the) ){1,4}(?:${tenOfTen}|10|100|${full})`,
    "(?:overall|total|final|every|each|all) (?:scores?|ratings?|points) (?:must|should|shall|has to|have to|needs to) (?:be|equal) (?:set to |at least )?(?:10|ten|100|the maximum|maximum|perfect|the highest)",
    `(?:recommend|hire|select|approve|shortlist|advance) (?:this|the) (?:${person}) (?:immediately|regardless|without|no matter|unconditionally|automatically)`,
  ]),
];

const german: PhraseRule[] = [
  ...overrides({
    verbs:
      "ignoriere|ignorier|ignorieren sie|missachte|missachten sie|vergiss|vergessen sie|uberschreibe|umgehe|befolge|beachte",
    before:
      "vorherigen?|vorigen?|bisherigen?|fruheren?|obigen?|deine|deiner|ihre|alle|samtliche|vorangegangenen|vorangehenden|ursprunglichen|nicht die",
    nouns:
      "anweisung(?:en)?|instruktion(?:en)?|befehle?|regeln|vorgaben|richtlinien|anleitung(?:en)?|prompts?|systemprompt|kriterien|bewertungskriterien",
  }),
  ...rules("override", [
    "(?:ignoriere|vergiss|ignorieren sie|vergessen sie) alles (?:obige|bisherige|vorherige|was|davor)",
  ]),
  ...rules("role_change", [
    "du bist (?:jetzt|nun|ab sofort|ab jetzt)",
    "(?:von nun an|ab jetzt|ab sofort) (?:bist|musst|wirst|sollst) du",
    "sie sind (?:jetzt|nun|ab sofort)~(?:ki|assistent|bewerter|gutachter|sprachmodell|modell)",
  ]),
  ...rules("addressed", [
    "als (?:bewerter|gutachter|ki|prufer|assistent|evaluator|sprachmodell|modell|recruiter)(?:in)? (?:musst|sollst|hast|mussen|sollen|haben|bist|sind) (?:du|sie)",
  ]),
  ...rules("score_demand", [
    "(?:gib|geben sie|vergib|vergeben sie|bewerte|bewerten sie|setze|erteile)~(?:10|zehn|100)(?: von)? (?:10|zehn|100|punkten?)",
    "(?:gib|geben sie|vergib|vergeben sie|bewerte|bewerten sie|setze|erteile)~(?:hochste|maximale|volle|beste|perfekte|hochst|hochstmogliche)[nr]? (?:punktzahl|bewertung|note|punkte|wertung)",
  ]),
];

const french: PhraseRule[] = [
  ...overrides({
    verbs:
      "ignore|ignorez|oublie|oubliez|neglige|negligez|outrepasse|outrepassez|ne suis pas|ne suivez pas|ne (?:tiens|tenez) pas compte|(?:fais|faites) abstraction",
    before: "toutes?|tes|vos|ces|anciennes",
    nouns: "instructions?|consignes?|directives?|regles|criteres|prompt|ordres",
    after: "precedente?s?|anterieure?s?|ci dessus|initiale?s?|du systeme|d origine",
  }),
  ...rules("role_change", [
    "(?:tu es|vous etes) (?:maintenant|desormais|dorenavant)",
    "(?:desormais|dorenavant|a partir de maintenant) (?:tu|vous) (?:es|etes|dois|devez)",
  ]),
  ...rules("addressed", [
    "en tant qu(?:e)? (?:evaluateur|evaluatrice|assistant|ia|modele|correcteur|examinateur|recruteur|juge)(?: ia)? (?:tu|vous) (?:dois|devez|devrais|devriez)",
  ]),
  ...rules("score_demand", [
    "(?:donne|donnez|attribue|attribuez|accorde|accordez|mets|mettez|notez|evalue|evaluez)~(?:10|dix|100)(?: sur)? (?:10|dix|100)",
    "(?:donne|donnez|attribue|attribuez|accorde|accordez|mets|mettez)~(?:note|notes|score|points?) (?:maximale?s?|maximum|parfaite?|la plus (?:elevee|haute))",
  ]),
];

const spanish: PhraseRule[] = [
  ...overrides({
    verbs:
      "ignora|ignore|ignorad|olvida|olvide|omite|descarta|desobedece|no sigas|no siga|no hagas caso|haz caso omiso|haga caso omiso|desestima",
    before: "tus|sus|todas las|todas tus|estas",
    nouns: "instrucciones|indicaciones|reglas|ordenes|directrices|criterios|prompt",
    after: "anteriores|previas|previos|del sistema|iniciales|precedentes|de arriba",
  }),
  ...rules("role_change", [
    "(?:ahora eres|eres ahora|ahora usted es)",
    "a partir de ahora (?:eres|debes|actua|usted)",
  ]),
  ...rules("addressed", [
    "como (?:evaluador|evaluadora|asistente|ia|modelo|examinador|examinadora|juez) (?:debes|tienes que|has de|usted debe)",
  ]),
  ...rules("score_demand", [
    "(?:da|dale|dame|dele|otorga|otorgale|asigna|asignale|pon|ponle|puntua|califica|valora|evalua|concede)~(?:10|diez|100)(?: de| sobre)? (?:10|diez|100)",
    "(?:da|dale|dame|dele|otorga|otorgale|asigna|asignale|pon|ponle|concede)~(?:puntuacion|calificacion|nota|puntaje) (?:maxima|perfecta|mas alta)",
    "(?:da|dale|dame|dele|otorga|otorgale|asigna|asignale|pon|ponle|concede)~maxima (?:puntuacion|calificacion|nota)",
  ]),
];

const portuguese: PhraseRule[] = [
  ...overrides({
    verbs: "ignore|ignora|ignorem|esqueca|esquece|desconsidere|desconsidera|desrespeite|nao siga|nao sigas",
    before: "suas|tuas|todas as|todas as suas|essas|estas",
    nouns: "instrucoes|orientacoes|regras|ordens|diretrizes|directrizes|criterios|comandos|prompt",
    after: "anteriores|previas|previos|do sistema|acima|iniciais|precedentes",
  }),
  ...rules("role_change", [
    "(?:agora (?:voce e|tu es)|voce agora e)",
    "a partir de agora (?:voce|tu) (?:e|es|deve|deves)",
  ]),
  ...rules("addressed", [
    "como (?:avaliador|avaliadora|assistente|ia|modelo|examinador|juiz) (?:voce deve|tu deves|deves|voce tem|voce precisa)",
  ]),
  ...rules("score_demand", [
    "(?:atribua|atribui|conceda|avalie|pontue|classifique|coloque|de lhe|da lhe|de ao|de a este|de a esta|da a este|de nota)~(?:10|dez|100)(?: de| em| sobre)? (?:10|dez|100)",
    "(?:atribua|atribui|conceda|coloque|de|da)~(?:pontuacao|nota|classificacao|avaliacao) (?:maxima|perfeita|mais alta)",
  ]),
];

const dutch: PhraseRule[] = [
  ...overrides({
    verbs: "negeer|vergeet|overschrijf|omzeil|volg niet|volg",
    before: "vorige|eerdere|voorgaande|bovenstaande|je|jouw|uw|alle|niet de",
    nouns: "instructies?|opdrachten|aanwijzingen|regels|richtlijnen|criteria|prompt|systeemprompt",
  }),
  ...rules("role_change", [
    "(?:je bent|jij bent|u bent) (?:nu|vanaf nu|voortaan)",
    "vanaf nu (?:ben|moet) (?:je|jij|u)",
  ]),
  ...rules("addressed", [
    "als (?:beoordelaar|evaluator|assistent|ai|model|taalmodel|recruiter) (?:moet|dien|dient|zult) (?:je|jij|u)",
  ]),
  ...rules("score_demand", [
    "(?:geef|beoordeel|scoor|waardeer)~(?:10|tien|100)(?: van de| op| uit| op de)? (?:10|tien|100|punten)",
    "(?:geef|ken|beoordeel|waardeer)~(?:hoogste|maximale|volle|beste|perfecte) (?:score|cijfer|punten|beoordeling|waardering|puntenaantal)",
  ]),
];

const norwegian: PhraseRule[] = [
  ...overrides({
    verbs: "ignorer|overse|glem|se bort fra|overstyr|ikke folg",
    before: "tidligere|forrige|foregaende|ovenstaende|alle|dine|de",
    nouns:
      "instruksjon(?:er|ene|en)?|instruks(?:er|ene|en)?|regler|reglene|retningslinjer|retningslinjene|kriteriene|ledetekst(?:en)?|prompt(?:en)?",
    after: "dine|over|ovenfor",
  }),
  ...rules("role_change", ["du er (?:na|fra na av|heretter)", "fra na av (?:er|skal|ma) du"]),
  ...rules("addressed", [
    "som (?:evaluator|vurderer|assistent|ki|sprakmodell|modell|sensor|bedommer) (?:ma|skal|bor) du",
  ]),
  ...rules("score_demand", [
    "(?:gi|tildel|vurder|sett|ranger)~(?:10|ti|100)(?: av)? (?:10|ti|100|poeng)",
    "(?:gi|tildel|sett)~(?:hoyeste|maksimal|maksimale|full|beste|perfekt) (?:poengsum|poeng|karakter|score|vurdering)",
  ]),
];

export const phraseRules: readonly PhraseRule[] = [
  ...english,
  ...german,
  ...french,
  ...spanish,
  ...portuguese,
  ...dutch,
  ...norwegian,
];

/** Shapes that no phrase catches: marks of a conversation, fences, scores in a machine's notation. */
export const shapeRules: readonly { readonly kind: InjectionKind; readonly shape: RegExp }[] = [
  { kind: "role_marker", shape: /<\|\s*[a-z_]{2,20}\s*\|>/g },
  { kind: "role_marker", shape: /\[\/?inst\]|<<\/?sys>>/g },
  {
    kind: "role_marker",
    shape:
      /<\/?\s*(?:system|assistant|user|developer|instructions?|profile|prompt|candidate|untrusted|document|evaluation|rubric)\b[^<>\n]{0,60}>/g,
  },
  {
    kind: "role_marker",
    shape: /^[ \t]*#{1,6}[ \t]*(?:system|instructions?|assistant|developer)[ \t]*:?[ \t]*$/gm,
  },
  {
    kind: "role_marker",
    shape:
      /^[ \t]*(?:system|assistant|developer|systeme|sistema)(?: message| prompt)?[ \t]*:[ \t]*(?:you\b|ignore|give|rate\b|score|new\b|override|forget|disregard|sure\b|\{|do not\b|the (?:candidate|user|score))/gm,
  },
  {
    kind: "role_marker",
    shape:
      /\b(?:end of (?:the )?(?:candidate )?(?:profile|resume|cv)|begin (?:system|new) (?:prompt|instructions))\b/g,
  },
  {
    kind: "hidden_score",
    shape:
      /["'][a-z_ -]{0,30}(?:scores?|rating|points|overall|total|fit|grade|marks|outcome|verdict)[a-z_ -]{0,30}["']\s*:\s*["'{[]?\s*(?:\d|pass|strong|hire|true)/g,
  },
  {
    kind: "addressed",
    shape:
      /(?<=^|[.!?\n:;([{]\s{0,5})(?:dear|hey|hi|hello|attention|(?:note|notice|message|memo|instructions?|important) (?:to|for)|to)[ ,:]+(?:the |any |all |whichever )?(?:ai|llms?|(?:large )?language models?|models?|evaluators?|chatgpt|gpt|claude|gemini|(?:hiring|screening|scoring|recruiting) (?:ai|model|system|assistant|bot|software)|ai (?:model|system|evaluator|reviewer|assistant|recruiter|screener|reader)s?)\s*[:,;!\u2013\u2014-]/g,
  },
];
