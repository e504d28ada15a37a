/** House titles of major groups 33–53: service, sales, farms, trades, plants, transport. Read by `house-titles.ts`. */
export const tradeTitleList = `
  33-9032 security guard; security officer
  33-9092 lifeguard; ski patrol; pool attendant lifeguard; beach lifeguard; ski patroller
  35-1011 chef; head chef; executive chef; sous chef; chef de partie; pastry chef; sushi chef; head cook; specialty chef; chef de cuisine; ethnic chef; specialty cook; ethnic cuisine chef; culinary supervisor; chef tournant; banquet chef; demi chef; barbecue chef; specialty cuisine chef; hibachi chef
  35-1012 kitchen supervisor; dining room supervisor; banquet captain; food service supervisor; shift leader restaurant; bar supervisor; maitre d; banquet supervisor; restaurant supervisor
  35-2012 camp cook; cafeteria cook; institutional cook
  35-2014 cook; line cook; restaurant cook; prep cook; grill cook; fry cook; cook restaurant; broiler cook; second cook; first cook; ethnic food cook; specialty food cook; banquet cook; saute cook; hot line cook; seafood cook; third cook; cook helper lead; breakfast cook; pizza cook; a la carte cook
  35-2021 kitchen helper; food prep worker; prep worker; kitchen worker; pantry worker; kitchen prep; kitchen assistant; cook helper; food preparer; salad maker; cook assistant; kitchen laborer; sandwich maker
  35-3011 bartender; mixologist
  35-3023 counter attendant; barista; fast food worker; concession worker; snack bar attendant; food concession worker; ice cream server; concession stand worker; food service worker; deli worker; food runner; concessionaire; beverage cart attendant; food stand attendant; cafeteria server; popcorn vendor; food vendor carnival; snack shop worker; grill attendant; counter server; food concession attendant; ice cream scooper; coffee shop attendant
  35-3031 waiter; waitress; server; restaurant server; food server; banquet server; cocktail server; wait person; dining room server; waitstaff
  35-3041 room service attendant; room service server; banquet attendant; hospital tray server; catering server; minibar attendant; poolside attendant food
  35-9011 busser; dining room attendant; bar back; bus person; food runner; banquet houseman; dining attendant; barback; cafeteria attendant; bar helper; dining room helper; table busser; server assistant; buffet attendant; catering helper
  35-9021 dishwasher; steward; kitchen steward; utility steward; pot washer; dishwasher kitchen helper
  35-9031 host; hostess; restaurant host; greeter restaurant
  37-1011 housekeeping supervisor; head housekeeper; executive housekeeper; housekeeping manager; housekeeping inspector
  37-1012 landscape supervisor; landscape foreman; landscape crew leader; grounds supervisor; lawn crew supervisor; landscape crew foreman
  37-2011 janitor; custodian; houseman; houseperson; public area attendant; cleaner; public space cleaner; janitorial worker; public area cleaner; building cleaner; night cleaner; restroom attendant; lobby attendant; floor care worker; facility cleaner; window washer; cleaning crew member; overnight cleaner
  37-2012 housekeeper; room attendant; maid; housekeeping attendant; room cleaner; guest room attendant; cabin cleaner; housekeeping cleaner; laundry housekeeper; housekeeping staff; cleaning staff hotel; cleaning person hotel; turndown attendant; condo cleaner; vacation rental cleaner; suite attendant; room keeper; housekeeping aide; housekeeping room attendant; lodge housekeeper; resort housekeeper; villa attendant
  37-3011 landscape laborer; landscaper; groundskeeper; landscape worker; lawn care worker; greenskeeper; golf course worker; gardener; grounds maintenance worker; landscape technician; mower; irrigation laborer; turf worker; golf course laborer; grounds worker; landscape installer; snow removal laborer; hardscape laborer; sod layer; landscape gardener; yard worker; landscape crew member; general laborer landscaping; lawn maintenance worker; lawn mower operator; lawn technician; landscape helper; landscape maintenance laborer; grounds laborer; sprinkler installer; irrigation technician; leaf removal laborer; weed eater operator; tree planter landscaping; groundsman; landscape construction worker; park maintenance worker; cemetery worker; mulch laborer; sports turf worker; garden laborer
  37-3012 pesticide applicator; herbicide applicator; spray technician; lawn chemical applicator; vegetation sprayer
  37-3013 tree trimmer; arborist; tree worker; tree groundsman; arborist climber; tree pruner; brush cutter right of way
  37-3019 grounds maintenance laborer other; right of way clearing laborer; brush clearing worker utility
  39-2011 horse trainer; dog trainer; exercise rider
  39-2021 groom; stable attendant; stable hand; horse groom; kennel attendant; dog handler; barn worker; horse caretaker; animal caretaker; stable worker; barn hand; hot walker; stable groom
  39-3091 amusement park worker; carnival worker; ride operator; ride attendant; game operator; amusement attendant; carnival laborer; caddy; caddie; golf attendant; recreation attendant; ride jockey; ski lift attendant; lift operator ski; carnival ride operator; cart attendant golf; games attendant; water park attendant; outside services attendant; fair worker; concession game attendant; bumper car attendant; carnival attendant; rides attendant; midway worker; zip line attendant; recreation aide; arcade attendant; batting cage attendant; tubing hill attendant; chair lift attendant; bike park attendant; marina attendant; mini golf attendant; amusement laborer
  39-3093 spa attendant; locker room attendant; changing room attendant; coat check attendant; pool towel attendant
  39-5012 hairstylist; hair stylist; cosmetologist; hairdresser; barber stylist; hair colorist; salon stylist
  39-5092 nail technician; manicurist
  39-5094 esthetician; skin care specialist
  39-6011 bellman; bell attendant; doorman; porter; valet bell; baggage porter; bellhop
  39-6012 concierge
  39-7011 tour guide; wilderness guide; hunting guide; raft guide; fishing guide; hiking guide; snowmobile guide; river guide; horseback trail guide; glacier guide; dog sled guide; heli ski guide
  39-7012 travel guide; tour escort; expedition leader
  39-9011 nanny; child care worker; babysitter; childcare attendant; au pair; child caregiver; daycare worker; child caregiver live in; mother helper; camp child care worker; infant caregiver; kids camp attendant
  39-9031 fitness instructor; yoga instructor; personal trainer; pilates instructor; group fitness instructor; fitness trainer; zumba instructor; spin instructor; crossfit coach; aqua aerobics instructor; wellness coach fitness; meditation instructor
  39-9032 camp counselor; recreation leader; activities leader; recreation coordinator; recreation worker; activities coordinator; kids club counselor; activity attendant; recreational leader; activities director; camp leader; sports camp leader; summer camp activity leader; recreation supervisor camp; entertainment host resort; activities host; youth program leader; arts and crafts instructor camp; social host; children activities coordinator
  39-9041 resident advisor; dorm parent; residence hall director; house parent
  41-1011 store manager; retail manager; retail supervisor; shop manager; store supervisor; assistant store manager
  41-2011 cashier; front end cashier; cashier attendant; ticket cashier
  41-2021 rental clerk; rental attendant; ski rental technician; equipment rental clerk; counter clerk; rental agent; ski rental attendant; boat rental attendant
  41-2031 sales associate; retail sales associate; retail salesperson; store clerk; shop assistant; gift shop clerk; boutique salesperson; retail clerk; fashion consultant; gift shop attendant
  41-3021 insurance agent; insurance sales agent
  41-3031 trader; stock broker; securities trader; investment banker; sales and trading analyst; sales trader; equity trader
  41-3041 travel agent; travel consultant; travel coordinator
  41-3091 business development associate; sales consultant services; account executive services; business development executive; customer success manager
  41-4011 technical sales representative; medical sales representative; technical account manager; solution sales; sales representative technical
  41-4012 sales representative; sales executive; account manager; account executive; wholesale sales representative; export sales representative; business development representative; inside sales representative
  41-9011 product demonstrator; brand ambassador; promoter; demonstrator
  41-9012 model; fashion model
  41-9022 real estate agent; leasing agent; leasing consultant
  41-9031 sales engineer; presales engineer; pre sales consultant; solutions engineer; field application engineer; technical sales engineer; application engineer sales; customer success engineer
  41-9091 door to door salesperson; street vendor; kiosk vendor; produce stand seller
  43-3031 bookkeeper; accounting clerk; accounts payable specialist; accounts receivable clerk; accounting assistant; billing accountant
  43-4051 customer service representative; customer support specialist; call center agent; customer care agent; customer service specialist; bilingual customer service representative; customer relations representative; guest relations agent; member services representative
  43-4081 front desk agent; front desk clerk; guest service agent; hotel clerk; reservation front desk agent; hotel front desk; front desk attendant; desk clerk; night auditor; guest services representative
  43-4171 receptionist; front office receptionist
  43-5011 freight forwarder; cargo agent
  43-5032 dispatcher; transportation dispatcher; route dispatcher
  43-5061 production planner; production scheduler; material planner; planning coordinator; production control clerk
  43-5071 shipping clerk; receiving clerk; shipping and receiving clerk
  43-6011 executive assistant; executive secretary; executive assistant to ceo; executive assistant to president; executive assistant to chief executive officer; assistant to ceo; executive assistant to the chairman
  43-6014 secretary; administrative assistant; office assistant; admin clerk
  43-9061 office clerk; clerk; office worker; general office clerk
  45-2041 produce packer; fruit grader; vegetable sorter; produce sorter; packing house worker; fruit packer; sorter
  45-2091 farm equipment operator; agricultural equipment operator; combine operator; tractor operator farm; custom harvester
  45-2092 farm worker; farmworker; nursery worker; greenhouse worker; field worker; crop worker; vineyard worker; farm laborer crops; harvest worker; nursery laborer; orchard worker; agricultural worker; fruit picker; tree farm worker; christmas tree worker; sugarcane worker; tobacco worker; pumpkin farm worker; sod farm worker; plant nursery worker; potting worker; greenhouse laborer; flower farm worker; mushroom picker; blueberry picker; tree nursery laborer; crop farmworker; christmas tree laborer; garden center nursery worker; greens worker
  45-2093 ranch hand; livestock worker; sheep herder; goat herder; dairy worker; farm animal worker; cattle ranch worker; farm laborer; shepherd; herder; milker; horse farm worker; oyster farm worker; fish farm worker; aquaculture worker; shellfish farm worker; poultry farm worker; beekeeper; hog farm worker; cattle worker; feedlot worker; hatchery worker
  45-3031 deckhand fishing; fisherman; commercial fisherman; fishing deckhand; hunting guide trapper; crabber
  45-4011 forest worker; tree planter; forestry worker; reforestation worker; brush clearing laborer; pre commercial thinner; forestry laborer; forest laborer; pine straw raker; timber stand improvement worker; conservation worker; forestry technician laborer; vegetation control worker forest; seedling planter; tree planting crew member; silviculture worker; forest thinner; herbicide applicator forestry; brush cutter forest; forestry crew member
  45-4021 faller; timber cutter; chainsaw operator; logger; tree faller
  45-4022 logging equipment operator; skidder operator; feller buncher operator; log loader operator; timber harvester operator; log skidder; logging machine operator
  45-4029 log yard worker; logging laborer; choker setter
  47-1011 construction foreman; construction supervisor; concrete foreman; roofing foreman; carpenter foreman; crew foreman construction; masonry foreman; drywall foreman; site superintendent; labor foreman
  47-2021 brick mason; bricklayer; block mason; mason; block layer
  47-2022 stonemason; stone mason; stone setter; stone layer; stone veneer installer; cut stone setter; rock wall builder; dry stone waller
  47-2031 carpenter; framer; rough carpenter; finish carpenter; form carpenter; framing carpenter; deck builder; trim carpenter; dock builder; scaffold builder; siding carpenter; timber framer; house carpenter; roof framer; cabinet installer; door installer; window installer; log home builder; marine carpenter; bridge carpenter; stair builder; scaffold erector; concrete form carpenter; drywall carpenter; boat dock carpenter; exterior carpenter; cedar roof carpenter; trade show carpenter; remodeling carpenter; gazebo builder
  47-2042 floor installer; hardwood floor installer; flooring installer; floor layer
  47-2044 tile setter; tile installer; marble installer; tile layer; marble setter; stone tile setter; ceramic tile installer; granite installer; countertop tile installer; mosaic setter
  47-2051 cement mason; concrete finisher; concrete worker; cement finisher; concrete form setter; concrete mason; concrete form worker finisher; concrete placer; curb and gutter finisher; stamped concrete worker; terrazzo finisher concrete
  47-2061 construction laborer; construction worker; construction helper; concrete laborer; demolition laborer; general construction laborer; labor construction; site laborer; pipelayer laborer; asphalt laborer; laborer construction; masonry laborer; utility laborer; fence laborer; pool construction laborer; excavation laborer; swimming pool laborer; concrete pump laborer; demolition worker; form stripper; construction cleaner; trench laborer; scaffolding laborer; jackhammer operator; paving laborer; concrete form laborer; landscape construction laborer; erosion control laborer; seawall laborer; sandblaster laborer; utility construction laborer
  47-2071 asphalt paver operator; paving worker; asphalt worker; paving equipment operator; asphalt raker
  47-2073 heavy equipment operator; excavator operator; backhoe operator; bulldozer operator; equipment operator; skid steer operator; grader operator; road roller operator; equipment operator construction
  47-2081 drywall installer; drywall hanger; drywall worker; ceiling tile installer; acoustical installer; sheetrock installer
  47-2082 drywall finisher; drywall taper; taper
  47-2111 electrician; electrician journeyman; wireman; marine electrician; industrial electrician; residential electrician; electrical installer; solar electrician; electrical technician construction; ship electrician; electrical journeyman
  47-2121 glazier; glass installer; window glass installer; curtain wall installer; mirror installer; storefront glazier; shower door installer
  47-2131 insulation installer; spray foam installer; insulation worker; blown insulation installer; fiberglass insulation installer; attic insulation installer; cellulose insulation installer
  47-2132 mechanical insulator; pipe insulator; boiler insulator; industrial insulator
  47-2141 painter; house painter; construction painter; commercial painter; painter construction
  47-2151 pipelayer; pipe layer; sewer pipelayer
  47-2152 plumber; pipefitter; pipe fitter; steamfitter; sprinkler fitter; pipe welder fitter; irrigation plumber; gas fitter; pipe installer; plumber pipefitter; backflow plumber; marine pipefitter; fire sprinkler installer
  47-2161 plasterer; stucco mason; stucco worker; plaster worker; eifs installer; lather plasterer; stucco applicator; stucco plasterer; plaster mason; lath and plaster worker; exterior finish plasterer; venetian plasterer
  47-2171 rebar installer; reinforcing iron worker; rodbuster; rebar worker; rod setter; post tension installer; rebar placer; reinforcing steel placer; rebar tier
  47-2181 roofer; roofing worker; roof installer; shingle installer; roofing laborer; metal roof installer; roof mechanic; roofing mechanic; flat roof installer; slate roofer; tile roofer; roof repairer; sheet metal roofer; roofing installer; cedar shake roofer
  47-2211 sheet metal worker; ductwork installer; duct installer; sheet metal mechanic; gutter installer
  47-2221 ironworker; structural steel worker; steel erector; iron worker; structural ironworker; steel worker; steel building erector; structural steel erector; iron erector; greenhouse erector; bridge ironworker
  47-2231 solar installer; solar panel installer; pv installer
  47-3011 mason helper; brick mason helper; tile setter helper; masonry helper; mason tender; stone mason helper; hod carrier; mason laborer
  47-3012 carpenter helper; carpenter assistant; framer helper; carpentry helper; carpenter laborer
  47-3013 electrician helper; electrical helper; electrician assistant; electrical apprentice helper
  47-3014 painter helper; plasterer helper; stucco helper; paint helper; painting helper
  47-3015 plumber helper; pipefitter helper; pipe layer helper; pipelayer helper; plumbing helper
  47-3016 roofer helper; roofing helper
  47-3019 construction trades helper; drywall helper; flooring helper; construction helper; siding installer helper; concrete finisher helper; fence helper; welder helper construction
  47-4031 fence installer; fence erector; fence builder; fence worker; fencing installer; chain link fence installer; vinyl fence installer; guardrail installer; gate installer
  47-4051 highway maintenance worker; road worker; traffic control flagger road maintenance
  47-4091 paver installer; segmental paver; interlocking paver installer; brick paver installer; hardscape installer; paver layer
  47-4099 deck installer; modular panel installer; playground installer; sign installer construction; pool installer; waterproofing worker; caulker construction; awning installer; tent structure installer; hurricane shutter installer; countertop installer
  47-5022 excavating machine operator; dragline operator; loader operator quarry
  47-5023 drill operator earth; water well driller; blast hole driller; drilling rig operator
  47-5051 rock splitter; quarry worker
  49-1011 maintenance supervisor; mechanic supervisor; service manager mechanics; maintenance manager; fleet maintenance supervisor
  49-2021 tower technician; tower climber; cell tower technician; antenna installer tower; tower hand
  49-2022 telecommunications technician; cable splicer telecommunications; fiber optic technician; telecom installer; fiber splicer
  49-2097 satellite installer; audio visual technician; tv installer; audiovisual installer; home theater installer; dish installer
  49-3021 auto body technician; auto body painter; body shop technician; collision technician
  49-3023 auto mechanic; automotive technician; auto technician; car mechanic; automotive mechanic; brake technician; oil change technician; automotive service technician; transmission mechanic; car restorer mechanic; lube technician
  49-3031 diesel mechanic; truck mechanic; heavy truck mechanic; bus mechanic
  49-3041 farm equipment mechanic; tractor mechanic
  49-3042 heavy equipment mechanic; mobile equipment mechanic; heavy duty mechanic
  49-3051 boat mechanic; marine mechanic; motorboat mechanic; outboard technician
  49-3053 lawn mower mechanic; outdoor power equipment mechanic; golf cart mechanic; equipment mechanic golf course
  49-3092 rv technician; recreational vehicle service technician
  49-3093 tire technician; tire changer; tire installer
  49-9021 hvac technician; hvac installer; air conditioning technician; refrigeration technician; hvac mechanic
  49-9041 industrial mechanic; industrial maintenance mechanic; plant mechanic; industrial machinery mechanic; maintenance mechanic; machinery mechanic
  49-9043 machinery maintenance worker; machine oiler; machine maintenance helper
  49-9044 millwright
  49-9045 refractory mason; refractory bricklayer; furnace liner
  49-9051 power lineman; lineman; electrical lineworker
  49-9052 cable installer; cable technician; fiber installer; telecom lineman; cable line installer
  49-9071 maintenance worker; maintenance technician; handyman; building maintenance worker; maintenance man; general maintenance worker; property maintenance worker; hotel maintenance; maintenance engineer building; facilities technician; pool maintenance worker; building maintenance technician; apartment maintenance technician; hotel engineer; resort maintenance worker; maintenance helper general; camp maintenance worker; pool technician; property handyman; facility maintenance worker
  49-9091 amusement ride mechanic; ride mechanic; ride maintenance technician; vending machine repairer; arcade technician; ride technician; amusement device repairer
  49-9096 rigger; ship rigger; crane rigger
  49-9098 mechanic helper; installer helper; maintenance helper; hvac helper; installation helper; repairer helper; auto mechanic helper; technician helper
  49-9099 installer; installation technician; equipment installer; gym equipment installer; furniture installer; blind installer
  51-1011 production supervisor; manufacturing supervisor; processing supervisor; plant supervisor; line supervisor; quality supervisor production; foreman production
  51-2041 structural fitter; steel fabricator; ship fitter; metal fabricator; structural metal fabricator; fitter; shipfitter; steel fitter; fabricator; metal frame fitter; steel shop fitter; structural steel fabricator; barge fitter; metal fitter
  51-2051 fiberglass laminator; fiberglass worker; boat builder fiberglass; composite technician; laminator; fiberglass technician; fiberglass boat builder; fiberglass fabricator; gelcoat technician; composite laminator; fiberglass finisher; mold laminator
  51-2092 team assembler; production assembler; line worker assembly; assembly line worker; production line assembler; product assembler; line assembler; furniture assembler; cabinet assembler; bicycle assembler
  51-3011 baker; pastry baker; pastry cook; bread baker; bakery worker; baker helper
  51-3021 butcher; meat cutter
  51-3022 fish filleter; crab picker; oyster shucker; crawfish peeler; seafood processor; fish processor; meat trimmer; seafood processing worker; crabmeat picker; shrimp processor; fish cleaner; poultry processor; shucker; fish processing worker; crawfish processor; seafood worker; crab processor; oyster processor; shrimp header; shrimp peeler; fish packer processor; clam shucker; meat deboner; poultry cutter; salmon processor; fish splitter; scallop shucker; fish butcher
  51-3023 slaughterhouse worker; beef processor
  51-3092 food batchmaker; food mixer; candy maker; tortilla maker; food processing worker; winemaker assistant; sausage maker; dough mixer; ice cream maker; sauce maker; food production worker; tofu maker; chocolate maker; noodle maker; brewery worker; salsa maker; juice maker
  51-3093 food cooking machine operator; crawfish cooker; seafood cooker; smoker operator food; canning cook; fryer operator food; retort operator; crab cooker; boiled seafood cook
  51-4041 machinist; cnc machinist; tool machinist
  51-4121 welder; welder fitter; pipe welder; structural welder; mig welder; welder fabricator; combo welder; tack welder; ship welder; tig welder; flux core welder
  51-6011 laundry worker; laundry attendant; laundry operator; linen room attendant; laundry staff; laundry aide; dry cleaner presser; washer laundry; laundry folder; hotel laundry worker; linen attendant; laundry room worker
  51-6031 sewing machine operator; sewer; sewing operator; stitcher; sewing worker; industrial sewer; sewing machine worker; upholstery sewer; sail maker; canvas sewer; flag sewer
  51-6052 tailor; dressmaker; custom sewer; alterations tailor
  51-7011 cabinetmaker; cabinet maker; bench carpenter; furniture maker; bench cabinetmaker; woodworker cabinet; millwork cabinetmaker; custom cabinet builder; wood furniture maker; cabinet craftsman; architectural woodworker
  51-7041 sawmill worker; sawyer; saw operator; sawmill laborer; lumber sawyer; lumber mill worker; log peeler operator; lumber grader sawyer; head rig sawyer; pallet mill worker; chip saw operator; lumber stacker mill
  51-7042 woodworking machine operator; wood machine operator; wood products worker; planer operator wood; pallet builder; cabinet machine operator; wood lathe operator; molding machine operator wood; wood cnc operator; wood sander operator; veneer machine worker; wood shop worker
  51-9031 hand cutter; hand trimmer; stone carver; granite cutter
  51-9032 slicing machine operator; cutting machine operator; stone saw operator; fish slicing machine operator; foam cutter operator
  51-9061 quality control inspector; quality inspector; quality technician; quality control technician; inspector production; product inspector; product tester
  51-9111 packaging machine operator; filling machine operator; canning line operator; bottling operator; packaging operator; bagging machine operator; canning machine operator; filler operator; bottling line worker; packing machine operator; ice bagging machine operator
  51-9123 paint line finisher; furniture painter; decorator painter
  51-9124 industrial painter; marine painter; sandblaster painter; spray painter; equipment painter; blaster painter; auto painter; boat painter; coating painter; shipyard painter; powder coater; sandblaster; paint sprayer
  51-9192 equipment washer; tank cleaner; machine cleaner; pressure washer equipment
  51-9195 concrete molder; pottery molder; stone caster; mold maker concrete; precast worker; ceramic caster; monument carver; statue molder; cast stone worker
  51-9198 production helper; production worker helper; factory helper; production laborer; manufacturing helper; machine operator helper; welder helper; fabricator helper; plant helper; fabrication helper; cabinet shop helper; mill helper; bakery helper production; shop helper; production assistant factory; packing plant helper; sawmill helper; foundry helper; assembly helper; wood shop helper
  51-9199 production worker; factory worker; manufacturing worker; plant worker; recycling sorter production
  53-1042 warehouse supervisor; labor crew leader; loading supervisor; dock supervisor; moving crew supervisor
  53-2011 airline pilot; first officer airline; captain airline
  53-2012 commercial pilot; helicopter pilot; charter pilot; agricultural pilot; flight instructor
  53-2031 flight attendant; cabin crew member
  53-3032 truck driver; cdl driver; tractor trailer driver; heavy truck driver; truckdriver; dump truck driver; semi truck driver; long haul driver; commercial driver; driver cdl; grain truck driver; log truck driver; flatbed truck driver; tanker driver; concrete truck driver; livestock hauler; carnival truck driver; heavy haul driver; car hauler; truck operator; class a driver; roll off truck driver
  53-3033 delivery driver; van driver delivery; driver; box truck driver; route driver; courier driver; pickup truck driver; water truck driver light; catering driver; floral delivery driver; laundry route driver
  53-3052 bus driver; motorcoach driver; tour bus driver
  53-3053 shuttle driver; limousine driver; chauffeur; van driver passenger; carriage driver; shuttle van driver
  53-5011 deckhand; able seaman; boat hand; ship deckhand; tow boat deckhand; deck hand; vessel deckhand; barge deckhand; ferry deckhand; boat deckhand; dive boat deckhand; sailor; ordinary seaman; charter boat mate
  53-5021 boat captain; ship captain; tugboat captain; boat mate
  53-6021 parking attendant; valet parker; valet attendant; parking lot attendant
  53-7051 forklift operator; forklift driver; industrial truck operator; lift truck operator
  53-7061 car washer; vehicle cleaner; car detailer; auto detailer; bus washer; boat cleaner; car wash attendant; truck washer; equipment cleaner; vehicle washer; fleet cleaner; rental car cleaner; rv detailer; bin cleaner; equipment washer cleaner; tank truck washer; aircraft cleaner
  53-7062 laborer; loader; freight handler; material handler; general laborer; warehouse worker; mover; event setup worker; tent installer; unloader; furniture mover; truck loader; carnival set up laborer; roadie; labourer; stage hand laborer; warehouse laborer; event worker; party rental worker; tent crew worker; carnival set up worker; dock worker; hand loader; moving helper; yard laborer; event staff setup; banquet set up worker; stage setup laborer; freight loader; equipment loader; feed store loader; ice loader
  53-7063 machine offbearer; offbearer; off bearer; feeder offbearer; conveyor feeder; saw mill offbearer; machine loader; kiln loader; lumber offbearer; line feeder; hopper feeder; board stacker
  53-7064 packer; packager; packing worker; packaging worker; ice packer; hand packager; pack worker; box packer; ice bagger; seafood packer; ice cream packer; nursery stock packer; food packer; hand bagger; christmas tree packer; gift packer; candy packer; produce hand packager
  53-7065 stocker; order picker; stock clerk; order selector; warehouse clerk; order filler; stock clerk store; inventory stocker; warehouse associate; stock associate; shelf stocker; warehouse stocker; grocery stocker; parts clerk warehouse; fulfillment associate; shipping associate; store stocker; merchandise stocker; order puller; night stocker
  53-7081 refuse collector; garbage collector; recycling collector; trash collector; recyclable material collector; waste collector helper; sanitation worker truck
`;
