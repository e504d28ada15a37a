/**
 * House titles that differ in one word: the ways in which a kind of work is called, times what it is done on or in.
 * `X` stands for each word of the rows below. Read by `house-titles.ts`.
 */
type Grid = { readonly forms: string; readonly rows: string };

const grids: readonly Grid[] = [
  {
    // A physician who also teaches is filed as a physician.
    forms: `physician X; X physician assistant professor; X physician faculty; faculty physician X; attending physician X; clinical fellow X;
      resident physician X; X physician clinical instructor`,
    rows: `
      29-1211 anesthesiology; cardiac anesthesia; pain medicine anesthesiology
      29-1212 cardiology; interventional cardiology; cardiovascular disease
      29-1213 dermatology
      29-1214 emergency medicine
      29-1215 family medicine; family practice
      29-1216 internal medicine; general internal medicine; hospital medicine; hospitalist
      29-1217 neurology; vascular neurology; epilepsy
      29-1218 obstetrics gynecology; maternal fetal medicine
      29-1221 pediatrics; pediatric cardiology; neonatology; pediatric critical care; pediatric oncology; pediatric hospital medicine
      29-1222 pathology; hematopathology; surgical pathology; transfusion medicine
      29-1223 psychiatry; child and adolescent psychiatry; addiction psychiatry
      29-1224 radiology; neuroradiology; nuclear medicine; interventional radiology; breast imaging; pediatric radiology
      29-1229 nephrology; gastroenterology; hepatology; hematology oncology; medical oncology; rheumatology; infectious disease; pulmonary critical care;
      29-1229 endocrinology; physical medicine rehabilitation; radiation oncology; geriatrics; palliative medicine; sleep medicine; allergy immunology; critical care medicine; pain management; sports medicine; urgent care
      29-1241 ophthalmology; retina; glaucoma
      29-1242 orthopedic surgery; orthopedic trauma; spine surgery
      29-1249 neurosurgery; general surgery; urology; otolaryngology; vascular surgery; plastic surgery; transplant surgery; trauma surgery; cardiothoracic surgery; colorectal surgery; surgical oncology`,
  },
  {
    forms:
      "postdoctoral fellow X; postdoctoral research fellow X; X research associate; X research fellow; X research scientist; postdoctoral associate X research",
    rows: `
      19-1042 neurology; pathology; surgery; infectious disease; radiology; psychiatry; physiology; cardiology; oncology; immunology; pharmacology; pediatrics; cancer; medical genetics; ophthalmology; endocrinology; orthopedics; toxicology; stem cell medicine; anesthesiology; urology; dermatology; nephrology
      19-1029 biology; molecular biology; cell biology; developmental biology; genetics; genomics; bioinformatics; evolutionary biology; plant biology
      19-1021 biochemistry; biophysics; structural biology; protein science
      19-1022 microbiology; virology; bacteriology
      19-1013 plant pathology; agronomy; horticulture; soil science; entomology; plant breeding
      19-2012 physics; optics; condensed matter physics; particle physics; quantum physics; plasma physics
      19-2031 chemistry; organic chemistry; analytical chemistry; inorganic chemistry; polymer chemistry
      19-2032 materials science; nanomaterials
      19-2011 astrophysics; astronomy
      19-2021 atmospheric science; climate; meteorology
      19-2041 ecology; environmental science
      19-2042 geology; geophysics; geochemistry; earth science
      17-2031 biomedical engineering; tissue engineering`,
  },
  {
    forms:
      "visiting lecturer X; X faculty; instructor of X; X adjunct instructor; visiting professor of X; tenure track assistant professor X; lecturer in X",
    rows: `
      25-1011 finance; marketing; accounting; management; business administration; hospitality management; supply chain
      25-1021 computer science; data science; information systems; cybersecurity
      25-1022 mathematics; statistics
      25-1031 architecture; landscape architecture; urban design
      25-1032 civil engineering; mechanical engineering; electrical engineering; chemical engineering; bioengineering; industrial engineering; aerospace engineering
      25-1041 agronomy; animal science; horticulture; crop science; food science
      25-1042 biology; microbiology; neuroscience; genetics; plant biology
      25-1043 forestry; wildlife ecology
      25-1051 geology; oceanography; atmospheric science; earth science
      25-1052 chemistry; biochemistry
      25-1053 environmental science; environmental studies
      25-1054 physics; astronomy
      25-1061 anthropology; archaeology
      25-1062 gender studies; women studies; latin american studies; asian studies; african american studies; middle eastern studies
      25-1063 economics
      25-1064 geography
      25-1065 political science; international relations; public policy; government
      25-1066 psychology; cognitive science
      25-1067 sociology
      25-1071 public health; pharmacy; dentistry; epidemiology; health sciences; physical therapy; veterinary medicine; nutrition; biostatistics
      25-1072 nursing
      25-1081 education; special education; curriculum and instruction; early childhood education
      25-1111 criminal justice; criminology
      25-1112 law
      25-1113 social work
      25-1121 music; theatre; film; art; dance; graphic design; art history; photography; piano; animation
      25-1122 communication; journalism; media studies; public relations
      25-1123 english; creative writing; english literature; rhetoric and composition
      25-1124 french; spanish; chinese; german; japanese; arabic; italian; russian; linguistics
      25-1125 history
      25-1126 philosophy; religion; theology
      25-1193 kinesiology; exercise science; physical education`,
  },
  {
    forms:
      "X developer; X engineer; X technical lead; X programmer analyst; lead X developer; consultant X development",
    rows: `
      15-1252 node js; scala; ruby on rails; hadoop; spark; salesforce; kotlin; golang; mulesoft; pega; hybris; microservices; mainframe; peoplesoft; servicenow; kafka; aws; java spring; c++ embedded; android; ios; guidewire; siebel`,
  },
  {
    forms: "X tester; X qa engineer; X test lead; X quality assurance analyst; X test engineer software",
    rows: "15-1253 etl; sap; database; mobile; automation; selenium; performance; manual; salesforce; api; data warehouse; game",
  },
  {
    forms: "X consultant; X functional analyst; X functional consultant; X systems analyst",
    rows: "15-1211 oracle financials; servicenow; guidewire; siebel; sap fico; sap mm; workday; peoplesoft; dynamics; netsuite; jd edwards; epic; plm; crm; erp; hcm; oracle ebs; sap hana",
  },
  {
    forms: "X manager; director of X; head of X; X senior manager",
    rows: "11-3021 cybersecurity; qa software; data science; business intelligence; devops; data engineering; software quality assurance; erp; cloud infrastructure; application development",
  },
  {
    forms:
      "X engineering manager; manager X engineering; director X engineering; head of X engineering; group manager X",
    rows: "11-9041 manufacturing; mechanical; electrical; hardware; process; quality; structural; test; flight test; structural analysis; chassis; product design; systems; reliability; powertrain",
  },
  {
    forms: "X sales engineer; X presales engineer; X presales consultant; X technical sales specialist",
    rows: "41-9031 software; network; hvac; industrial; automation; semiconductor; telecom; cloud; storage; security; medical device",
  },
  {
    forms: "X cook; X line cook; X station cook; X restaurant cook",
    rows: "35-2014 line; grill; saute; pantry; broiler; wok; hotel; resort; restaurant; thai; mexican; indian; italian; greek; peruvian; chinese",
  },
  {
    forms: "X processor; X cutter; X packing and processing worker; X peeler; X cleaner processing",
    rows: "51-3022 clam; lobster; herring; scallop; squid; salmon; mussel; crab; shrimp; oyster; crawfish; catfish; tuna; pollock",
  },
  {
    forms: "X supervisor; X foreman; X crew leader; X crew supervisor",
    rows: `
      37-1012 irrigation landscape; snow removal; lawn maintenance; landscaping; tree trimming; golf course grounds; turf; gardening
      47-1011 roofing; masonry; framing; concrete; drywall; paving; painting; fence construction; excavation; steel erection; siding; stucco`,
  },
  {
    forms: "X helper; helper X",
    rows: `
      51-9198 sewing; cabinet shop; cabinetmaker; welder; sawmill; foundry; machine operator; fiberglass; printing; assembly; textile
      49-9098 tower technician; millwright; hvac; mechanic; cable installer; boat mechanic; maintenance`,
  },
  {
    forms: "X senior associate; senior associate X; X associate; X experienced associate",
    rows: "13-2011 forensic accounting; cost accounting; revenue accounting; fund audit; tax; audit; assurance; international tax; transfer pricing; state and local tax",
  },
];

function readWords(list: string): string[] {
  return list
    .split(";")
    .map((word) => word.trim().replace(/\s+/g, " "))
    .filter(Boolean);
}

function fillGrid({ forms, rows }: Grid): string[] {
  return rows
    .split("\n")
    .map((row) => row.trim())
    .filter(Boolean)
    .map((row) => {
      const titles = readWords(row.slice(8)).flatMap((word) =>
        readWords(forms).map((form) => form.replace("X", word)),
      );
      return `${row.slice(0, 7)} ${titles.join("; ")}`;
    });
}

/** Lines of one occupation and its titles, as in the other lists. */
export const gridTitleList = grids.flatMap(fillGrid).join("\n");
