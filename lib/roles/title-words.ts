/**
 * What the words of a job title mean to the matcher: English used in titles, not titles themselves. Every key and
 * value is lower-case and without diacritics; keys are compared after the plural is taken off.
 */

/** Written short → written out. A value may be several words. */
const abbreviationList = `
  acad academic|acct accountant|acctg accounting|accting accounting|acctnt accountant|accts account
  adj adjunct|admin administrative|adm administrative|admins administrator|admstr administrator|adminstr administrative
  adv advanced|advt advertising|agt agent|aircrft aircraft|amb ambulance|anlst analyst|anlyst analyst|analys analyst
  app application|appl application|applic application|apps application|appr apprentice|arch architect|archt architect|assc associate
  asoc associate|assoc associate|asst assistant|ast assistant|assist assistant|ass't assistant|asstnt assistant|atty attorney
  att attendant|attd attendant|attdt attendant|aud auditor|auto automotive|avp assistant vice president|bd board
  ba business analyst|bldg building|bi business intelligence|bio biological|biling bilingual|bkkpr bookkeeper|bkpr bookkeeper
  biz business|cad computer aided design|cert certified|certif certified|chem chemical|chf chief|civ civil
  clk clerk|cna certified nursing assistant|cnc computer numerical control|co company|coll collection|comm communication|comms communication
  comml commercial|comp computer|compl compliance|conf conference|const construction|constr construction|consult consultant
  consltnt consultant|cons consultant|contr contract|coop cooperative|coord coordinator|coordntr coordinator|corp corporate|counsel counsel
  cpa certified public accountant|crd coordinator|crm customer relationship management|cs customer service|csr customer service representative
  cust customer|custmr customer|cyber cybersecurity|dba database administrator|db database|del delivery|dep deputy|dept department
  des design|dev development|devel development|developr developer|devt development|develpmnt development|dir director|dirctr director
  disp dispatcher|dist district|distr distribution|div division|dr doctor|drvr driver|dvr driver|ea executive assistant|econ economist
  ed education|edu education|educ education|ee electrical engineer|elec electrical|elect electrical|electr electrical|electro electronic
  elem elementary|eng engineer|engg engineering|engnr engineer|engr engineer|engrg engineering|eng'r engineer|enviro environmental
  env environmental|envir environmental|equip equipment|eqpt equipment|est estimator|evp executive vice president
  exec executive|execs executive|exp experience|ext external|fab fabrication|fac facility|facs facility|fin financial|finl financial|flr floor
  fm facility manager|fnd foundation|gen general|genl general|gm general manager|govt government|gov government|gp general practitioner
  grad graduate|grp group|gvt government|hd head|helpr helper|hosp hospital|hr human resources|hris human resources information system
  hse health safety environment|ehs environmental health safety|hskpg housekeeping|hskpr housekeeper|hvac heating ventilation air conditioning
  hw hardware|icu intensive care unit|ind industrial|indl industrial|indust industrial|info information|infra infrastructure|ins insurance
  insp inspector|inst instructor|instr instructor|instl installer|int international|intl international|int'l international|inv inventory
  invest investment|it information technology|jnr junior|jr junior|jrnyman journeyman|lab laboratory|labr laborer|lang language|ld lead|ldr leader
  lib librarian|lic licensed|lit literature|log logistics|lpn licensed practical nurse|lvn licensed vocational nurse|ltd limited
  mach machine|machn machine|maint maintenance|maintce maintenance|mngr manager|mgr manager|mgmt management|mgt management|mngmt management
  mang manager|mfg manufacturing|manuf manufacturing|manf manufacturing|mkt market|mktg marketing|mkting marketing|mktng marketing
  math mathematics|maths mathematics|md physician|mech mechanic|med medical|mem member|merch merchandise
  mgd managed|mgrs manager|mil military|ml machine learning|mlt medical laboratory technician|mt medical technologist|mtl material
  mtce maintenance|mtnce maintenance|natl national|nat'l national|np nurse practitioner|nsg nursing|nurs nursing|obgyn obstetrician gynecologist
  occ occupational|ofc office|offcr officer|ofcr officer|op operator|oper operator|opr operator|optr operator|oprtr operator
  ops operations|opns operations|ot occupational therapist|otr over the road|ortho orthopedic|pa physician assistant|pcb printed circuit board
  peds pediatric|ped pediatric|pharm pharmacy|phd doctoral|phlebot phlebotomist|phys physical|pkg packaging|pm project manager|pmo project management office
  postdoc postdoctoral|pr public relations|prac practice|pract practitioner|prep preparation|pres president|prin principal|princ principal
  prk park|proc process|procure procurement|prod production|prodn production|prof professor|prog program|progmr programmer|prgmr programmer
  pgmr programmer|programer programmer|proj project|prop property|pt physical therapist|pta physical therapist assistant|pub public|purch purchasing
  qa quality assurance|qc quality control|qlty quality|qual quality|r&d research development|rad radiologic|rcptnst receptionist|recep receptionist
  rec recreation|reg regional|regl regional|rehab rehabilitation|rel relations|rep representative|repr representative|reps representative
  res research|rsch research|rsrch research|rest restaurant|rn registered nurse|rgn regional|rm room|rpr repair|rt respiratory therapist|sal sales|sch school|sci science
  sec secretary|secy secretary|sect secretary|serv service|srv service|svc service|svcs service|srvc service|svs service|slp speech language pathologist
  sls sales|sme subject matter expert|soc social|sol solution|soln solution|spec specialist|speclst specialist|splst specialist|spclst specialist
  spc specialist|spv supervisor|sped special education|sr senior|snr senior|stf staff|stat statistical|stats statistics|struct structural
  sup supervisor|supt superintendent|supr supervisor|suprv supervisor|supv supervisor|supvr supervisor|spvsr supervisor|super supervisor|superv supervisor
  surg surgical|svp senior vice president|sw software|sys system|syst system|sysadmin system administrator|ta teaching assistant|tch teacher|tchr teacher
  tech technician|techn technician|technol technology|techs technician|tel telephone|telecom telecommunications|telecomm telecommunications|temp temporary
  ther therapist|trans transportation|transp transportation|trk truck|trng training|trnr trainer|trg training|trnsp transportation|ui user interface
  univ university|util utility|ux user experience|vet veterinary|veh vehicle|vol volunteer|vp vice president|whse warehouse|wh warehouse|whs warehouse
  wk worker|wkr worker|wrkr worker|xray x ray|yr year|aprn advanced practice registered nurse|crna certified registered nurse anesthetist
  dds dentist|emt emergency medical technician|pcp primary care physician|sdet software development engineer test|sde software development engineer
  swe software engineer|cdl commercial driver license|asic application specific integrated circuit|vlsi very large scale integration
  rf radio frequency|sap sap|erp enterprise resource planning|etl extract transform load|hrbp human resources business partner|fp&a financial planning analysis
`;

/** Spellings and forms that mean the same word in a title. */
const sameWordList = `
  salesman salesperson|saleswoman salesperson|saleslady salesperson|foreperson foreman|forewoman foreman|forelady foreman|hostess host
  waitress waiter|waitstaff wait staff|seamstress sewer|stewardess steward|actress actor|masseuse massage therapist|masseur massage therapist
  postdoctorate postdoctoral|postdoctor postdoctoral|doctorate doctoral|orthopaedic orthopedic|paediatric pediatric|paediatrician pediatrician|anaesthetist anesthetist
  anaesthesiologist anesthesiologist|gynaecologist gynecologist|gynaecology gynecology|counsellor counselor|programme program|programmes program
  organisation organization|centre center|tyre tire|labour labor|labourer laborer|jeweller jeweler|theatre theater|colour color|grey gray|analyser analyzer
  optimisation optimization|organisational organizational|licence license|licenced licensed|defence defense|behaviour behavior|behavioural behavioral
  barkeeper bartender|barkeep bartender|barmaid bartender|barman bartender|houseman houseperson|housewoman houseperson|bellman bellperson|bellboy bellperson|bellhop bellperson
  doorperson doorman|handywoman handyman|handyperson handyman|chambermaid maid|chairwoman chairman|chairperson chairman|fisher fisherman
  tradesperson tradesman|craftsperson craftsman|draftsman drafter|draughtsman drafter|draftsperson drafter|draughtsperson drafter|repairman repairer|repairperson repairer
  serviceman servicer|lineworker lineman|lineperson lineman|longshoreman longshoreman|policewoman policeman|firewoman fireman|mailwoman mailman|cameraperson cameraman
  camerawoman cameraman|anchorwoman anchor|anchorman anchor|weatherman meteorologist|busboy busser|busgirl busser|busperson busser|dishwashing dishwasher
  adviser advisor|analytical analytic|analytics analytic|e-commerce ecommerce|eletrician electrician|manger manager|maneger manager|assitant assistant
  enginer engineer|engineeer engineer|softwares software|sofware software|developper developer|progammer programmer|mantenance maintenance|maintenence maintenance
  recieving receiving|secretery secretary|receptonist receptionist|reseach research|reserach research|seniro senior|anaylst analyst|analist analyst|specalist specialist
  women woman|people person|children child|teeth tooth|feet foot|knives knife|leaves leaf|staffs staff|technicien technician|technican technician
`;

/** Words that say nothing about the occupation and are dropped. */
const droppedList = `
  a an and or of the for in on at to with by as from per via into us usa uk emea apac latam na nyc ca tx remote hybrid onsite offsite
  fulltime parttime permanent seasonal temporary casual prn perm tbd tba fte h1b h2b
  level step band tier class job position title vacancy opening req requisition various multiple other all etc
  experienced skilled qualified year mid entry new based only
`;

/** Words that rank a person inside an occupation: kept, but as weak evidence. */
const seniorityList = `
  senior junior principal lead staff associate trainee advanced experienced distinguished expert intermediate beginner certified licensed registered
  deputy vice acting interim global regional national international corporate group area district north south east west northern southern eastern western
  central american america english master journeyman technical professional general graduate assistant executive
`;

/** Words that say how far a person has come and nothing else. */
const rankList =
  "senior junior principal lead staff advanced experienced distinguished intermediate beginner interim acting";

const romanNumeral = /^(?:i{1,3}|iv|v|vi{1,3}|ix|x)$/;

function readPairs(list: string): Map<string, readonly string[]> {
  const pairs = new Map<string, readonly string[]>();
  for (const entry of list.split(/[|\n]/)) {
    const [short, ...long] = entry.trim().split(/\s+/);
    if (short) pairs.set(short, long);
  }
  return pairs;
}

function readWords(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

export const abbreviations = readPairs(abbreviationList);
export const sameWords = readPairs(sameWordList);
export const droppedWords = readWords(droppedList);
export const seniorityWords = readWords(seniorityList);
export const rankWords = readWords(rankList);

/** "II", "iv", "x" and the like, as grades are written. */
export function isRomanNumeral(word: string): boolean {
  return romanNumeral.test(word);
}
