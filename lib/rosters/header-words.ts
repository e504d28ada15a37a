import type { RosterField } from "./schema";

/**
 * What HR exports call the columns we look for, in English, German, French, Spanish, Portuguese, Dutch and
 * Norwegian. Written in the form `headerText` gives: lower case, no accents, words parted by one space. The
 * weight says how sure the word alone makes us, 1 when it can hardly mean anything else.
 */
type WeightedPhrases = readonly (readonly [weight: number, phrases: string])[];

export const fieldPhrases: Readonly<Record<RosterField, WeightedPhrases>> = {
  title: [
    [1, "job title|jobtitle|position title|title of position|jobtitel|stellenbezeichnung|berufsbezeichnung"],
    [1, "funktionsbezeichnung|intitule du poste|intitule de poste|libelle du poste|libelle emploi"],
    [1, "titulo del puesto|denominacion del puesto|nombre del puesto|puesto de trabajo|titulo do cargo"],
    [1, "nome do cargo|functietitel|functienaam|functiebenaming|stillingstittel|stillingsbetegnelse"],
    [0.97, "business title|working title|job role|role title|role name|job name|position name|occupation"],
    [0.95, "title|job|stelle|position|role|designation|beruf|taetigkeit|tatigkeit|poste|emploi|metier"],
    [0.95, "puesto|cargo|ocupacion|ocupacao|functie|beroep|stilling|yrke|tittel|titel|titre"],
    [0.88, "funktion|fonction|funcao|rolle|rol|planstelle|posto|papel"],
    [0.7, "funcion|profession|profesion|profissao|job description|position description"],
  ],
  department: [
    [1, "department|dept|departement|abteilung|departamento|afdeling|avdeling|abteilungsname|deptname"],
    [0.9, "fachbereich|organisationseinheit|setor|organizational unit|organisational unit|dept name"],
    [0.85, "org unit|organization unit|bereich|service|area|enhet|seksjon|function|unidad|unidade"],
    [0.75, "team|section|seccion|secao|kostenstelle|cost center|cost centre|kostenplaats|kostnadssted"],
    [0.75, "centro de costo|centro de coste|centro de custo|centre de cout|unit|einheit|direction"],
    [0.65, "group|gruppe|groupe|grupo|org|organization|organisation|equipe|equipo"],
  ],
  line_of_business: [
    [
      1,
      "line of business|lob|business unit|business line|geschaftsbereich|geschaeftsbereich|geschaftseinheit",
    ],
    [1, "unternehmensbereich|ligne d activite|ligne de metier|unite d affaires|unite commerciale"],
    [1, "linea de negocio|unidad de negocio|linha de negocio|unidade de negocio|bedrijfsonderdeel"],
    [1, "bedrijfseenheid|forretningsomrade|forretningsenhet|virksomhetsomrade|business area"],
    [0.9, "sparte|secteur d activite|geschaftsfeld|business segment|business division|bu"],
    [0.85, "division|divisie|divisjon|divisao|segment|business|pole|branche"],
  ],
  location: [
    [1, "location|work location|job location|office location|standort|arbeitsort|dienstort|lieu de travail"],
    [1, "centro de trabajo|ubicacion|localizacao|local de trabalho|locatie|werklocatie|standplaats"],
    [1, "arbeidssted|lokasjon|localisation"],
    [0.9, "office|site|vestiging|niederlassung|lieu|sede|local|sted|work site|worksite|plaats|localidad"],
    [0.85, "city|stadt|ville|ciudad|cidade|stad|ort|by|etablissement|oficina|filial|kontor|town"],
    [0.75, "region|werk|plant|branch|geography|geo|campus|facility"],
    [0.7, "country|pays|pais|land|state|province|county"],
  ],
  headcount: [
    [
      1,
      "headcount|head count|number of employees|no of employees|num employees|employee count|number of staff",
    ],
    [1, "anzahl mitarbeiter|anzahl der mitarbeiter|mitarbeiterzahl|mitarbeiteranzahl|kopfzahl|anzahl kopfe"],
    [1, "personalbestand|effectif|effectifs|nombre d employes|nombre de salaries|nombre d agents"],
    [1, "numero de empleados|no de empleados|cantidad de empleados|plantilla|dotacion"],
    [1, "numero de funcionarios|quantidade de funcionarios|no de funcionarios|numero de colaboradores"],
    [1, "aantal medewerkers|aantal werknemers|personeelsaantal|antall ansatte|antall medarbeidere"],
    [
      0.9,
      "employees|staff count|people count|number of people|incumbents|number of incumbents|positions filled",
    ],
    [
      0.9,
      "hc|kopfe|koepfe|mitarbeiter|ansatte|medewerkers|empleados|funcionarios|efetivo|bezetting|bemanning",
    ],
    [
      0.8,
      "count|anzahl|aantal|antall|nombre|cantidad|quantidade|qtd|qty|quantity|people|staff|total employees",
    ],
  ],
  employee_id: [
    [1, "employee id|employee number|employee no|emp id|emp no|empl id|emplid|personnel number|personnel no"],
    [1, "staff id|staff number|worker id|person id|payroll number|payroll id|associate id|employee code"],
    [1, "personalnummer|personal nr|pers nr|persnr|mitarbeiternummer|mitarbeiter id|mitarbeiter nr|ma nr"],
    [1, "matricule|numero employe|no employe|n employe|id employe|identifiant salarie|numero de matricule"],
    [1, "numero de empleado|no de empleado|id empleado|id de empleado|codigo de empleado|legajo"],
    [1, "matricula|id do funcionario|numero do funcionario|no mecanografico|numero mecanografico"],
    [1, "personeelsnummer|medewerkernummer|medewerker id|medewerkersnummer|werknemersnummer"],
    [1, "ansattnummer|ansatt id|ansattnr|ansatt nr|medarbeidernummer|lonnsnummer"],
    [0.7, "id|nr|no|number|employee"],
  ],
};

/** Columns about a person that are never kept, whatever else they look like. */
export const personalPhrases: readonly string[] = (
  "name|full name|employee name|worker name|staff name|person name|display name|legal name|preferred name|" +
  "first name|firstname|last name|lastname|middle name|surname|given name|family name|forename|incumbent name|" +
  "nachname|vorname|mitarbeitername|mitarbeiter name|familienname|nom|prenom|nom de famille|nom complet|" +
  "nom prenom|nom et prenom|nombre y apellidos|nombre completo|apellido|apellidos|primer apellido|nome|sobrenome|" +
  "apelido|nome completo|nome do funcionario|naam|voornaam|achternaam|volledige naam|navn|fornavn|etternavn|" +
  "fullt navn|nombre|email|e mail|mail|email address|e mail address|work email|e post|epost|correo|correo electronico|" +
  "courriel|adresse e mail|phone|phone number|telephone|mobile|mobile phone|telefon|telefono|telefone|telefoon|" +
  "date of birth|birth date|birthdate|dob|geburtsdatum|date de naissance|fecha de nacimiento|" +
  "data de nascimento|geboortedatum|fodselsdato|fodselsnummer|ssn|social security number|national id|" +
  "gender|sex|geschlecht|sexe|genero|sexo|geslacht|kjonn|home address|address|adresse|direccion|endereco|adres|" +
  "salary|base salary|gehalt|salaire|salario|salaris|lonn|username|user name|login|user id"
).split("|");

/** Inside a longer header these words mark personal data as well ("Primary work e-mail"). */
export const personalWords: readonly string[] =
  "first name|last name|email|e mail|phone|birth|surname|vorname|nachname|prenom|apellido|apellidos|sobrenome|salary".split(
    "|",
  );

/** The column speaks of somebody else, or of an earlier job. */
export const foreignQualifiers: ReadonlySet<string> = new Set(
  (
    "manager supervisor managers supervisors boss reports reporting previous former prior vorgesetzter " +
    "vorgesetzten superviseur superieur leidinggevende leder jefe gestor supervisor supervisora chefe emergency"
  ).split(" "),
);

/** The column holds a code of the thing instead of its name. */
export const codeQualifiers: ReadonlySet<string> = new Set(
  "code codes id ids key number no nr nummer num codigo numero kode".split(" "),
);

/** The column holds some other side of the thing. */
export const aspectQualifiers: ReadonlySet<string> = new Set(
  (
    "date datum level grade family category type status class band stufe niveau nivel nivell start end since " +
    "effective budget target vacant open fte percent"
  ).split(" "),
);

/** "Mr" and its kin: a column named "Title" that holds these is no job title. */
export const salutations: ReadonlySet<string> = new Set(
  "mr mrs ms miss mx dr prof sir madam herr frau hr fr m mme mlle monsieur madame sr sra srta dhr mevr mw fru".split(
    " ",
  ),
);

/** Beginnings of words that are common in job titles and rare elsewhere, in the same languages. */
export const jobWordStems: readonly string[] = (
  "manager|engineer|analyst|specialist|director|clerk|nurse|technician|assistant|operator|driver|supervisor|" +
  "administrator|coordinator|representative|officer|developer|consultant|accountant|teacher|worker|cook|cashier|" +
  "mechanic|president|associate|agent|designer|architect|scientist|advisor|adviser|auditor|planner|buyer|welder|" +
  "electrician|plumber|carpenter|receptionist|secretary|therapist|physician|pharmacist|attorney|lawyer|programmer|" +
  "leiter|ingenieur|techniker|sachbearbeiter|assistent|berater|entwickler|fahrer|pfleger|kaufmann|kauffrau|" +
  "mitarbeiter|monteur|directeur|technicien|responsable|charge|comptable|infirmier|vendeur|conducteur|gerente|" +
  "ingenier|tecnico|analista|auxiliar|jefe|encargado|enfermer|conductor|engenheir|assistente|motorista|medewerker|" +
  "verpleegkundige|adviseur|beheerder|leidinggevende|chauffeur|leder|sykepleier|radgiver|konsulent|" +
  "saksbehandler|sjafor|selger"
).split("|");
