/** House titles of major groups 11–31: offices, laboratories, schools, clinics. Read by `house-titles.ts`. */
export const officeTitleList = `
  11-1011 chief executive officer; president; managing director; chief operating officer; founder; vice president; executive director; executive vice president; chief strategy officer
  11-1021 operations manager; general manager; director of operations; branch manager operations; managing director; store director; business manager; country manager; chief of staff; operations director; regional manager; district manager; director of strategy; program director; retail operations manager; business operations manager; vp operations; branch director
  11-2021 marketing manager; brand manager; product manager; product marketing manager; digital marketing manager; director of marketing; category manager; growth marketing manager; digital product manager; associate product manager; senior product manager; brand director; vp marketing; market development manager; ecommerce manager; director of product management
  11-2022 sales manager; sales director; regional sales manager; business development manager; account director; director of business development; head of sales; vp sales
  11-3021 it manager; it director; software development manager; engineering manager software; director of engineering software; technology manager; vp of technology; head of data; application manager; delivery manager; technical program manager; chief technology officer; infrastructure manager; manager information technology; qa manager; director of software
  11-3031 finance manager; financial controller; director of finance; vice president finance; treasury manager; finance director; fund manager; portfolio manager; investment director; controller; chief financial officer; risk manager; treasurer; finance lead; director of finance and accounting; investment manager; vp finance; fixed income portfolio manager; credit manager; corporate controller; private equity vice president; commercial banking vice president
  11-3051 production manager; plant manager; manufacturing manager; manufacturing operations manager; quality manager
  11-3061 purchasing manager; procurement manager; sourcing manager; strategic sourcing manager
  11-3071 logistics manager; supply chain manager; warehouse manager; distribution manager; transportation manager
  11-3121 hr manager; human resources director; talent acquisition manager; people manager
  11-9021 construction manager; construction project manager; project manager construction; site manager
  11-9032 school principal; assistant principal; vice principal; head of school
  11-9033 dean; program director academic; registrar; director of admissions; associate dean; department chair; director of student affairs
  11-9041 engineering manager; engineering project manager; director of engineering; design manager engineering; r and d manager
  11-9051 restaurant manager; food and beverage manager; bar manager; kitchen manager; assistant restaurant manager
  11-9081 hotel manager; lodging manager; front office manager; resort manager
  11-9111 practice manager; clinic manager; nurse manager; director of nursing; health services administrator; hospital administrator; clinical director
  11-9121 research director; laboratory manager; director of research; clinical research manager; science manager; clinical trial manager; r and d director
  13-1023 buyer; procurement specialist; purchasing agent; sourcing specialist; strategic buyer; commodity manager; procurement analyst
  13-1041 compliance officer; compliance analyst; regulatory affairs specialist; regulatory affairs associate; compliance specialist; regulatory specialist
  13-1051 cost estimator; estimator; quantity surveyor; cost engineer; cost analyst
  13-1071 recruiter; hr specialist; hr generalist; talent acquisition specialist; technical recruiter; hr business partner; human resources coordinator
  13-1081 logistics analyst; logistician; supply chain analyst; supply planner; logistics engineer; logistics specialist; demand planner; supply chain specialist
  13-1082 project manager; project coordinator; project analyst; project management specialist; program manager; project lead; pmo analyst; scrum master; project administrator; construction project coordinator; it project coordinator; assistant project manager; associate project manager; technical program specialist; project controls specialist
  13-1111 management consultant; consultant; business analyst; strategy consultant; business consultant; senior consultant; strategy analyst; management analyst; business process analyst; engagement manager; advisory consultant; process improvement analyst; associate consultant; strategy manager; business transformation consultant; business transformation analyst; strategy associate; operations consultant; organizational development consultant; change management consultant; business improvement analyst; decision analyst; corporate strategy analyst; management consulting associate; business planning analyst; healthcare consultant; lean consultant
  13-1141 compensation analyst; benefits analyst; compensation and benefits specialist
  13-1151 training specialist; training coordinator; corporate trainer; learning and development specialist
  13-1161 market research analyst; marketing analyst; marketing specialist; marketing coordinator; digital marketing specialist; seo specialist; marketing associate; social media specialist; marketing executive; product analyst; marketing consultant; brand strategist; media planner; media analyst; consumer insights analyst; market intelligence analyst; pricing strategist; digital analyst; search engine optimization analyst; email marketing specialist; market researcher; brand analyst; advertising analyst; crm analyst marketing
  13-1199 business operations analyst; business development analyst; import export specialist; sustainability specialist; operations specialist; e-commerce specialist; operations associate
  13-2011 accountant; auditor; staff accountant; tax associate; tax consultant; tax analyst; audit associate; internal auditor; assurance associate; audit senior; senior accountant; tax manager; audit manager; tax senior; assurance senior; accounting analyst; forensic accountant; transfer pricing associate; accounting manager; assistant controller; fund accountant; revenue accountant; cost accountant; tax specialist; tax preparer senior; audit assistant; advisory associate audit; assurance staff; international tax associate; senior audit associate; accounting consultant; general ledger accountant; project accountant
  13-2031 budget analyst; budget specialist
  13-2041 credit analyst; credit risk analyst; credit officer
  13-2051 financial analyst; investment analyst; equity research analyst; investment banking analyst; investment banking associate; research analyst equity; portfolio analyst; corporate development analyst; fp and a analyst; valuation analyst; investment associate; mergers and acquisitions analyst; private equity associate; venture capital associate; hedge fund analyst; credit research analyst; fixed income analyst; treasury analyst; real estate investment analyst; securities analyst; financial modeler; asset management associate; strategic finance analyst; capital markets analyst; structured finance analyst; fund analyst; business analyst finance; cost analyst finance; investor relations analyst
  13-2052 financial advisor; wealth advisor; wealth manager; financial consultant; financial planner; private banker
  13-2054 risk analyst; financial risk analyst; market risk analyst; risk management analyst; model risk analyst; risk specialist; quantitative risk analyst; risk associate
  13-2072 loan officer; mortgage loan officer; mortgage consultant; loan originator
  13-2099 quantitative analyst; financial engineer; quantitative researcher; quantitative strategist; fraud analyst; quantitative developer; aml analyst
  15-1211 systems analyst; business systems analyst; it business analyst; programmer analyst; sap consultant; sap functional analyst; oracle functional consultant; erp consultant; technical business analyst; it analyst; functional consultant; workday consultant; salesforce consultant; solution consultant; computer systems analyst; application analyst; hris analyst; sap analyst; systems consultant; product owner; data analyst systems; implementation consultant; it systems analyst; clinical systems analyst; pega business analyst
  15-1212 information security engineer; cyber security analyst; security analyst; penetration tester; information security consultant
  15-1221 research scientist computer; machine learning scientist; ai research scientist; applied scientist; machine learning researcher; machine learning engineer; computer vision scientist; ai engineer
  15-1231 network support engineer; network technician; noc engineer
  15-1232 help desk analyst; desktop support; technical support engineer; it support; application support analyst; production support analyst
  15-1241 network engineer; network architect; network design engineer
  15-1242 database administrator; sql dba; oracle dba; dba
  15-1243 data engineer; etl developer; data architect; data warehouse developer; big data engineer; data modeler; database developer; informatica developer; hadoop developer; bi developer
  15-1244 systems administrator; linux administrator; network administrator; windows administrator; infrastructure engineer; cloud engineer; vmware engineer; storage administrator; sharepoint administrator; middleware administrator; systems engineer infrastructure
  15-1251 programmer; computer programmer; programmer analyst; mainframe programmer
  15-1252 software engineer; software developer; application developer; full stack developer; full stack engineer; backend engineer; frontend engineer; mobile developer; android developer; ios developer; java developer; dotnet developer; python developer; salesforce developer; sap abap developer; member of technical staff; software development engineer; web application developer; technical lead software; lead developer; devops engineer; site reliability engineer; platform engineer; embedded software engineer; software architect; game developer; ui engineer; api developer; systems software engineer; application engineer software; technology analyst; developer; cloud developer; sharepoint developer; sap developer; oracle developer; crm developer; robotics software engineer; blockchain developer; build and release engineer; staff software engineer; mainframe developer; technical consultant
  15-1253 qa engineer; qa analyst; quality assurance tester; software tester; test automation engineer; automation tester; test engineer software; test lead; software development engineer in test; qa automation engineer; quality assurance lead; performance tester; quality engineer software; uat tester; test analyst; automation engineer software; validation analyst software
  15-1254 web developer; front end developer; web designer developer; ui developer
  15-1255 ux designer; ui designer; user experience researcher; interaction designer; product designer digital; game designer; ux researcher
  15-1299 it project manager; solution architect; enterprise architect; technical architect; technology lead; it consultant; systems engineer; cloud architect; technical project manager; scrum master; salesforce architect; information technology specialist; gis analyst; information systems engineer; computer systems engineer; technology consultant; technical specialist information technology; it auditor; it specialist; implementation engineer; integration architect; technology architect
  15-2011 actuarial analyst; actuarial associate; actuarial consultant; actuarial assistant; pricing actuary
  15-2031 operations research analyst; operations analyst; optimization analyst; decision support analyst; supply chain analyst; analytics analyst; pricing analyst; revenue management analyst; inventory analyst; process analyst; planning analyst; forecast analyst
  15-2041 statistician; biostatistician; statistical programmer; sas programmer; statistical analyst; quantitative analyst
  15-2051 data scientist; senior data scientist; business intelligence analyst; data analyst; analytics manager; decision scientist; data analytics consultant; analytics consultant; tableau developer; power bi analyst; data mining analyst; analytics engineer; data visualization developer; marketing data analyst; customer insights analyst; analytics associate; reporting analyst; business intelligence developer; insights analyst
  17-1011 architect; project architect; architectural designer; intern architect; junior architect; design architect; architectural associate; architectural intern; job captain
  17-1012 landscape architect; landscape designer
  17-2011 aerospace engineer; aerodynamics engineer; flight test engineer; avionics engineer; propulsion engineer; stress engineer aerospace; aircraft structures engineer
  17-2031 biomedical engineer; bioprocess engineer; medical device engineer; r and d engineer medical device; bioengineer; clinical engineer; tissue engineer; biomaterials engineer; medical imaging engineer; prosthetics engineer; clinical applications engineer; biosystems engineer
  17-2041 chemical engineer; process engineer; process development engineer; process safety engineer; process design engineer; refinery engineer; fermentation engineer; formulation engineer; distillation engineer; coating process engineer; cmc engineer; downstream process engineer; catalyst engineer
  17-2051 civil engineer; structural engineer; transportation engineer; geotechnical engineer; bridge engineer; project engineer civil; water resources engineer; field engineer construction; traffic engineer; highway engineer; construction engineer; project engineer construction; civil designer; geotechnical staff engineer; roadway designer; facade engineer; civil inspector engineer; coastal engineer; tunnel engineer; stormwater engineer
  17-2061 hardware engineer; computer hardware engineer; fpga engineer; asic verification engineer; cpu design engineer; systems design engineer hardware; soc design engineer; component design engineer; silicon validation engineer; system validation engineer; firmware hardware engineer; server hardware engineer; asic engineer; memory design engineer; platform validation engineer; post silicon validation engineer
  17-2071 electrical engineer; power engineer; protection engineer; substation engineer; power systems engineer; electrical design engineer; controls engineer; power electronics engineer; automation engineer; electrical project engineer; instrumentation engineer; electrical controls engineer; transmission planning engineer; plc engineer; motor design engineer; battery engineer; lighting engineer; solar engineer; electrical test engineer
  17-2072 electronics engineer; rf engineer; hardware design engineer; analog design engineer; firmware engineer; asic design engineer; embedded engineer; design verification engineer; ic design engineer; physical design engineer; telecommunications engineer; wireless engineer; rf design engineer; telecom engineer; mixed signal design engineer; signal processing engineer; radar engineer; antenna engineer; circuit design engineer; semiconductor device engineer; yield engineer; test engineer semiconductor; systems engineer telecom; optical network engineer; dsp engineer; fpga design engineer; photonics design engineer; product engineer semiconductor
  17-2081 environmental engineer; wastewater engineer; remediation engineer; air quality engineer
  17-2112 industrial engineer; manufacturing engineer; quality engineer; process engineer manufacturing; production engineer; supply chain engineer; supplier quality engineer; lean engineer; continuous improvement engineer; industrial engineering; plant engineer; quality assurance engineer manufacturing; validation engineer; methods engineer; test process engineer; industrialization engineer; operations engineer; ergonomics engineer; reliability engineer; manufacturing process engineer; quality systems engineer; packaging engineer; industrial production engineer; process improvement engineer; test engineer manufacturing; quality control engineer; logistics engineer plant; new product introduction engineer
  17-2121 naval architect; marine engineer; ship design engineer; vessel engineer; marine surveyor engineer
  17-2131 materials engineer; metallurgical engineer; packaging engineer materials; corrosion engineer; welding engineer; polymer engineer; process engineer semiconductor; ceramics engineer; failure analysis engineer; thin film engineer; composite engineer; metallurgist; surface engineer; glass engineer; coating engineer
  17-2141 mechanical engineer; design engineer mechanical; mechanical design engineer; hvac engineer; product design engineer; automotive engineer; powertrain engineer; thermal engineer; cae engineer; project engineer mechanical; design engineer; rotating equipment engineer; product development engineer; vehicle engineer; piping engineer; hydraulic engineer; fea analyst; cad engineer mechanical; vibration engineer; tooling engineer; maintenance engineer; turbine engineer; calibration engineer engine; chassis engineer; body engineer; pump engineer; mechanical project engineer; die design engineer; interior trim engineer
  17-2171 petroleum engineer; reservoir engineer; drilling engineer; completions engineer; production engineer oil gas; wireline field engineer; field engineer oilfield
  17-2199 research engineer; mechatronics engineer; robotics engineer; staff engineer; optical engineer; nanotechnology engineer; photonics engineer; engineer
  17-3011 architectural drafter; cad technician; cad drafter; draftsperson; revit technician; bim modeler
  17-3023 electronics technician; electrical technician; field service technician electronics; test technician electronics; instrumentation technician; avionics bench technician
  17-3026 manufacturing technician; process technician industrial; quality technician engineering; industrial engineering assistant
  17-3027 mechanical technician; mechanical engineering technician; prototype technician
  19-1012 food scientist; food technologist; flavor chemist; sensory scientist; product development scientist food
  19-1013 agronomist; soil scientist; plant breeder; horticulturist; crop scientist; viticulturist; plant pathologist
  19-1021 biochemist; biophysicist; protein scientist; scientist protein; research biochemist; scientist biochemistry; formulation scientist; process development scientist; associate scientist
  19-1022 microbiologist; virologist; bacteriologist
  19-1029 research associate biology; computational biologist; bioinformatics scientist; bioinformatician; molecular biologist; biologist; scientist biology; geneticist; neuroscientist; bioinformatics analyst; postdoctoral fellow biology; systems biologist; developmental biologist; plant biologist; cell biologist; marine biologist researcher; structural biologist; evolutionary biologist; staff research associate
  19-1041 epidemiologist; public health analyst epidemiology
  19-1042 postdoctoral fellow; postdoctoral research fellow; postdoctoral associate; postdoctoral scholar; postdoctoral researcher; research fellow; medical scientist; clinical scientist; clinical research scientist; research associate medical; scientist; principal scientist; immunologist; postdoctoral research associate; research scientist; cancer researcher; postdoc; clinical research associate; instructor of medicine research; epidemiology research scientist; translational scientist; clinical pharmacologist; toxicologist; physician scientist; staff scientist; cancer biologist; scientist immunology; clinical development scientist; research investigator; research assistant professor
  19-2012 physicist; research physicist; postdoctoral associate physics; medical physicist; accelerator physicist; optical scientist; postdoctoral researcher physics
  19-2031 chemist; analytical chemist; synthetic chemist; research chemist; medicinal chemist; analytical scientist; quality control chemist; formulation chemist; scientist chemistry; organic chemist
  19-2032 materials scientist; postdoctoral researcher materials
  19-2041 environmental scientist; environmental consultant; environmental specialist; sustainability analyst; environmental planner; climate scientist; environmental analyst
  19-2042 geologist; geophysicist; geoscientist; hydrogeologist; exploration geologist; seismic interpreter; mine geologist
  19-2099 earth scientist; remote sensing scientist; physical scientist; forensic scientist physical; gis scientist
  19-3011 economist; economic consultant; economic analyst; economics associate; econometrician
  19-3022 survey researcher; survey methodologist
  19-3033 clinical psychologist; psychologist; neuropsychologist; psychology fellow
  19-3041 sociologist
  19-3051 urban planner; city planner; transportation planner; urban designer
  19-4021 biological technician; research technician; lab research assistant; research assistant biology; research technologist; research associate laboratory; research specialist; laboratory research technician; lab technician biology; research assistant; research associate
  19-4031 chemical technician; laboratory analyst; laboratory technician chemistry; quality control technician lab
  19-4042 environmental technician; water quality technician; air monitoring technician
  19-4061 social science research assistant; survey research assistant; research assistant economics; policy research assistant; research coordinator social science
  19-4099 research technician physics; quality control analyst; laboratory specialist; lab manager assistant; quality assurance associate laboratory
  21-1014 mental health counselor; therapist mental health; psychotherapist
  21-1021 child welfare social worker; family case worker; case worker; school social worker
  21-1022 medical social worker; social worker healthcare; hospital social worker
  21-1023 psychiatric social worker; clinical social worker; mental health social worker
  21-1093 case manager; social service assistant; human services worker
  23-1011 attorney; lawyer; associate attorney; counsel; legal counsel; corporate counsel; law associate; legal associate; international lawyer; foreign legal consultant; litigation associate
  23-1012 judicial law clerk; law clerk
  23-2011 paralegal; legal assistant; law clerk foreign; patent agent; patent technical advisor; legal specialist; immigration paralegal
  25-1011 assistant professor of finance; assistant professor of marketing; assistant professor of management; assistant professor of accounting; professor of business; business school lecturer
  25-1021 assistant professor of computer science; computer science lecturer; assistant professor of information systems
  25-1022 assistant professor of mathematics; assistant professor of statistics; mathematics lecturer
  25-1032 assistant professor of engineering; assistant professor of mechanical engineering; assistant professor of electrical engineering; engineering professor
  25-1042 assistant professor of biology; biology lecturer; assistant professor of neuroscience; assistant professor of genetics
  25-1052 assistant professor of chemistry
  25-1054 assistant professor of physics; physics lecturer
  25-1063 assistant professor of economics; visiting assistant professor economics
  25-1065 assistant professor of political science; assistant professor of international relations
  25-1066 assistant professor of psychology
  25-1071 assistant professor of medicine; clinical assistant professor; assistant professor of surgery; clinical instructor medicine; assistant professor of pediatrics; professor of radiology; assistant professor dentistry; assistant professor of pharmacy; associate professor of medicine; assistant professor of public health; clinical associate professor; clinical professor; professor of medicine; academic physician; assistant professor of radiology; clinical assistant professor of psychiatry; associate professor of surgery; assistant professor of pathology; assistant professor of oncology; health sciences clinical instructor; professor of dentistry; assistant professor of physical therapy
  25-1081 assistant professor of education; assistant professor of special education; assistant professor of curriculum
  25-1121 assistant professor of art; assistant professor of music; assistant professor of theatre; assistant professor of design; dance professor; music professor; piano instructor college; artist in residence; drama professor; assistant professor of film; assistant professor of graphic design; dance lecturer
  25-1122 assistant professor of communication; assistant professor of journalism
  25-1123 assistant professor of english; english lecturer; writing instructor
  25-1124 assistant professor of spanish; lecturer in chinese; foreign language lecturer; french lecturer; arabic lecturer; language instructor
  25-1125 assistant professor of history
  25-1126 assistant professor of philosophy; assistant professor of religion
  25-1199 assistant professor; lecturer; visiting scholar; adjunct faculty; faculty; visiting assistant professor; adjunct professor; visiting professor; instructor college; postsecondary teacher; teaching fellow; senior lecturer
  25-2011 preschool teacher; montessori teacher; early childhood teacher; toddler teacher
  25-2021 elementary teacher; elementary school teacher; spanish immersion teacher; dual language teacher; primary teacher; first grade teacher; second grade teacher
  25-2022 middle school teacher; middle school math teacher; middle grades teacher
  25-2031 high school teacher; math teacher; science teacher; physics teacher; spanish teacher; chemistry teacher; english teacher; secondary teacher; french teacher; biology teacher; secondary mathematics teacher; chinese teacher; mandarin teacher; foreign language teacher
  25-2056 special education teacher elementary; special education teacher
  25-3021 ski instructor; snowboard instructor; surf instructor; swim instructor; dance instructor; martial arts instructor; riding instructor; tennis instructor; sailing instructor; music teacher private; scuba instructor; kite instructor; diving instructor; piano teacher; sports instructor; ski and snowboard instructor; horseback riding instructor; rock climbing instructor; scuba diving instructor; aerial arts instructor; gymnastics instructor; golf instructor; skating instructor; equestrian instructor; paddle sports instructor; watersports instructor; archery instructor camp; chess instructor; art instructor private; ballet teacher
  25-9031 curriculum developer; instructional designer; curriculum specialist; instructional technologist; education consultant
  25-9042 teacher assistant; teacher aide; teaching aide; assistant teacher
  27-1011 art director; creative director
  27-1014 animator; 3d artist; visual effects artist; motion designer; lighting artist; character artist; lighting technical director; compositor; vfx artist
  27-1021 industrial designer; product designer; furniture designer; automotive designer; toy designer; footwear designer; jewelry product designer
  27-1022 fashion designer; apparel designer; technical designer apparel; textile designer; assistant designer fashion; knitwear designer
  27-1023 floral designer; florist; flower arranger
  27-1024 graphic designer; visual designer; art designer; graphic artist; web graphic designer; creative designer; motion graphics designer; design associate; digital designer; multimedia designer; packaging designer
  27-1025 interior designer; interior design associate
  27-1026 merchandise displayer; window dresser; visual merchandiser; display installer
  27-2011 actor; performer; stunt performer; character performer
  27-2012 producer; film producer; video producer; program producer; casting director
  27-2022 soccer coach; tennis coach; head coach; assistant coach; gymnastics coach; swim coach; youth coach; volleyball coach; rugby coach; athletic coach; coach; fencing coach; wrestling coach; cheer coach; squash professional; tennis professional; swimming coach; equestrian coach; track coach; soccer trainer; strength and conditioning coach
  27-2042 musician; singer; orchestra musician; piano player
  27-3023 journalist; reporter; news correspondent; news producer
  27-3031 public relations specialist; communications specialist; pr account executive; communications coordinator; communications manager; outreach coordinator; public relations account executive
  27-3041 editor; copy editor; associate editor; content editor; managing editor
  27-3042 technical writer; documentation specialist
  27-3043 copywriter; content writer; writer; content strategist
  27-3091 interpreter; translator; interpreter translator; localization specialist
  27-4011 audio visual technician event; stage technician; lighting technician
  27-4014 audio engineer; sound engineer; recording engineer
  27-4032 film editor; video editor
  29-1011 chiropractor; chiropractic physician
  29-1021 dentist; general dentist; associate dentist; pediatric dentist; dental resident; endodontist; periodontist
  29-1031 dietitian; clinical dietitian; nutritionist; registered dietitian
  29-1051 pharmacist; staff pharmacist; clinical pharmacist; pharmacy manager; pharmacist in charge; pharmacist intern; pharmacy resident; retail pharmacist
  29-1122 occupational therapist; staff occupational therapist
  29-1123 physical therapist; staff physical therapist; rehab manager physical therapist; outpatient physical therapist; senior physical therapist
  29-1126 respiratory therapist; staff respiratory therapist
  29-1127 speech language pathologist; speech therapist; clinical fellow speech language pathology; bilingual speech language pathologist
  29-1129 art therapist; music therapist; behavior analyst; dance therapist
  29-1131 veterinarian; associate veterinarian; veterinary intern; veterinary resident; veterinary surgeon; veterinary radiologist; emergency veterinarian
  29-1141 registered nurse; staff nurse; charge nurse; nurse case manager; clinical nurse; icu nurse; nurse supervisor; operating room nurse; nurse coordinator; clinical nurse specialist
  29-1171 nurse practitioner; family nurse practitioner; adult nurse practitioner
  29-1211 anesthesiologist; anesthesiology resident; pain physician anesthesiology; anesthesia fellow
  29-1212 cardiologist; interventional cardiologist; cardiology fellow; electrophysiologist; noninvasive cardiologist
  29-1214 emergency physician; emergency medicine physician; emergency medicine resident
  29-1215 family medicine physician; family physician; family practice physician; primary care physician; family medicine resident; physician family practice
  29-1216 hospitalist; internal medicine physician; physician internal medicine; internist; nocturnist; internal medicine hospitalist; internal medicine resident; primary care physician internal medicine; resident physician internal medicine
  29-1217 neurologist; neurology resident; vascular neurologist; epileptologist; stroke neurologist; movement disorders fellow
  29-1218 obstetrician; gynecologist; ob gyn physician; maternal fetal medicine physician; gynecologic oncologist; reproductive endocrinologist
  29-1221 pediatrician; pediatric hospitalist; neonatologist; pediatric resident; pediatric fellow; pediatric cardiologist; pediatric critical care physician; pediatric endocrinologist; pediatric hematologist oncologist; neonatal perinatal fellow; pediatric physician
  29-1222 pathologist; pathology resident; pathology fellow; dermatopathologist; surgical pathologist; hematopathology fellow; cytopathology fellow
  29-1223 psychiatrist; child psychiatrist; psychiatry resident; psychiatric physician; addiction psychiatrist
  29-1224 radiologist; radiology resident; diagnostic radiologist; interventional radiologist; neuroradiologist; radiology fellow; nuclear medicine physician; body imaging fellow
  29-1229 gastroenterologist; nephrologist; physician; oncologist; endocrinologist; rheumatologist; hematologist oncologist; pulmonologist; critical care physician; resident physician; urgent care physician; infectious disease physician; medical resident; physician specialist; fellow physician; clinical fellow; intensivist; pgy resident; house physician; physiatrist; medical fellow
  29-1241 ophthalmologist; retina surgeon; ophthalmology fellow; cornea fellow; glaucoma specialist
  29-1242 orthopedic surgeon; orthopedic surgery fellow; hand surgeon; spine surgeon orthopedic; sports medicine surgeon
  29-1249 general surgeon; surgeon; surgery resident; neurosurgeon; vascular surgeon; thoracic surgeon; plastic surgeon; urologist; trauma surgeon; transplant surgeon; surgical fellow; otolaryngologist; cardiothoracic surgeon; surgery fellow; colorectal surgeon
  29-1299 naturopath; acupuncturist resident; homeopathic doctor
  29-2011 medical technologist; clinical laboratory scientist; medical laboratory scientist; laboratory technologist; histotechnologist; cytogenetic technologist; cytotechnologist; clinical laboratory technologist; molecular technologist
  29-2012 medical laboratory technician; laboratory technician medical; clinical laboratory technician; phlebotomy technician lab
  29-2034 radiographer; radiologic technologist; ct technologist; x ray technician
  29-2055 surgical technologist; operating room technician
  29-9021 clinical data analyst; health informatics specialist; clinical informatics analyst; health data analyst
  31-1121 home health aide
  31-1122 caregiver; personal care aide; companion; home attendant; personal attendant; elderly caregiver; live in caregiver
  31-1131 nursing assistant; certified nurse aide; patient care technician
  31-9011 massage therapist; spa therapist
  31-9092 medical assistant; clinic assistant
  31-9096 veterinary assistant; animal hospital assistant; vet kennel assistant
`;
