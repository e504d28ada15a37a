/**
 * Titles in wide use at employers that the reference titles lack or place by another meaning, with the occupation they
 * name (2018 SOC; several where practice differs). Written by hand from how such jobs are classified, and taken in
 * beside the reference titles; every entry is language, none stands for one employer.
 */
const houseTitleList = `
  15-1252 software engineer; software developer; application developer; full stack developer; full stack engineer; backend engineer; frontend engineer; mobile developer; android developer; ios developer; java developer; dotnet developer; python developer; salesforce developer; sap abap developer; member of technical staff; software development engineer; web application developer; technical lead software; lead developer; devops engineer; site reliability engineer; platform engineer; embedded software engineer; software architect
  15-1253 qa engineer; qa analyst; quality assurance tester; software tester; test automation engineer; automation tester; test engineer software; test lead; software development engineer in test; qa automation engineer; quality assurance lead
  15-1251 programmer; computer programmer; programmer analyst; mainframe programmer
  15-1211 systems analyst; business systems analyst; it business analyst; programmer analyst; sap consultant; sap functional analyst; oracle functional consultant; erp consultant; technical business analyst; it analyst; functional consultant; workday consultant; salesforce consultant; solution consultant
  15-1299 it project manager; solution architect; enterprise architect; technical architect; technology lead; it consultant; systems engineer; cloud architect; technical project manager; scrum master; salesforce architect; information technology specialist
  15-1242 database administrator; sql dba; oracle dba; dba
  15-1243 data engineer; etl developer; data architect; data warehouse developer; big data engineer; data modeler; database developer; informatica developer; hadoop developer; bi developer
  15-2051 data scientist; senior data scientist; business intelligence analyst; data analyst; analytics manager; decision scientist; data analytics consultant; analytics consultant; tableau developer; power bi analyst
  15-2041 statistician; biostatistician; statistical programmer; sas programmer; statistical analyst; quantitative analyst
  15-2031 operations research analyst; operations analyst; optimization analyst; decision support analyst; supply chain analyst; analytics analyst
  15-1221 research scientist computer; machine learning scientist; ai research scientist; applied scientist; machine learning researcher; machine learning engineer; computer vision scientist; ai engineer
  15-1212 information security engineer; cyber security analyst; security analyst; penetration tester; information security consultant
  15-1241 network engineer; network architect; network design engineer
  15-1244 systems administrator; linux administrator; network administrator; windows administrator; infrastructure engineer; cloud engineer; vmware engineer; storage administrator; sharepoint administrator; middleware administrator; systems engineer infrastructure
  15-1231 network support engineer; network technician; noc engineer
  15-1232 help desk analyst; desktop support; technical support engineer; it support; application support analyst; production support analyst
  15-1254 web developer; front end developer; web designer developer; ui developer
  15-1255 ux designer; ui designer; user experience researcher; interaction designer; product designer digital; game designer; ux researcher
  11-3021 it manager; it director; software development manager; engineering manager software; director of engineering software; technology manager; vp of technology; head of data; application manager; delivery manager; technical program manager; chief technology officer; infrastructure manager; manager information technology; qa manager; director of software
  11-2021 marketing manager; brand manager; product manager; product marketing manager; digital marketing manager; director of marketing; category manager
  11-2022 sales manager; sales director; regional sales manager; business development manager; account director; director of business development; head of sales; vp sales
  11-1021 operations manager; general manager; director of operations; branch manager operations; managing director; store director; business manager; country manager; chief of staff
  11-1011 chief executive officer; president; managing director; chief operating officer; founder; vice president; executive director; executive vice president; chief strategy officer
  11-3031 finance manager; financial controller; director of finance; vice president finance; treasury manager; finance director; fund manager; portfolio manager; investment director; controller; chief financial officer; risk manager
  11-3121 hr manager; human resources director; talent acquisition manager; people manager
  11-3051 production manager; plant manager; manufacturing manager; manufacturing operations manager; quality manager
  11-3061 purchasing manager; procurement manager; sourcing manager; strategic sourcing manager
  11-3071 logistics manager; supply chain manager; warehouse manager; distribution manager; transportation manager
  11-9041 engineering manager; engineering project manager; director of engineering; design manager engineering; r and d manager
  11-9021 construction manager; construction project manager; project manager construction; site manager
  11-9111 practice manager; clinic manager; nurse manager; director of nursing; health services administrator; hospital administrator; clinical director
  11-9121 research director; laboratory manager; director of research; clinical research manager; science manager; clinical trial manager; r and d director
  11-9051 restaurant manager; food and beverage manager; bar manager; kitchen manager; assistant restaurant manager
  11-9081 hotel manager; lodging manager; front office manager; resort manager
  11-9033 dean; program director academic; registrar; director of admissions; associate dean; department chair; director of student affairs
  11-9032 school principal; assistant principal; vice principal; head of school
  13-1082 project manager; project coordinator; project analyst; project management specialist; program manager; project lead; pmo analyst; scrum master; project administrator
  13-1111 management consultant; consultant; business analyst; strategy consultant; business consultant; senior consultant; strategy analyst; management analyst; business process analyst; engagement manager; advisory consultant; process improvement analyst; associate consultant; strategy manager; business transformation consultant
  13-1161 market research analyst; marketing analyst; marketing specialist; marketing coordinator; digital marketing specialist; seo specialist; marketing associate; social media specialist; marketing executive; product analyst; marketing consultant; brand strategist
  13-1081 logistics analyst; logistician; supply chain analyst; supply planner; logistics engineer; logistics specialist; demand planner; supply chain specialist
  13-1071 recruiter; hr specialist; hr generalist; talent acquisition specialist; technical recruiter; hr business partner; human resources coordinator
  13-1151 training specialist; training coordinator; corporate trainer; learning and development specialist
  13-1141 compensation analyst; benefits analyst; compensation and benefits specialist
  13-1041 compliance officer; compliance analyst; regulatory affairs specialist; regulatory affairs associate; compliance specialist; regulatory specialist
  13-1051 cost estimator; estimator; quantity surveyor; cost engineer; cost analyst
  13-1023 buyer; procurement specialist; purchasing agent; sourcing specialist; strategic buyer; commodity manager; procurement analyst
  13-2011 accountant; auditor; staff accountant; tax associate; tax consultant; tax analyst; audit associate; internal auditor; assurance associate; audit senior; senior accountant; tax manager; audit manager; tax senior; assurance senior; accounting analyst; forensic accountant; transfer pricing associate; accounting manager
  13-2051 financial analyst; investment analyst; equity research analyst; investment banking analyst; investment banking associate; research analyst equity; portfolio analyst; corporate development analyst; fp and a analyst; valuation analyst; investment associate; mergers and acquisitions analyst; private equity associate
  13-2054 risk analyst; financial risk analyst; market risk analyst; risk management analyst; model risk analyst; risk specialist; quantitative risk analyst; risk associate
  13-2099 quantitative analyst; financial engineer; quantitative researcher; quantitative strategist; fraud analyst; quantitative developer; aml analyst
  13-2041 credit analyst; credit risk analyst; credit officer
  13-2072 loan officer; mortgage loan officer; mortgage consultant; loan originator
  13-2052 financial advisor; wealth advisor; wealth manager; financial consultant; financial planner; private banker
  41-3031 trader; stock broker; securities trader; investment banker; sales and trading analyst; sales trader; equity trader
  41-4011 technical sales representative; medical sales representative; technical account manager; solution sales; sales representative technical
  41-4012 sales representative; sales executive; account manager; account executive; wholesale sales representative; export sales representative; business development representative; inside sales representative
  41-9031 sales engineer; presales engineer; pre sales consultant; solutions engineer; field application engineer; technical sales engineer; application engineer sales; customer success engineer
  41-3091 business development associate; sales consultant services; account executive services; business development executive; customer success manager
  17-2112 industrial engineer; manufacturing engineer; quality engineer; process engineer manufacturing; production engineer; supply chain engineer; supplier quality engineer; lean engineer; continuous improvement engineer; industrial engineering; plant engineer; quality assurance engineer manufacturing; validation engineer; methods engineer; test process engineer
  17-2141 mechanical engineer; design engineer mechanical; mechanical design engineer; hvac engineer; product design engineer; automotive engineer; powertrain engineer; thermal engineer; cae engineer; project engineer mechanical; design engineer; rotating equipment engineer; product development engineer; vehicle engineer; piping engineer
  17-2071 electrical engineer; power engineer; protection engineer; substation engineer; power systems engineer; electrical design engineer; controls engineer; power electronics engineer; automation engineer; electrical project engineer
  17-2072 electronics engineer; rf engineer; hardware design engineer; analog design engineer; firmware engineer; asic design engineer; embedded engineer; design verification engineer; ic design engineer; physical design engineer; telecommunications engineer; wireless engineer; rf design engineer; telecom engineer; mixed signal design engineer; signal processing engineer
  17-2061 hardware engineer; computer hardware engineer; fpga engineer; asic verification engineer; cpu design engineer; systems design engineer hardware; soc design engineer; component design engineer; silicon validation engineer
  17-2051 civil engineer; structural engineer; transportation engineer; geotechnical engineer; bridge engineer; project engineer civil; water resources engineer; field engineer construction; traffic engineer; highway engineer
  17-2041 chemical engineer; process engineer; process development engineer; process safety engineer; process design engineer; refinery engineer
  17-2131 materials engineer; metallurgical engineer; packaging engineer materials; corrosion engineer; welding engineer; polymer engineer; process engineer semiconductor
  17-2171 petroleum engineer; reservoir engineer; drilling engineer; completions engineer; production engineer oil gas; wireline field engineer; field engineer oilfield
  17-2031 biomedical engineer; bioprocess engineer; medical device engineer; r and d engineer medical device; bioengineer; clinical engineer; tissue engineer
  17-2081 environmental engineer; wastewater engineer; remediation engineer; air quality engineer
  17-2199 research engineer; mechatronics engineer; robotics engineer; staff engineer; optical engineer; nanotechnology engineer; photonics engineer; engineer
  17-2011 aerospace engineer; aerodynamics engineer; flight test engineer; avionics engineer; propulsion engineer; stress engineer aerospace; aircraft structures engineer
  17-1011 architect; project architect; architectural designer; intern architect; junior architect; design architect; architectural associate; architectural intern; job captain
  17-1012 landscape architect; landscape designer
  17-3011 architectural drafter; cad technician; cad drafter; draftsperson; revit technician; bim modeler
  19-1042 postdoctoral fellow; postdoctoral research fellow; postdoctoral associate; postdoctoral scholar; postdoctoral researcher; research fellow; medical scientist; clinical scientist; clinical research scientist; research associate medical; scientist; principal scientist; immunologist; postdoctoral research associate; research scientist; cancer researcher; postdoc; clinical research associate; instructor of medicine research
  19-1029 research associate biology; computational biologist; bioinformatics scientist; bioinformatician; molecular biologist; biologist; scientist biology; geneticist; neuroscientist; bioinformatics analyst; postdoctoral fellow biology
  19-1021 biochemist; biophysicist; protein scientist; scientist protein; research biochemist; scientist biochemistry; formulation scientist; process development scientist; associate scientist
  19-1022 microbiologist; virologist; bacteriologist
  19-2031 chemist; analytical chemist; synthetic chemist; research chemist; medicinal chemist; analytical scientist; quality control chemist; formulation chemist; scientist chemistry; organic chemist
  19-2012 physicist; research physicist; postdoctoral associate physics; medical physicist; accelerator physicist; optical scientist; postdoctoral researcher physics
  19-2032 materials scientist; postdoctoral researcher materials
  19-2042 geologist; geophysicist; geoscientist; hydrogeologist; exploration geologist; seismic interpreter; petrophysicist; mine geologist
  19-2041 environmental scientist; environmental consultant; environmental specialist; sustainability analyst; environmental planner; climate scientist; environmental analyst
  19-4021 biological technician; research technician; lab research assistant; research assistant biology; research technologist; research associate laboratory; research specialist; laboratory research technician; lab technician biology; research assistant; research associate
  19-4031 chemical technician; laboratory analyst; laboratory technician chemistry; quality control technician lab
  19-4061 social science research assistant; survey research assistant; research assistant economics; policy research assistant; research coordinator social science
  19-3011 economist; economic consultant; economic analyst; economics associate; econometrician
  19-3033 clinical psychologist; psychologist; neuropsychologist; psychology fellow
  19-3051 urban planner; city planner; transportation planner; urban designer
  19-3041 sociologist
  19-3022 survey researcher; survey methodologist
  23-1011 attorney; lawyer; associate attorney; counsel; legal counsel; corporate counsel; law associate; legal associate; international lawyer; foreign legal consultant; litigation associate
  23-2011 paralegal; legal assistant; law clerk foreign; patent agent; patent technical advisor; legal specialist; immigration paralegal
  23-1012 judicial law clerk; law clerk
  25-1071 assistant professor of medicine; clinical assistant professor; assistant professor of surgery; clinical instructor medicine; assistant professor of pediatrics; professor of radiology; assistant professor dentistry; assistant professor of pharmacy; associate professor of medicine; assistant professor of public health; clinical associate professor
  25-1011 assistant professor of finance; assistant professor of marketing; assistant professor of management; assistant professor of accounting; professor of business; business school lecturer
  25-1021 assistant professor of computer science; computer science lecturer; assistant professor of information systems
  25-1032 assistant professor of engineering; assistant professor of mechanical engineering; assistant professor of electrical engineering; engineering professor
  25-1022 assistant professor of mathematics; assistant professor of statistics; mathematics lecturer
  25-1042 assistant professor of biology; biology lecturer; assistant professor of neuroscience; assistant professor of genetics
  25-1052 assistant professor of chemistry
  25-1054 assistant professor of physics; physics lecturer
  25-1063 assistant professor of economics; visiting assistant professor economics
  25-1065 assistant professor of political science; assistant professor of international relations
  25-1066 assistant professor of psychology
  25-1081 assistant professor of education; assistant professor of special education; assistant professor of curriculum
  25-1121 assistant professor of art; assistant professor of music; assistant professor of theatre; assistant professor of design; dance professor
  25-1122 assistant professor of communication; assistant professor of journalism
  25-1123 assistant professor of english; english lecturer; writing instructor
  25-1124 assistant professor of spanish; lecturer in chinese; foreign language lecturer; french lecturer; arabic lecturer; language instructor
  25-1125 assistant professor of history
  25-1126 assistant professor of philosophy; assistant professor of religion
  25-1199 assistant professor; lecturer; visiting scholar; adjunct faculty; faculty; visiting assistant professor; adjunct professor
  25-2021 elementary teacher; elementary school teacher; bilingual elementary teacher; spanish immersion teacher; dual language teacher; primary teacher; first grade teacher; second grade teacher
  25-2022 middle school teacher; middle school math teacher; middle grades teacher
  25-2031 high school teacher; math teacher; science teacher; physics teacher; spanish teacher; chemistry teacher; english teacher; secondary teacher; french teacher; biology teacher; secondary mathematics teacher; chinese teacher; mandarin teacher; foreign language teacher
  25-2056 special education teacher elementary; special education teacher
  25-2011 preschool teacher; montessori teacher; early childhood teacher; toddler teacher
  25-9031 curriculum developer; instructional designer; curriculum specialist; instructional technologist; education consultant
  25-9042 teacher assistant; teacher aide; teaching aide; assistant teacher
  25-3021 ski instructor; snowboard instructor; surf instructor; swim instructor; dance instructor; martial arts instructor; riding instructor; tennis instructor; sailing instructor; music teacher private; scuba instructor; kite instructor; diving instructor; piano teacher; sports instructor; ski and snowboard instructor; horseback riding instructor
  27-2022 soccer coach; tennis coach; head coach; assistant coach; gymnastics coach; swim coach; youth coach; volleyball coach; rugby coach; athletic coach; coach
  27-1024 graphic designer; visual designer; art designer; graphic artist; web graphic designer; creative designer; motion graphics designer; design associate; digital designer; multimedia designer; packaging designer
  27-1021 industrial designer; product designer; furniture designer; automotive designer; toy designer; footwear designer; jewelry product designer
  27-1022 fashion designer; apparel designer; technical designer apparel; textile designer; assistant designer fashion; knitwear designer
  27-1025 interior designer; interior design associate
  27-1014 animator; 3d artist; visual effects artist; motion designer; lighting artist; character artist; lighting technical director; compositor; vfx artist
  27-1011 art director; creative director
  27-3031 public relations specialist; communications specialist; pr account executive; communications coordinator; communications manager; outreach coordinator; public relations account executive
  27-3041 editor; copy editor; associate editor; content editor; managing editor
  27-3042 technical writer; documentation specialist
  27-3043 copywriter; content writer; writer; content strategist
  27-3023 journalist; reporter; news correspondent; news producer
  27-3091 interpreter; translator; interpreter translator; localization specialist
  27-2012 producer; film producer; video producer; program producer; casting director
  27-4032 film editor; video editor
  29-1216 hospitalist; internal medicine physician; physician internal medicine; internist; nocturnist; internal medicine hospitalist; internal medicine resident; primary care physician internal medicine; resident physician internal medicine
  29-1215 family medicine physician; family physician; family practice physician; primary care physician; family medicine resident; physician family practice
  29-1221 pediatrician; pediatric hospitalist; neonatologist; pediatric resident; pediatric fellow; pediatric cardiologist; pediatric critical care physician; pediatric endocrinologist; pediatric hematologist oncologist; neonatal perinatal fellow; pediatric physician
  29-1223 psychiatrist; child psychiatrist; psychiatry resident; psychiatric physician; addiction psychiatrist
  29-1229 gastroenterologist; nephrologist; physician; oncologist; endocrinologist; rheumatologist; hematologist oncologist; pulmonologist; critical care physician; resident physician; urgent care physician; infectious disease physician; medical resident; physician specialist; fellow physician; clinical fellow; intensivist; pgy resident; house physician; physiatrist; medical fellow
  29-1212 cardiologist; interventional cardiologist; cardiology fellow; electrophysiologist; noninvasive cardiologist
  29-1217 neurologist; neurology resident; vascular neurologist; epileptologist; stroke neurologist; movement disorders fellow
  29-1211 anesthesiologist; anesthesiology resident; pain physician anesthesiology; anesthesia fellow
  29-1214 emergency physician; emergency medicine physician; emergency medicine resident
  29-1218 obstetrician; gynecologist; ob gyn physician; maternal fetal medicine physician; gynecologic oncologist; reproductive endocrinologist
  29-1222 pathologist; pathology resident; pathology fellow; dermatopathologist; surgical pathologist; hematopathology fellow; cytopathology fellow
  29-1224 radiologist; radiology resident; diagnostic radiologist; interventional radiologist; neuroradiologist; radiology fellow; nuclear medicine physician; body imaging fellow
  29-1241 ophthalmologist; retina surgeon; ophthalmology fellow; cornea fellow; glaucoma specialist
  29-1242 orthopedic surgeon; orthopedic surgery fellow; hand surgeon; spine surgeon orthopedic; sports medicine surgeon
  29-1249 general surgeon; surgeon; surgery resident; neurosurgeon; vascular surgeon; thoracic surgeon; plastic surgeon; urologist; trauma surgeon; transplant surgeon; surgical fellow; otolaryngologist; cardiothoracic surgeon; surgery fellow; colorectal surgeon
  29-1021 dentist; general dentist; associate dentist; pediatric dentist; dental resident; endodontist; periodontist
  29-1051 pharmacist; staff pharmacist; clinical pharmacist; pharmacy manager; pharmacist in charge; pharmacist intern; pharmacy resident; retail pharmacist
  29-1122 occupational therapist; staff occupational therapist
  29-1123 physical therapist; staff physical therapist; rehab manager physical therapist; outpatient physical therapist; senior physical therapist
  29-1127 speech language pathologist; speech therapist; clinical fellow speech language pathology; bilingual speech language pathologist
  29-1126 respiratory therapist; staff respiratory therapist
  29-1131 veterinarian; associate veterinarian; veterinary intern; veterinary resident; veterinary surgeon; veterinary radiologist; emergency veterinarian
  29-1141 registered nurse; staff nurse; charge nurse; nurse case manager; clinical nurse; icu nurse; nurse supervisor; operating room nurse; nurse coordinator; clinical nurse specialist
  29-1171 nurse practitioner; family nurse practitioner; adult nurse practitioner
  29-1011 chiropractor; chiropractic physician
  29-1031 dietitian; clinical dietitian; nutritionist; registered dietitian
  29-2011 medical technologist; clinical laboratory scientist; medical laboratory scientist; laboratory technologist; histotechnologist; cytogenetic technologist; cytotechnologist; clinical laboratory technologist; molecular technologist
  29-2012 medical laboratory technician; laboratory technician medical; clinical laboratory technician; phlebotomy technician lab
  29-9021 clinical data analyst; health informatics specialist; clinical informatics analyst; health data analyst
  21-1014 mental health counselor; therapist mental health; psychotherapist
  21-1021 child welfare social worker; family case worker; case worker; school social worker
  21-1022 medical social worker; social worker healthcare; hospital social worker
  21-1023 psychiatric social worker; clinical social worker; mental health social worker
  21-1093 case manager; social service assistant; human services worker
  35-1011 chef; head chef; executive chef; sous chef; chef de partie; pastry chef; sushi chef; head cook; specialty chef; chef de cuisine; ethnic chef; specialty cook
  35-2014 cook; line cook; restaurant cook; prep cook; grill cook; fry cook; cook restaurant; broiler cook; second cook; first cook
  35-2012 camp cook; cafeteria cook; institutional cook
  35-2021 kitchen helper; food prep worker; prep worker; kitchen worker; pantry worker; kitchen prep
  35-3023 counter attendant; barista; fast food worker; concession worker; snack bar attendant; food concession worker; ice cream server; concession stand worker; food service worker; deli worker; food runner; concessionaire
  35-3031 waiter; waitress; server; restaurant server; food server; banquet server; cocktail server; wait person; dining room server; waitstaff
  35-3041 room service attendant; room service server
  35-3011 bartender; mixologist
  35-9011 busser; dining room attendant; bar back; bus person; food runner; banquet houseman; dining attendant; barback
  35-9021 dishwasher; steward; kitchen steward; utility steward; dish washer; pot washer; dishwasher kitchen helper
  35-9031 host; hostess; restaurant host; greeter restaurant
  37-2011 janitor; custodian; houseman; houseperson; public area attendant; cleaner; public space cleaner; janitorial worker; public area cleaner
  37-2012 housekeeper; room attendant; maid; housekeeping attendant; room cleaner; guest room attendant; cabin cleaner; housekeeping cleaner; laundry housekeeper; housekeeping staff; cleaning staff hotel
  37-1011 housekeeping supervisor; head housekeeper; executive housekeeper; housekeeping manager; housekeeping inspector
  37-1012 landscape supervisor; landscape foreman; landscape crew leader; grounds supervisor; lawn crew supervisor; landscape crew foreman
  37-3011 landscape laborer; landscaper; groundskeeper; landscape worker; lawn care worker; greenskeeper; golf course worker; gardener; grounds maintenance worker; landscape technician; mower; irrigation laborer; turf worker; golf course laborer; grounds worker; landscape installer; snow removal laborer; hardscape laborer; sod layer; landscape gardener; yard worker; landscape crew member; general laborer landscaping
  37-3012 pesticide applicator; herbicide applicator; spray technician; lawn chemical applicator; vegetation sprayer
  37-3013 tree trimmer; tree climber; arborist; tree worker; tree groundsman; arborist climber; tree pruner; brush cutter right of way
  39-3091 amusement park worker; carnival worker; ride operator; ride attendant; game operator; amusement attendant; carnival laborer; caddy; caddie; golf attendant; recreation attendant; ride jockey; ski lift attendant; lift operator ski; carnival ride operator; cart attendant golf; games attendant; water park attendant; outside services attendant
  39-2021 groom; stable attendant; stable hand; horse groom; kennel attendant; dog handler; barn worker; horse caretaker; animal caretaker; stable worker; barn hand; hot walker; stable groom
  39-2011 horse trainer; dog trainer; exercise rider
  39-6011 bellman; bell attendant; doorman; porter; valet bell; baggage porter; bellhop
  39-6012 concierge
  39-5012 hairstylist; hair stylist; cosmetologist; hairdresser
  39-5092 nail technician; manicurist
  39-5094 esthetician; skin care specialist
  31-9011 massage therapist; spa therapist
  39-9011 nanny; child care worker; babysitter; childcare attendant; au pair; child caregiver; daycare worker
  39-9031 fitness instructor; yoga instructor; personal trainer; pilates instructor; group fitness instructor; fitness trainer; zumba instructor
  39-9032 camp counselor; recreation leader; activities leader; recreation coordinator; recreation worker; activities coordinator; kids club counselor; activity attendant; recreational leader; activities director
  39-9041 resident advisor; dorm parent; residence hall director; house parent
  39-7011 tour guide; wilderness guide; hunting guide; raft guide; fishing guide; hiking guide; snowmobile guide; river guide; horseback trail guide; glacier guide; dog sled guide; heli ski guide
  33-9092 lifeguard; ski patrol; pool attendant lifeguard; beach lifeguard; ski patroller
  33-9032 security guard; security officer
  31-1121 home health aide
  31-1122 caregiver; personal care aide; companion; home attendant; personal attendant; elderly caregiver; live in caregiver
  31-1131 nursing assistant; certified nurse aide; patient care technician
  41-2011 cashier; front end cashier; cashier attendant; ticket cashier
  41-2021 rental clerk; rental attendant; ski rental technician; equipment rental clerk; counter clerk; rental agent; ski rental attendant; boat rental attendant
  41-2031 sales associate; retail sales associate; retail salesperson; store clerk; shop assistant; gift shop clerk; boutique salesperson; retail clerk; fashion consultant; gift shop attendant
  41-1011 store manager; retail manager; retail supervisor; shop manager; store supervisor; assistant store manager
  41-9091 door to door salesperson; street vendor; kiosk vendor; produce stand seller
  43-4081 front desk agent; front desk clerk; guest service agent; hotel clerk; reservation front desk agent; hotel front desk; front desk attendant; desk clerk; night auditor; guest services representative
  43-4051 customer service representative; customer support specialist; call center agent; customer care agent; customer service specialist
  43-6014 secretary; administrative assistant; office assistant; admin clerk
  43-6011 executive assistant; executive secretary
  43-3031 bookkeeper; accounting clerk; accounts payable specialist; accounts receivable clerk; accounting assistant; billing accountant
  43-9061 office clerk; clerk; office worker; general office clerk
  43-5071 shipping clerk; receiving clerk; shipping and receiving clerk
  45-2092 farm worker; farmworker; nursery worker; greenhouse worker; field worker; crop worker; vineyard worker; farm laborer crops; harvest worker; nursery laborer; orchard worker; agricultural worker; fruit picker; tree farm worker; christmas tree worker
  45-2093 ranch hand; livestock worker; sheep herder; goat herder; dairy worker; farm animal worker; cattle ranch worker; farm laborer; shepherd; herder; milker
  45-2041 produce packer; fruit grader; vegetable sorter; produce sorter; packing house worker; fruit packer; sorter
  45-2091 farm equipment operator; agricultural equipment operator; combine operator; tractor operator farm; custom harvester
  45-3031 deckhand fishing; fisherman; commercial fisherman; fishing deckhand; hunting guide trapper; crabber
  45-4011 forest worker; tree planter; forestry worker; reforestation worker; brush clearing laborer; pre commercial thinner; forestry laborer; forest laborer; pine straw raker; timber stand improvement worker; conservation worker
  45-4022 logging equipment operator; skidder operator; feller buncher operator
  45-4021 faller; timber cutter; chainsaw operator; logger; tree faller
  47-2061 construction laborer; construction worker; construction helper; concrete laborer; demolition laborer; general construction laborer; labor construction; site laborer; pipelayer laborer; asphalt laborer; laborer construction; masonry laborer; utility laborer; fence laborer; pool construction laborer; excavation laborer
  47-2051 cement mason; concrete finisher; concrete worker; cement finisher; concrete form setter
  47-2031 carpenter; framer; rough carpenter; finish carpenter; form carpenter; framing carpenter; deck builder; trim carpenter; dock builder; scaffold builder; siding carpenter; timber framer; house carpenter
  47-2022 stonemason; stone mason; stone setter; stone layer
  47-2021 brick mason; bricklayer; block mason; mason; block layer
  47-2044 tile setter; tile installer; marble installer; tile layer; marble setter; stone tile setter
  47-2042 floor installer; hardwood floor installer; flooring installer; floor layer
  47-2081 drywall installer; drywall hanger; drywall worker; ceiling tile installer; acoustical installer; sheetrock installer
  47-2082 drywall finisher; drywall taper; taper
  47-2073 heavy equipment operator; excavator operator; backhoe operator; bulldozer operator; equipment operator; skid steer operator; grader operator; road roller operator; equipment operator construction
  47-2071 asphalt paver operator; paving worker; asphalt worker; paving equipment operator; asphalt raker
  47-2111 electrician; electrician journeyman; wireman; marine electrician; industrial electrician; residential electrician
  47-2131 insulation installer; spray foam installer; insulation worker; blown insulation installer
  47-2141 painter; house painter; construction painter; commercial painter; painter construction
  47-2152 plumber; pipefitter; pipe fitter; steamfitter; sprinkler fitter; pipe welder fitter; irrigation plumber; gas fitter
  47-2151 pipelayer; pipe layer; sewer pipelayer
  47-2161 plasterer; stucco mason; stucco worker; plaster worker; eifs installer; lather plasterer; stucco applicator
  47-2171 rebar installer; reinforcing iron worker; rodbuster; rebar worker; rod setter; post tension installer
  47-2181 roofer; roofing worker; roof installer; shingle installer; roofing laborer; metal roof installer; roof mechanic; roofing mechanic
  47-2211 sheet metal worker; ductwork installer; duct installer; sheet metal mechanic; gutter installer
  47-2221 ironworker; structural steel worker; steel erector; iron worker; structural ironworker; metal building erector; steel worker
  47-2231 solar installer; solar panel installer; pv installer
  47-2121 glazier; glass installer; window glass installer
  47-4031 fence installer; fence erector; fence builder; fence worker; fencing installer
  47-4091 paver installer; segmental paver; interlocking paver installer; brick paver installer; hardscape installer; paver layer
  47-4051 highway maintenance worker; road worker; traffic control flagger road maintenance
  47-3011 mason helper; brick mason helper; tile setter helper; masonry helper; mason tender; stone mason helper; hod carrier; mason laborer
  47-3012 carpenter helper; carpenter assistant; framer helper; carpentry helper; carpenter laborer
  47-3013 electrician helper; electrical helper; electrician assistant; electrical apprentice helper
  47-3014 painter helper; plasterer helper; stucco helper; paint helper; painting helper
  47-3015 plumber helper; pipefitter helper; pipe layer helper; pipelayer helper; plumbing helper
  47-3016 roofer helper; roofing helper
  47-3019 construction trades helper; drywall helper; flooring helper; construction helper; siding installer helper; concrete finisher helper; fence helper; welder helper construction
  49-9098 mechanic helper; installer helper; maintenance helper; hvac helper; installation helper; repairer helper; auto mechanic helper; technician helper
  49-9071 maintenance worker; maintenance technician; handyman; building maintenance worker; maintenance man; general maintenance worker; property maintenance worker; hotel maintenance; maintenance engineer building; facilities technician; pool maintenance worker
  49-9091 amusement ride mechanic; ride mechanic; ride maintenance technician; vending machine repairer; arcade technician; ride technician; amusement device repairer
  49-3023 auto mechanic; automotive technician; auto technician; car mechanic; automotive mechanic
  49-3031 diesel mechanic; truck mechanic; heavy truck mechanic; bus mechanic
  49-3042 heavy equipment mechanic; mobile equipment mechanic; heavy duty mechanic
  49-3041 farm equipment mechanic; tractor mechanic
  49-3053 small engine mechanic; lawn mower mechanic; outdoor power equipment mechanic; golf cart mechanic; equipment mechanic golf course
  49-3051 boat mechanic; marine mechanic; motorboat mechanic; outboard technician
  49-3021 auto body technician; auto body painter; body shop technician; collision technician
  49-2021 tower technician; tower climber; cell tower technician; antenna installer tower; tower hand
  49-2022 telecommunications technician; cable splicer telecommunications; fiber optic technician; telecom installer; fiber splicer
  49-9051 power lineman; lineman; electrical lineworker
  49-9052 cable installer; cable technician; fiber installer; telecom lineman; cable line installer
  49-9021 hvac technician; hvac installer; air conditioning technician; refrigeration technician; hvac mechanic
  49-9041 industrial mechanic; industrial maintenance mechanic; plant mechanic; industrial machinery mechanic; maintenance mechanic; machinery mechanic
  49-9044 millwright
  49-9096 rigger; ship rigger; crane rigger
  49-2097 satellite installer; audio visual technician; tv installer; audiovisual installer; home theater installer; dish installer
  51-1011 production supervisor; manufacturing supervisor; processing supervisor; plant supervisor; line supervisor; quality supervisor production; foreman production
  51-2041 structural fitter; steel fabricator; ship fitter; metal fabricator; structural metal fabricator; fitter; shipfitter; steel fitter; fabricator
  51-2051 fiberglass laminator; fiberglass worker; boat builder fiberglass; composite technician; laminator; fiberglass technician
  51-2092 team assembler; production assembler; line worker assembly; assembly line worker; assembly worker
  51-3011 baker; pastry baker; pastry cook; bread baker; bakery worker; baker helper
  51-3021 butcher; meat cutter
  51-3022 fish cutter; fish filleter; crab picker; oyster shucker; crawfish peeler; seafood processor; fish processor; meat trimmer; seafood processing worker; crabmeat picker; shrimp processor; fish cleaner; poultry processor; shucker; fish processing worker; crawfish processor; seafood worker
  51-3023 slaughterer; meat packer; slaughterhouse worker; beef processor
  51-3092 food batchmaker; cheese maker; food mixer; candy maker; tortilla maker; food processing worker; winemaker assistant
  51-3093 food cooking machine operator; crawfish cooker; seafood cooker
  51-4121 welder; welder fitter; pipe welder; structural welder; mig welder; welder fabricator; combo welder; tack welder; ship welder; tig welder; flux core welder
  51-4041 machinist; cnc machinist; tool machinist
  51-6011 laundry worker; laundry attendant; laundry operator; linen room attendant; laundry staff; laundry aide; dry cleaner presser
  51-6031 sewing machine operator; sewer; sewing operator; stitcher; sewing worker
  51-6052 tailor; dressmaker; custom sewer; alterations tailor
  51-7011 cabinetmaker; cabinet maker; bench carpenter; furniture maker; bench cabinetmaker; woodworker cabinet
  51-7041 sawmill worker; sawyer; saw operator; sawmill laborer; lumber sawyer; lumber mill worker
  51-7042 woodworking machine operator; wood machine operator; wood products worker; planer operator wood; pallet builder; cabinet machine operator
  51-9031 stone cutter; hand cutter; hand trimmer; stone carver; granite cutter
  51-9111 packaging machine operator; filling machine operator; canning line operator; bottling operator; packaging operator
  51-9123 paint line finisher; furniture painter; decorator painter
  51-9124 industrial painter; marine painter; sandblaster painter; spray painter; equipment painter; blaster painter; auto painter
  51-9198 production helper; production worker helper; factory helper; production laborer; manufacturing helper; machine operator helper; welder helper; fabricator helper; plant helper
  51-9195 concrete molder; pottery molder; stone caster
  51-9061 quality control inspector; quality inspector; quality technician; quality control technician; inspector production; product inspector; product tester
  51-9192 equipment washer; tank cleaner; machine cleaner; pressure washer equipment
  53-3032 truck driver; cdl driver; tractor trailer driver; heavy truck driver; truckdriver; dump truck driver; semi truck driver; long haul driver; commercial driver; driver cdl; grain truck driver
  53-3033 delivery driver; light truck driver; van driver delivery; driver; box truck driver; route driver
  53-3053 shuttle driver; limousine driver; chauffeur; van driver passenger; carriage driver; shuttle van driver
  53-3052 bus driver; motorcoach driver; tour bus driver
  53-2012 commercial pilot; helicopter pilot; charter pilot; agricultural pilot; flight instructor
  53-2011 airline pilot; first officer airline; captain airline
  53-5011 deckhand; able seaman; boat hand; ship deckhand; tow boat deckhand; deck hand
  53-5021 boat captain; ship captain; tugboat captain; boat mate
  53-7051 forklift operator; forklift driver; industrial truck operator; lift truck operator
  53-7061 car washer; vehicle cleaner; car detailer; auto detailer; bus washer; boat cleaner; car wash attendant; truck washer; equipment cleaner
  53-7062 laborer; loader; freight handler; material handler; general laborer; warehouse worker; mover; event setup worker; tent installer; event laborer; unloader; furniture mover; truck loader; carnival set up laborer; roadie; labourer; stage hand laborer; warehouse laborer
  53-7063 machine feeder; machine offbearer; offbearer; off bearer; feeder offbearer; conveyor feeder
  53-7064 packer; hand packer; packager; packing worker; packaging worker; ice packer; hand packager; pack worker; box packer; ice bagger
  53-7065 stocker; order picker; stock clerk; order selector; warehouse clerk; order filler; stock clerk store; inventory stocker; warehouse associate; stock associate; shelf stocker
  53-7081 refuse collector; garbage collector; recycling collector; trash collector
`;

export type HouseTitle = { readonly soc: string; readonly title: string };

function readHouseTitles(): HouseTitle[] {
  return houseTitleList
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap((line) => {
      const soc = line.slice(0, 7);
      return line
        .slice(8)
        .split(";")
        .map((title) => ({ soc, title: title.trim() }));
    });
}

export const houseTitles: readonly HouseTitle[] = readHouseTitles();
