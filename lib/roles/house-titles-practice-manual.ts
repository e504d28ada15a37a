/** House titles of major groups 31–53 from the practice titles that were looked at; see docs/role-matcher.md. Read by `house-titles.ts`. */
export const manualPracticeTitleList = `
  31-1121 home health aide
  31-9011 thai massage therapist; bodywork therapist
  31-9091 dental assistant
  31-9092 medical assistant
  31-9096 veterinary assistant
  33-9092 beach lifeguard; ski patroller; pool guard/attendant
  35-1011 executive sous chef; chef de cuisine; executive pastry chef; chef de partie; chef, authentic szechuan; chef tournant
  35-1012 dining room captain; head waiter; shift leader (restaurant); maitre d'
  35-2011 pizza cook
  35-2012 cook, institution and cafeteria; camp cook; cook, summer camp; ranch cook
  35-2013 private household cook; personal chef
  35-2014 line cook; cook; prep line cook; sushi chef; mexican specialty cook; broiler cook; indian cook - tandoor; hibachi cook; cook (peruvian cuisine); saute cook; wok cook; fry cook; bbq pit cook; ethnic foods cook
  35-2021 prep cook; salad maker; kitchen help; pantry worker
  35-3011 bartender; barback/bartender; pool bartender
  35-3023 concession worker; concessions attendants; funnel cake vendor worker; food booth worker
  35-3031 server; cocktail server; waiters and waitresses; food server; poolside server; club house waitstaff; dining server
  35-3041 room service attendant; food server, nonrestaurant
  35-9011 busperson; food runner; bus person/server assistant; barback; back waiter; dining attendant; cafeteria attendant
  35-9021 dishwasher; kitchen steward; dishwasher/utility; pot washer; pot and pan washer; kitchen porter
  37-1012 landscape foreman; landscaping crew leader; assistant golf course superintendent; grounds supervisor; turf superintendent assistant; lawn crew supervisor
  37-2011 janitor; cleaner; night cleaner; janitorial worker; night floor cleaner; window washer; house attendant
  37-2012 housekeeper; maid; house cleaner; housekeeping cleaners; housekeeper/laundry; villa attendant; vacation rental cleaner; house keeping
  37-2021 exterminator
  37-3011 groundskeeper; landscape laborers; gardener; hardscape laborer; mower operator; sod layer; cemetery groundskeeper; weed puller; turf laborer; grass cutter; retaining wall laborer; sprinkler installer; mulch installer; landscape gardener
  37-3012 lawn chemical applicator
  37-3013 tree trimmer; tree climber; line clearance tree trimmer
  37-3019 grounds maintenance worker
  39-1013 casino floor supervisor; games supervisor; water sports supervisor
  39-2011 exercise rider
  39-2021 stable attendant; stable hand; kennel attendant; hot walker; dog groomer; stall cleaner; zoo animal attendant; ostrich farm animal keeper; horse barn helper; elephant handler; dog musher assistant; pony ride attendant
  39-3011 casino dealer
  39-3031 ticket taker; usher; ski lift ticket scanner
  39-3091 amusement park worker; carnival worker; ski lift operator; lift attendant; game attendant; carnival ride operator; water sports attendant; beach attendant; golf cart attendant; marina attendant; bumper boat operator; game booth operator; tubing hill attendant; caddy; jet ski attendant; driving range attendant; carousel operator
  39-3093 locker room attendant; pool attendant; tanning salon attendant
  39-5094 esthetician; skin care therapist
  39-6011 baggage porter; luggage attendant
  39-6012 hotel concierge
  39-7011 tour guide; museum tour guide; historic site guide
  39-7012 tour director; tour leader
  39-9011 nanny; live-in nanny; daycare assistant; kids club attendant; au pair nanny; day camp child attendant; children's ski school daycare worker; after school child care attendant
  39-9031 aerobics instructor; personal trainer; fitness instructor; pilates instructor; zumba instructor; spin instructor; water aerobics instructor
  39-9032 camp counselor; activities coordinator; teen program leader; entertainment host; arts and crafts leader; resort activities staff
  41-1011 shop manager; gift shop supervisor
  41-2011 cashier; ticket seller
  41-2021 ski rental technician; bike rental clerk; rental shop attendant; kayak rental attendant; golf cart rental agent
  41-2022 parts salesperson
  41-2031 retail salesperson; sales associate; retail sales clerk; jewelry sales associate; fireworks stand salesperson; ski shop sales; duty free sales associate; pro shop attendant; garden center sales associate; beauty consultant
  41-3011 media sales executive
  41-3021 insurance agent; insurance sales agent
  41-3031 associate trader; commodities trader; equity sales associate
  41-3041 travel agent; travel consultant
  41-3091 account executive
  41-4011 medical device sales specialist; sales application specialist; industrial automation sales specialist
  41-4012 wholesale sales representative; international sales representative; wine sales representative
  41-9011 product promoter
  41-9031 pre-sales consultant; solutions consultant presales; applications sales engineer; systems engineer - presales; pre-sales solution engineer; hvac sales engineer
  43-1011 front desk supervisor
  43-3031 billing and collections clerk; junior bookkeeper
  43-3051 payroll specialist
  43-4081 front desk agent; front desk clerk; guest service agent; guest service attendant - front desk; front office associate
  43-4171 receptionist
  43-4181 reservation agent
  43-5011 cargo agent
  43-5032 truck dispatcher
  43-5061 expediter; master scheduler; production control coordinator
  43-5071 shipping clerk; shipping and receiving clerk; receiving clerk
  43-6011 executive secretary; administrative assistant to the president
  43-6014 office assistant; administrative secretary bilingual
  43-9061 office clerk; general office clerk; clerk
  45-1011 farm foreman; tree planting foreman; fishing crew supervisor
  45-2041 produce grader; fish grader; fruit packer and sorter; onion grader; shrimp grader; cherry sorter
  45-2091 combine operator; custom harvester
  45-2092 nursery worker; farm worker; nursery laborer; christmas tree farm worker; fruit picker; sod farm laborer; tobacco field worker; ornamental plant worker; vineyard laborer; wreath maker; orchard worker; nursery field hand; mushroom harvester; farm hand, vegetables
  45-2093 farmworker, livestock; sheep herder; dairy worker; oyster farm worker; goat herder; shellfish farm laborer; crawfish farm worker
  45-3031 commercial fisherman
  45-4011 tree planter; forestry laborer; reforestation worker; forest and conservation worker; tree planters; wildland fuels reduction crew
  45-4021 tree feller; chainsaw operator - logging
  45-4022 log skidder operator; logging equipment operator
  47-1011 construction foreman; roofing foreman; masonry foreman; framing crew supervisor
  47-2021 brick mason; bricklayer
  47-2022 dry stone waller
  47-2031 rough carpenter; finish carpenter; window installer; trim carpenter; deck builder; timber frame carpenter; siding and window carpenter; boat carpenter; stair builder
  47-2041 carpet layer
  47-2042 vinyl floor layer
  47-2043 floor sander; hardwood floor refinisher
  47-2044 marble setter
  47-2051 concrete finisher; concrete mason; stamped concrete finisher; curb and gutter finisher
  47-2061 construction laborer; laborer, construction; concrete laborer; excavation laborer; trench digger laborer; site clean-up laborer; road construction laborer; concrete form stripper; erosion control worker; swimming pool laborer; pressure washer
  47-2071 asphalt raker
  47-2073 excavator operator; pile driver equipment operator
  47-2081 drywall installer; acoustical ceiling installer; sheetrock hanger
  47-2082 drywall finisher; taper
  47-2111 electrician; electrician apprentice
  47-2121 glazier
  47-2131 insulation worker; spray foam insulation installer
  47-2141 painter, construction; exterior painter; parking lot striper; yacht painter; spray painter, residential; stain applicator
  47-2152 plumber; pipe fitter; irrigation pipe fitter; fire sprinkler installer
  47-2161 plasterer; stucco plasterer; lather and plasterer
  47-2171 rodbuster
  47-2181 roofer
  47-2211 sheet metal worker; sheet metal fabricator
  47-2221 rigging ironworker; steel bolt-up worker
  47-2231 solar panel installer; photovoltaic installer
  47-3011 mason helper
  47-3013 electrician helper; electrical helper
  47-3014 painter helper
  47-3015 pipe layer helper
  47-3016 roofer helper; roofing helper; roofing laborer helper
  47-3019 construction helper; concrete finisher helper; helper - construction trades
  47-4031 fence erector; fence installer; fence builder; vinyl fence installer; farm fence builder
  47-4051 highway maintenance worker; road maintenance laborer
  47-4071 septic tank servicer
  47-4091 brick paver layer; segmental paver
  47-5013 well service rigger; oil well service unit operator
  47-5023 water well driller
  47-5051 quarry worker
  47-5071 roustabout
  47-5081 driller helper
  49-1011 maintenance supervisor
  49-2022 fiber optic installer; cable installer; telecom cable splicer
  49-3011 aircraft maintenance technician
  49-3023 bike shop auto mechanic; classic car mechanic
  49-3031 truck mechanic; bus and truck mechanic
  49-3041 farm equipment mechanic; combine mechanic
  49-3042 heavy equipment mechanic
  49-3051 boat mechanic; outboard motor mechanic; marine engine mechanic
  49-3052 motorcycle mechanic; snowmobile mechanic
  49-3053 golf course equipment mechanic
  49-9021 hvac technician; ac mechanic; hvac installer
  49-9041 industrial machinery mechanic; plant maintenance mechanic; seafood plant mechanic
  49-9044 millwright
  49-9051 power lineman
  49-9063 piano technician; violin repairer; organ builder
  49-9071 maintenance worker; maintenance technician; pool maintenance technician; resort handyman; campground maintenance; repair and maintenance worker
  49-9098 boat mechanic helper
  49-9099 playground equipment installer
  51-2031 engine assembler; machine assembler
  51-2041 structural steel fitter; metal fabricator; shipfitter; fabricator fitter; ship fitter structural; steel fabricator fitter; barge fitter
  51-2092 assembler; production assembler
  51-3011 baker; pastry baker; bread baker
  51-3021 halal butcher
  51-3022 crab picker; seafood processor; shrimp processing worker; crab meat picker; fish filleter; salmon fillet worker; crab meat processor; fish cutter; squid cleaner; fish house worker; fish header
  51-3023 meat packer; beef boner
  51-3091 coffee roaster
  51-3092 candy maker; ice cream maker; tortilla maker; salmon roe processor; cheese maker; sausage maker; fudge maker
  51-3093 seafood cook machine tender
  51-3099 food processing worker; fruit processing worker; pecan processing worker
  51-4031 cnc machine operator
  51-4041 machinist; cnc machinist
  51-4121 welder; pipe welder; welder/fitter; combination welder; aluminum welder; welder fabricator
  51-6011 dry cleaning worker; linen room attendant; linen attendant; laundry folder; laundress; washer extractor operator
  51-6031 sewing machine operator; industrial sewer
  51-6093 furniture upholsterer; boat upholsterer
  51-7011 bench carpenter; furniture maker; millwork cabinetmaker
  51-7021 furniture finisher; wood finisher
  51-7042 woodworking machine operator; truss saw operator; wood lathe worker
  51-8031 water treatment plant operator
  51-9021 stone grinder/polisher operator
  51-9022 polisher; hand grinder
  51-9031 stone cutter
  51-9061 quality control inspector; shrimp quality inspector; final inspector
  51-9071 bench jeweler; stone setter - jewelry
  51-9081 dental laboratory technician; dental ceramist
  51-9111 bottling line operator; can filling operator; bottle filler
  51-9124 industrial painter; blaster/painter; auto paint prep worker
  51-9195 concrete precast molder; mold maker; pottery caster; monument stone carver
  51-9198 production helper; machine operator helper; welder helper; metal shop helper; bakery production helper; lumber mill helper; fiberglass helper; machine shop helper
  51-9199 plant worker; recycling plant worker
  53-2012 helicopter pilot; agricultural pilot
  53-3032 truck driver; cdl driver; dump truck driver; carnival truck driver; carnival equipment hauler driver
  53-3033 light truck driver/laborer; delivery truck driver; van driver - delivery; flower delivery driver
  53-3052 shuttle bus driver; tour bus driver; transit bus driver
  53-3053 shuttle driver
  53-5011 deckhand; sailor; able seaman; barge deckhand; charter boat mate; whale watch deckhand; tugboat deckhand; yacht deckhand; seaman
  53-5021 vessel mate; dive boat captain
  53-6031 gas station attendant
  53-7061 car washer; vehicle detailer; boat washer; equipment cleaner; auto detailer; bus cleaner; aircraft cleaner; rental car cleaner
  53-7062 tent installer; loader/unloader; event set-up crew; furniture mover; feed store laborer; watermelon loader; pool table mover; christmas tree loader; cargo handler; concert rigging laborer
  53-7063 offbearer; conveyor line feeder; brick machine feeder; veneer dryer feeder
  53-7064 hand packer; fruit packer; bulb packer
  53-7065 order picker; warehouse order filler; parts room clerk
  53-7081 refuse collector; recyclable material collector
`;
