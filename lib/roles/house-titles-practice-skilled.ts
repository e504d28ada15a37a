/** House titles of major groups 11–29 from the practice titles that were looked at; see docs/role-matcher.md. Read by `house-titles.ts`. */
export const skilledPracticeTitleList = `
  11-1011 president and managing director; chief revenue officer; president, americas region
  11-1021 vp of operations; business unit head; general manager of us subsidiary; director of hotel operations and development; head of us operations; plant & operations gm
  11-2011 manager, media strategy and promotions
  11-2021 senior product marketing manager; product manager ii; director, brand marketing; principal product manager - technical; manager, consumer marketing; latin america marketing manager; director of demand generation; head of growth; senior manager - category insights and brand
  11-2022 manager, technical sales - asia; head of business development; vp international business; sales development director apac
  11-2032 director of public relations and communications; corporate communications director
  11-3012 administrative services manager
  11-3021 software development manager iii; sr. manager, it applications; director of software engineering; delivery manager - us; it security manager; sr. manager - enterprise data platforms; head of engineering (saas); director, cloud transformation; practice director - oracle; global sap delivery lead manager
  11-3031 vice president, investment banking division; director of finance and accounting; fund manager; svp, loan syndications
  11-3051 plant manager; fabrication plant supervisor/manager; brewmaster and production manager; shift production leader, semiconductor fab
  11-3061 purchasing manager; senior manager global procurement; strategic sourcing manager
  11-3071 logistics manager - imports; warehouse & distribution manager; supply chain manager; fleet operations manager; ocean freight manager; s&op manager
  11-3121 director, human resources; head of talent acquisition
  11-3131 training & development manager; manager learning solutions
  11-9013 aquaculture farm manager; head grower
  11-9021 assistant project manager - construction
  11-9031 director of montessori preschool
  11-9032 assistant principal
  11-9033 associate dean for research; director, global education office; associate registrar; coordinator of residence life
  11-9041 manager, hardware engineering; director, process engineering; r&d manager (automotive); manager, flight test; head of structural analysis group; group manager, adas development; chief engineer - chassis
  11-9051 kitchen manager; director of outlets
  11-9072 director of tennis
  11-9081 assistant innkeeper; resident manager (hotel)
  11-9111 director of rehabilitation; clinical practice manager; medical office manager; program manager, stroke center; cancer registry & quality manager
  11-9121 clinical research manager; r&d laboratory manager; director, bioanalytical sciences; head of translational oncology
  11-9141 property manager
  11-9151 director of community programs
  11-9199 regulatory affairs manager; compliance manager; director of business integration; manager, renewable energy projects; security operations manager
  13-1011 talent agent; artist management associate; model booker
  13-1022 retail buyer
  13-1023 procurement specialist; strategic buyer ii; subcontracts administrator
  13-1031 claims adjuster; insurance claims examiner
  13-1041 compliance analyst; environmental compliance officer; gmp compliance associate; kyc associate
  13-1051 estimator; senior cost estimator; construction estimator/quantity surveyor; takeoff specialist; project cost controller
  13-1071 technical recruiter; talent acquisition specialist; staffing coordinator (bilingual); lead it recruiter
  13-1081 supply chain analyst ii; materials planner; import/export coordinator; global supply chain associate
  13-1082 program manager jc65; senior technical program manager
  13-1111 consultant - strategy and operations; business process consultant; junior management analyst; digital transformation consultant; organizational effectiveness analyst; business excellence lead
  13-1121 event planner; conference and events coordinator; wedding coordinator; trade show coordinator; meetings and incentives planner
  13-1131 major gifts officer
  13-1141 global compensation consultant
  13-1151 instructional designer - corporate training; technical trainer; learning and development specialist
  13-1161 market research analyst; seo analyst; social media strategist; consumer insights manager; media planner; loyalty program analyst; bilingual marketing assistant; audience insights analyst; email campaign specialist; e-commerce marketing analyst
  13-1199 business operations associate; energy analyst; business development specialist; client onboarding analyst
  13-2011 audit associate; senior tax consultant; fund accountant; assurance staff; it audit senior; senior associate - financial services audit; forensic accounting consultant
  13-2023 real estate appraiser; commercial property appraiser
  13-2031 budget analyst; senior budget coordinator
  13-2041 commercial credit officer
  13-2051 financial analyst ii; equity research associate; investment banking analyst; valuation associate; portfolio analyst; analyst, leveraged credit; investor relations analyst; transaction services associate
  13-2052 financial advisor; private banker
  13-2053 underwriter; casualty underwriter - reinsurance
  13-2054 risk analyst; quantitative risk analyst; market risk associate; credit risk modeler; fraud strategy analyst; counterparty credit analyst
  13-2072 loan officer; commercial lending officer
  13-2099 strategist, rates; derivatives pricing associate; quant developer - equities
  15-1211 systems analyst; programmer analyst; technology consultant; lead consultant - us; healthcare it systems analyst; workday integration analyst; sap sd/mm lead; plm analyst
  15-1212 cyber security analyst; iam consultant; threat intelligence engineer
  15-1221 senior research scientist (nlp); deep learning scientist; computer scientist
  15-1231 network support engineer
  15-1232 technical support engineer; it support specialist; application support specialist; help desk analyst; tier 3 support engineer; escalation engineer
  15-1241 network architect; network consulting engineer; wireless network design engineer; voice & collaboration engineer; data center network specialist; telecom network planner
  15-1242 database administrator iii; lead database engineer; hadoop administrator; exadata dba
  15-1243 data architect; etl developer; data warehouse specialist; informatica architect; enterprise data warehouse developer
  15-1244 sap basis administrator; middleware administrator; storage and backup administrator
  15-1251 computer programmer; mainframe programmer; cobol programmer; as400 programmer analyst; sas programmer (banking); robotics programmer
  15-1252 senior software developer; java developer; member of technical staff; application developer; technology lead - us; .net developer; senior consultant, software engineering; site reliability engineer; devops engineer iii; tech lead; staff software engineer, infrastructure; mulesoft developer; spring boot microservices developer; kernel engineer; machine learning engineer
  15-1253 test lead - us; selenium automation engineer; mobile app tester
  15-1254 web developer; ui developer; senior web programmer
  15-1255 ux designer; game designer
  15-1299 systems engineer, software systems; business intelligence developer; gis analyst; solutions architect; computer systems engineer; senior business intelligence analyst; geospatial developer; it portfolio analyst; blockchain architect
  15-2011 pricing actuary
  15-2021 applied mathematician
  15-2031 revenue management analyst; pricing analyst ii; business analytics manager; supply chain optimization scientist; workforce planning analyst
  15-2041 sas programmer; clinical sas programmer analyst; biometrics associate; statistical geneticist
  15-2051 senior data analyst; data science manager; customer analytics scientist
  17-1011 intern architect; architectural associate; design architect; facade designer; job captain
  17-1012 landscape architect; landscape designer; junior landscape architectural designer
  17-1022 land surveyor
  17-2011 flight controls engineer; propulsion engineer; guidance navigation and control engineer; composite stress engineer; rotorcraft dynamics engineer; spacecraft thermal engineer
  17-2031 biomedical engineer; clinical applications engineer; orthopedic implant engineer
  17-2041 process development engineer; lithography process engineer; polymer engineer; petrochemical process designer; fuel cell research engineer
  17-2051 geotechnical staff engineer; bridge designer; stormwater engineer; construction inspector/engineer; rail track design engineer; pavement engineer; site development engineer
  17-2061 asic verification engineer; hardware engineer; dft engineer; board design engineer; memory subsystem engineer
  17-2071 controls engineer; electrical designer; protection and control engineer; solar pv design engineer; instrumentation & controls engineer; lighting design engineer; battery systems engineer
  17-2072 rf engineer; product engineer - semiconductor; wireless systems engineer; component engineer; mixed signal layout engineer; antenna engineer; pcb designer; microwave engineer; wafer probe test engineer; yield engineer
  17-2081 environmental engineer; air quality engineer
  17-2111 fire protection engineer; process safety engineer
  17-2112 industrial engineer; process improvement engineer; tooling engineer; ergonomics engineer; plant layout engineer; warranty quality engineer
  17-2131 packaging materials engineer; packaging engineer (semiconductor)
  17-2141 nvh engineer; mechanical engineer i; cfd engineer; robotics mechanical engineer; die design engineer; body in white engineer; rotating equipment engineer; emissions calibration engineer; seating design engineer; plumbing design engineer
  17-2151 ventilation engineer, underground mine; geological engineer
  17-2161 reactor engineer
  17-2171 subsea engineer; cementing engineer; petroleum simulation engineer
  17-2199 validation engineer; photonics engineer; acoustics engineer; nanotechnology engineer; human factors systems engineer; energy efficiency engineer
  17-3011 architectural drafter; architectural draftsman; bim modeler; revit technician; structural steel detailer
  17-3013 mechanical drafter; shop drawing detailer
  17-3022 civil engineering technician
  17-3023 slot machine electronics tech
  17-3026 manufacturing technician; quality control engineering technician
  17-3027 mechanical test technician
  19-1011 animal nutritionist; poultry geneticist; animal scientist - swine
  19-1012 food technologist; food safety scientist; sensory scientist; food chemist; beverage development scientist
  19-1013 soil scientist; research associate, plant pathology; horticulturist; viticulture specialist; turfgrass researcher
  19-1021 biochemist; protein chemist; scientist, structural biology; research associate - biochemistry; biophysicist; mass spectrometry scientist (proteomics); assay development scientist
  19-1022 microbiologist; virologist; bacteriologist; vaccine virology scientist
  19-1023 fisheries biologist; marine mammal biologist
  19-1029 postdoctoral associate - biology; research associate ii, cell biology; geneticist; bioinformatician; staff scientist - neurobiology; genomics research associate; stem cell scientist; synthetic biology scientist; developmental biology postdoc
  19-1032 urban forester
  19-1041 research epidemiologist
  19-1042 medical science liaison; postdoctoral scholar, neuroscience; cardiovascular research associate; research instructor - surgery; visiting postdoctoral fellow; pharmacokinetics scientist
  19-1099 life scientist; research scientist - life sciences
  19-2011 astronomer; postdoctoral fellow in astrophysics; assistant astronomer
  19-2012 physicist; medical physicist; research associate, physics; postdoctoral scholar - particle physics; accelerator physicist; optical physicist; plasma physicist; beamline scientist
  19-2021 meteorologist; atmospheric scientist
  19-2031 analytical chemist ii; postdoctoral associate, chemistry; research scientist - organic chemistry; coatings chemist; peptide synthesis scientist
  19-2032 nanomaterials researcher
  19-2041 environmental scientist; environmental consultant; ecologist; air quality modeler; wetland scientist; climate change specialist
  19-2042 geophysicist; seismic interpreter
  19-2043 hydrologist
  19-3011 economist; economic consultant; econometrician; antitrust economic analyst; health economist; economic research fellow
  19-3022 survey methodologist
  19-3033 psychology postdoctoral fellow; school psychologist; licensed psychologist
  19-3041 sociologist
  19-3051 urban planner; transportation planner
  19-3091 archaeologist; field archeologist
  19-3094 policy researcher
  19-4012 agricultural technician
  19-4021 laboratory technician (molecular biology); research technician ii; research assistant, cell culture; genotyping technician; laboratory assistant - neurobiology; field biology technician
  19-4031 chemical technician; laboratory analyst, chemistry
  19-4061 research coordinator, public policy; social science research assistant; project research assistant, psychology lab; research aide economics
  19-4071 trail crew member
  21-1012 school counselor; international student advisor; college admissions counselor
  21-1013 marriage and family therapist; family therapist intern
  21-1014 mental health therapist
  21-1021 school social worker; child welfare case worker
  21-1022 medical social worker
  21-1091 public health education specialist
  21-1093 case aide; social services assistant
  21-2011 pastor; associate minister; missionary
  21-2021 youth ministry director
  23-1011 attorney; corporate counsel; patent attorney; staff attorney - immigration; law clerk (awaiting bar admission); tax counsel; litigation associate; first year associate - corporate law; legal fellow
  23-2011 legal assistant; immigration paralegal; patent agent assistant
  25-1011 lecturer in accounting; associate professor, marketing; clinical assistant professor of operations management; instructor - hospitality management
  25-1021 lecturer, computer information systems; instructor of data science; assistant professor of informatics
  25-1022 mathematics instructor (college); dickson instructor mathematics
  25-1031 assistant professor of architecture
  25-1032 assistant professor, mechanical engineering; professor of electrical and computer engineering; lecturer, civil engineering
  25-1041 assistant professor of crop science
  25-1042 assistant professor - microbiology; professor of neuroscience
  25-1051 assistant professor of geology; assistant professor, atmospheric science; visiting instructor oceanography
  25-1052 assistant professor of chemistry
  25-1053 assistant professor of environmental studies; instructor, sustainability science
  25-1054 assistant professor of physics; visiting professor of astronomy
  25-1061 lecturer in archaeology
  25-1062 visiting lecturer, middle eastern studies; assistant professor of gender studies
  25-1063 lecturer in economics
  25-1064 assistant professor of geography; lecturer gis and geography
  25-1065 assistant professor of political science
  25-1066 visiting lecturer of cognitive science and psychology
  25-1071 assistant professor of medicine; associate professor of public health; instructor, radiation oncology; assistant professor of pharmacy practice; assistant professor of epidemiology
  25-1081 faculty in early childhood education; assistant professor of higher education
  25-1112 associate professor of law; visiting clinical law professor
  25-1113 assistant professor of social work
  25-1121 assistant professor, graphic design; assistant professor of ceramics
  25-1122 assistant professor of communication; lecturer, journalism; assistant professor of media studies
  25-1124 lecturer in spanish; assistant professor of chinese; preceptor in french
  25-1125 assistant professor of history
  25-1126 assistant professor of philosophy; assistant professor of biblical studies; ethics faculty; assistant professor of islamic studies and religion
  25-1193 assistant professor of kinesiology
  25-1199 assistant professor; postdoctoral teaching fellow; visiting research professor; interim faculty
  25-2011 pre-k teacher, spanish immersion
  25-2012 kindergarten teacher; bilingual kindergarten teacher
  25-2021 elementary school teacher; 3rd grade teacher; grade 2 classroom teacher; elementary french immersion teacher
  25-2022 middle school teacher; 7th grade math teacher; middle school science teacher; grade 6 teacher
  25-2031 chinese language teacher; upper school chemistry teacher; french teacher; ib math teacher; computer science teacher; english teacher, grades 9-12
  25-2058 special education teacher; special ed teacher - elementary; exceptional student education teacher; autism specialist teacher; ese teacher; intervention specialist; teacher of students with disabilities
  25-3011 esl instructor
  25-3021 snowboard instructor; swim instructor; piano teacher; martial arts instructor; horseback riding instructor; kiteboarding instructor; windsurfing instructor; kayak instructor; nordic ski instructor; scuba instructor; art & craft instructor
  25-3041 math tutor
  25-4011 archivist
  25-4012 curator; curatorial fellow
  25-4013 art conservator
  25-4022 librarian; cataloging librarian - chinese studies; systems librarian
  25-9031 e-learning developer; bilingual education specialist
  25-9042 montessori assistant teacher; teacher's aide
  27-1013 sculptor; fine artist painter
  27-1014 3d artist; technical artist; lighting artist; 3d modeler; storyboard artist; fx technical director; concept artist; layout artist (animation)
  27-1021 toy designer; consumer product designer; handbag designer
  27-1022 textile designer; denim designer; pattern and technical designer
  27-1023 florist
  27-1024 graphic designer; senior visual designer; digital designer; brand designer; motion and graphic designer; creative designer
  27-1025 interior designer; junior interior designer; hospitality interiors designer; interiors project designer
  27-1026 visual merchandiser; window display designer
  27-1027 exhibit designer
  27-2012 film director; associate producer; creative development producer; line producer; stage director
  27-2021 professional hockey player; soccer player
  27-2022 head tennis coach; assistant coach - women's rowing; gymnastics coach; fencing coach; swim coach; assistant coach; table tennis coach; volleyball coach
  27-2023 soccer referee
  27-2031 dancer
  27-2032 choreographer
  27-2041 orchestra conductor; choir director
  27-2042 musician; singer
  27-2099 clown; rodeo entertainer; magician; acrobat
  27-3023 reporter
  27-3031 communications specialist; communications officer; media relations associate; fashion pr assistant
  27-3041 associate editor; copy editor; web editor (chinese); acquisitions editor
  27-3042 technical writer; medical writer; proposal writer; regulatory document writer
  27-3043 writer; content writer
  27-4011 stage technician; a/v tech
  27-4014 sound engineer
  27-4021 ski photographer; portrait photographer
  27-4031 camera operator
  27-4032 video editor; film editor
  29-1011 chiropractor; associate chiropractor
  29-1021 general dentist; dentist; pediatric dentist; staff dentist - community health center
  29-1022 oral and maxillofacial surgeon; oral surgery resident
  29-1023 orthodontic resident
  29-1029 periodontist
  29-1031 clinical dietitian; registered dietician
  29-1051 staff pharmacist; clinical pharmacist; drug information pharmacist; retail pharmacist floater; oncology pharmacy specialist
  29-1071 physician assistant - surgery
  29-1122 otr; pediatric ot; hand therapist
  29-1123 physical therapist - home health; rehab therapist (pt); pt evaluator; wound care physical therapist
  29-1125 recreational therapist
  29-1127 speech language pathologist
  29-1131 veterinary resident; veterinary surgeon resident
  29-1141 rn - critical care; nurse case manager; charge nurse; clinical nurse ii; nurse educator clinical; infection control nurse
  29-1151 nurse anesthetist
  29-1171 nurse practitioner; acute care nurse practitioner
  29-1181 audiologist; clinical audiologist
  29-1211 fellow - pain medicine/anesthesiology; resident physician anesthesia; cardiac anesthesia fellow
  29-1212 cardiologist; interventional cardiology fellow; non-invasive cardiologist; electrophysiology physician; heart failure cardiologist
  29-1213 dermatologist; mohs surgery fellow dermatology
  29-1214 emergency department attending; pediatric emergency medicine attending
  29-1215 family medicine physician; primary care physician (family)
  29-1216 internal medicine resident pgy-2; internist; nocturnist; categorical internal medicine resident; geriatric medicine physician
  29-1217 neurophysiology fellow; stroke neurologist
  29-1218 ob/gyn physician; maternal fetal medicine physician
  29-1221 picu attending; pediatric gastroenterologist; neonatal-perinatal fellow
  29-1222 pathologist; cytopathology fellow; resident in pathology; hematopathologist; surgical pathology fellow; forensic pathologist; transfusion medicine physician; dermatopathologist
  29-1223 psychiatrist; child and adolescent psychiatry fellow; geriatric psychiatrist; staff psychiatrist - correctional
  29-1224 radiologist; breast imaging fellow; interventional radiologist; teleradiologist; abdominal imaging physician; pediatric radiology faculty
  29-1229 pulmonologist; infectious disease physician; physiatrist; allergist/immunologist; critical care intensivist; palliative care physician; bariatric medicine physician; hepatologist; physician - wound care; transplant hepatology fellow; sports medicine physician; urgent care physician; transitional year resident; medical oncologist
  29-1241 glaucoma specialist physician
  29-1249 surgical resident; vascular surgeon; urologist; cardiothoracic surgeon; colorectal surgeon; gynecologic oncology surgeon fellow
  29-1291 acupuncturist
  29-2011 clinical laboratory scientist; cytogenetic technologist; molecular diagnostics technologist; mls generalist; cytotechnologist; toxicology lab technologist
  29-2031 echocardiography technician
  29-2032 diagnostic medical sonographer
  29-2033 nuclear medicine technologist
  29-2056 veterinary technician; veterinary technologist
  29-2072 medical records specialist
  29-2081 optician; dispensing optician
  29-9092 genetic counselor
`;
