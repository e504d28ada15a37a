import { normaliseTitle } from "./title-normaliser";

/**
 * Groups of words that play the same part in a title, so that a word never seen in a reference title ("Kotlin
 * Developer", "Padel Coach") is read like its neighbours. A word may belong to several themes. Words are compared
 * as the normaliser leaves them.
 */
const themeLists: Readonly<Record<string, string>> = {
  programming: `java python dotnet csharp cplusplus javascript typescript angular angularjs react reactjs nodejs node php laravel ruby rail perl scala golang kotlin
    swift android ios flutter j2ee jee spring hibernate struts vb visual xamarin django vue html css html5 frontend backend fullstack stack microservice api
    mobile web software application app salesforce apex abap fiori cobol mainframe as400 rpg peoplesoft peoplecode siebel pega guidewire sharepoint biztalk mulesoft
    tibco webmethod middleware websphere weblogic lightning sitecore magento drupal wordpress aem unity unreal game devop cicd jenkins kubernetes docker terraform
    programmer programming coding coder developer ui graphql matlab labview plsql rpa uipath blockchain solidity`,
  enterprise: `sap oracle workday servicenow erp crm netsuite hana hyperion dynamics jde edwards maximo kronos successfactor ariba anaplan epic cerner lawson hris
    basis fico scm ewm srm`,
  database: `sql mysql postgre postgresql mongodb db2 teradata sybase mssql nosql cassandra redis database dba datawarehouse warehousing`,
  dataengineering: `hadoop spark kafka hive bigdata big data lake pipeline snowflake databrick airflow etl informatica talend datastage ssis dbt ab initio scala`,
  businessintelligence: `tableau powerbi bi qlik qlikview cognos microstrategy obiee looker businessobject ssrs dashboard reporting intelligence`,
  machinelearning: `machine learning ai artificial deep nlp neural vision perception llm generative computational reinforcement recommendation ml`,
  infrastructure: `linux unix windows vmware citrix aws azure gcp cloud server storage active directory exchange virtualization openstack network cisco wan lan
    firewall wireless wifi voip datacenter infrastructure platform sre reliability solaris redhat netapp emc backup telecom`,
  testing: `qa test tester testing selenium automation sdet quality uat validation verification`,
  security: `security cybersecurity infosec penetration soc threat vulnerability siem iam identity forensic malware cryptography`,
  chip: `asic fpga rtl vlsi silicon soc analog mixed signal pcb dft physical layout ic semiconductor cpu gpu chip circuit emulation dram nand soc rfic cmos wafer
    lithography etch photonic board hardware firmware embedded bios`,
  radio: `rf antenna microwave radar lte 5g wireless ran baseband cellular telecom volte umt gsm signal modem`,
  mechanics: `hvac thermal hydraulic turbine combustion engine powertrain chassis drivetrain tribology cad piping pump valve gear mechanism aerothermal fluid cfd nvh`,
  biotech: `molecular genomic genetic protein cell cellular immunology oncology antibody assay vaccine gene therapy virology stem sequencing proteomic bioinformatic
    biology biological biochemistry biochemical microbiology neuroscience pharmacology toxicology crispr bioanalytical preclinical discovery biologic`,
  chemistry: `chemistry chemist analytical synthetic organic polymer formulation medicinal spectroscopy chromatography catalyst chemical`,
  drug: `clinical pharmaceutical pharma drug pharmacovigilance regulatory trial gmp gcp`,
  statistic: `statistic statistical biostatistic biostatistician sas econometric actuarial quantitative quant modeling stochastic`,
  finance: `finance financial equity derivative fx fixed income portfolio trading trader hedge security investment treasury capital fund bond banking valuation
    merger acquisition swap structured wealth asset markets underwriting leveraged`,
  accounting: `accounting accountant audit auditor tax gaap ledger payable receivable assurance cpa sox reconciliation bookkeeping`,
  marketing: `marketing brand seo sem digital social media campaign advertising content ecommerce growth demand crm product market`,
  selling: `sale seller account business development territory retail client`,
  people: `human resource hr recruiting recruiter recruitment talent staffing compensation benefit payroll onboarding`,
  sport: `soccer football basketball baseball softball tennis golf swim swimming ski skiing snowboard snowboarding surf surfing windsurfing kiteboarding kitesurfing
    sailing rugby lacrosse hockey volleyball gymnastic wrestling boxing fencing karate judo taekwondo martial yoga pilate zumba aerobic cycling rowing
    paddle paddleboard padel squash badminton cricket polo equestrian riding climbing kayak kayaking rafting diving scuba skating skateboard snowmobile archery
    cheerleading dance parasail parasailing parachuting skydiving track triathlon crossfit wakeboard waterski golfing swimmer figure`,
  water: `pool beach lifeguard surf waterpark aquatic swim ocean lake water`,
  nation: `mexican italian french chinese japanese thai indian greek spanish german korean vietnamese turkish lebanese persian brazilian peruvian nepalese nepali cuban
    moroccan ethiopian mediterranean asian latin european caribbean jamaican filipino portuguese russian polish irish british english arabic hebrew mandarin
    szechuan sichuan cantonese hunan tandoori sushi hibachi teppanyaki indonesian pakistani bengali swedish danish dutch african american hawaiian tibetan
    hungarian argentinian colombian venezuelan salvadoran cajun creole kosher halal ethnic specialty`,
  food: `cook chef kitchen pastry baker bakery pizza sandwich salad grill fry sauce dessert cake bread food culinary cuisine restaurant banquet deli buffet prep
    sushi tortilla noodle dumpling pasta`,
  serving: `server waiter busser dining banquet cafeteria buffet room service`,
  seafood: `fish crab shrimp oyster salmon pollock roe seafood shellfish clam lobster crawfish scallop tuna cod catfish surimi squid mussel herring halibut`,
  meat: `meat pork beef chicken poultry turkey lamb slaughter butcher hog cattle sausage carcass`,
  animal: `horse dog cat cattle cow pig hog sheep goat animal kennel stable equine livestock zoo pet canine feline bird exotic wildlife groom`,
  crop: `apple peach orange citrus tobacco corn cotton tomato strawberry blueberry berry grape vineyard orchard lettuce onion potato pumpkin watermelon melon sugarcane
    mushroom pecan nut cherry cucumber sod hay wheat rice crop harvest vegetable fruit christmas tree nursery greenhouse plant flower`,
  landscape: `landscape landscaping lawn groundskeeper groundskeeping ground garden gardener turf mowing irrigation shrub hardscape yard greenskeeper golf course`,
  forest: `forest forestry timber logging silviculture reforestation seedling thinning brush tree planter`,
  masonry: `brick block stone masonry mason bricklayer stonemason blockmason chimney mortar marble tile granite paver`,
  concrete: `concrete cement formwork rebar paving asphalt form curb foundation`,
  roofing: `roof roofer roofing shingle gutter`,
  carpentry: `carpenter carpentry framer framing drywall siding trim cabinet door window deck wood woodwork millwork stair finish`,
  metalwork: `welder welding fabricator sheet metal steel iron structural ironworker boilermaker rigger fitter shipfitter pipefitter pipe`,
  insulation: `insulation insulator foam batt cellulose spray`,
  vehicle: `truck car auto automotive vehicle bus van trailer tractor forklift diesel motorcycle boat fleet cdl`,
  heavyequipment: `excavator bulldozer backhoe loader crane dozer grader heavy equipment skid steer roller`,
  cleaning: `cleaner cleaning housekeeper housekeeping maid janitor janitorial custodian laundry houseperson room attendant`,
  hotel: `hotel guest front desk concierge resort lodge lodging bell reservation spa valet`,
  carnival: `carnival amusement ride game concession circus fair midway`,
  warehouse: `warehouse stock stocker picker packer packaging shipping receiving loading freight`,
  childcare: `nanny child childcare babysitter daycare au pair infant toddler preschool`,
  physician: `physician doctor hospitalist md internist surgeon attending`,
  internalmedicine: `internal medicine hospitalist internist nocturnist`,
  specialist: `cardiology nephrology gastroenterology pulmonary pulmonology rheumatology hematology oncology endocrinology infectious disease allergy immunology geriatric
    critical care hepatology sleep rehabilitation physiatrist electrophysiology palliative`,
  surgery: `surgery surgical surgeon transplant neurosurgery thoracic vascular trauma bariatric colorectal cardiothoracic urology urologic plastic craniofacial otolaryngology
    ent spine`,
  radiology: `radiology neuroradiology nuclear imaging radiologist ultrasound mri ct mammography interventional`,
  training: `resident residency fellow fellowship pgy housestaff intern`,
  therapy: `therapist therapy rehab rehabilitation`,
  nursing: `nurse nursing rn lpn bedside icu telemetry`,
  academic: `professor faculty lecturer adjunct instructor visiting tenure`,
  socialscience: `sociology economic political anthropology history psychology geography linguistic gender philosophy religion literature language art music law business
    education communication journalism architecture engineering computer mathematic physic chemistry biology nursing`,
  teacher: `teacher teaching classroom kindergarten elementary middle secondary esl bilingual`,
  science: `physic physicist astronomy chemistry geology earth space atmospheric climate ocean environmental ecology`,
  geology: `geologist geology geophysicist geophysical petrophysicist reservoir seismic drilling petroleum oil gas upstream subsurface hydrogeologist`,
  art: `artist painter sculptor illustrator animator glassblowing craft potter`,
  media: `film video television broadcast audio producer editor camera sound lighting stage theater`,
  cloth: `sewing sewer tailor seamstress fabric textile upholstery garment tent embroidery apparel fashion`,
};

function readThemes(): ReadonlyMap<string, readonly string[]> {
  const themes = new Map<string, string[]>();
  for (const [theme, list] of Object.entries(themeLists)) {
    for (const written of list.split(/\s+/)) {
      const [word, ...more] = normaliseTitle(written).words;
      // An abbreviation of several words: each of them alone is too common to stand for the theme.
      if (word === undefined || more.length > 0) continue;
      const known = themes.get(word);
      if (!known) themes.set(word, [theme]);
      else if (!known.includes(theme)) known.push(theme);
    }
  }
  return themes;
}

/** Word → the themes it belongs to. */
export const themesByWord = readThemes();
