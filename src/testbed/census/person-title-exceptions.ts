/** Occupation titles whose singular no rule makes well, as `readableTitle` writes them. */
export const PERSON_TITLES: Readonly<Record<string, string>> = {
  "Chief executives and legislators": "chief executive or legislator",
  "Farmers, ranchers, and other agricultural managers": "farmer, rancher, or farm manager",
  "Agents and business managers of artists, performers, and athletes":
    "agent or business manager for artists or athletes",
  "Buyers and purchasing agents, farm products": "buyer of farm products",
  "Wholesale and retail buyers, except farm products": "wholesale or retail buyer",
  "Claims adjusters, appraisers, examiners, and investigators": "claims adjuster or investigator",
  "Meeting, convention, and event planners": "meeting and event planner",
  "Tax examiners and collectors, and revenue agents":
    "tax examiner, tax collector, or revenue agent",
  "Other computer occupations": "computer specialist",
  "Other mathematical science occupations": "mathematical scientist",
  "Electrical and electronic engineering technologists and technicians":
    "electrical or electronic engineering technician",
  "Clinical and counseling psychologists": "clinical or counseling psychologist",
  "Agricultural and food scientists": "agricultural or food scientist",
  "Atmospheric and space scientists": "atmospheric or space scientist",
  "Environmental science and geoscience technicians, and nuclear technicians":
    "environmental, geoscience, or nuclear technician",
  "Occupational health and safety specialists and technicians":
    "occupational health and safety specialist",
  "Educational, guidance, and career counselors and advisors": "school or career counselor",
  Clergy: "member of the clergy",
  "Lawyers, judges, magistrates, and other judicial workers":
    "lawyer, judge, or other judicial worker",
  "Paralegals and legal assistants": "paralegal or legal assistant",
  "Title examiners, abstractors, and searchers": "title examiner or searcher",
  "Postsecondary teachers": "college teacher",
  "Preschool and kindergarten teachers": "preschool or kindergarten teacher",
  "Other educational instruction and library workers": "education or library worker",
  "Athletes and sports competitors": "athlete or sports competitor",
  "Umpires, referees, and other sports officials": "umpire, referee, or other sports official",
  "Television, video, and film camera operators and editors":
    "television, video, or film camera operator or editor",
  "Nurse practitioners and nurse midwives": "nurse practitioner or nurse midwife",
  "Licensed practical and licensed vocational nurses": "licensed practical or vocational nurse",
  "Other healthcare practitioners and technical occupations":
    "healthcare practitioner or technician",
  "Orderlies and psychiatric aides": "orderly or psychiatric aide",
  "Detectives and criminal investigators": "detective or criminal investigator",
  "Private detectives and investigators": "private detective or investigator",
  "Fish and game wardens and parking enforcement officers":
    "game warden or parking enforcement officer",
  "Waiters and waitresses": "restaurant server",
  "Nonrestaurant food servers": "food server outside restaurants",
  "Dining room and cafeteria attendants and bartender helpers":
    "dining room attendant or bartender's helper",
  "Fast food and counter workers": "fast food or counter worker",
  "Restaurant, lounge, and coffee shop hosts and hostesses": "restaurant host",
  "Maids and housekeeping cleaners": "housekeeping cleaner",
  "Embalmers, crematory operators and funeral attendants":
    "embalmer, crematory operator, or funeral attendant",
  "Baggage porters, bellhops, and concierges": "baggage porter, bellhop, or concierge",
  "Tour and travel guides": "tour or travel guide",
  "Counter and rental clerks": "counter or rental clerk",
  "Sales representatives of services, except advertising, insurance, financial services, and travel":
    "sales representative for services",
  "Sales representatives, wholesale and manufacturing":
    "wholesale or manufacturing sales representative",
  "Securities, commodities, and financial services sales agents":
    "securities and financial services sales agent",
  "Models, demonstrators, and product promoters": "model, demonstrator, or product promoter",
  "Door-to-door sales workers, news and street vendors, and related workers":
    "door-to-door seller or street vendor",
  "Other sales and related workers": "sales worker",
  "Eligibility interviewers, government programs":
    "eligibility interviewer for government programs",
  "Court, municipal, and license clerks": "court, municipal, or license clerk",
  "Hotel, motel, and resort desk clerks": "hotel desk clerk",
  "Correspondence clerks and order clerks": "correspondence or order clerk",
  "Postal service mail carriers": "mail carrier",
  "Postal service mail sorters, processors, and processing machine operators":
    "postal mail sorter or machine operator",
  "Weighers, measurers, checkers, and samplers, recordkeeping":
    "weigher, measurer, or checker who keeps records",
  "Reservation and transportation ticket agents and travel clerks": "ticket agent or travel clerk",
  "Executive secretaries and executive administrative assistants":
    "executive secretary or assistant",
  "Legal secretaries and administrative assistants": "legal secretary or administrative assistant",
  "Medical secretaries and administrative assistants":
    "medical secretary or administrative assistant",
  "Secretaries and administrative assistants, except legal, medical, and executive":
    "secretary or administrative assistant",
  "Graders and sorters, agricultural products": "grader or sorter of farm products",
  "Fishing and hunting workers": "fishing or hunting worker",
  "Forest and conservation workers": "forest or conservation worker",
  "Brickmasons, blockmasons, stonemasons, and reinforcing iron and rebar workers":
    "mason or reinforcing iron worker",
  "Other construction and related workers": "construction worker",
  "Oil and gas derrick, rotary drill, and service unit operators, and roustabouts":
    "oil and gas rig operator or roustabout",
  "Explosives workers, ordnance handling experts, and blasters": "explosives worker or blaster",
  "Computer, automated teller, and office machine repairers": "computer or office machine repairer",
  "Electric motor, power tool, and related repairers": "electric motor or power tool repairer",
  "Other electrical and electronic equipment mechanics, installers, and repairers":
    "electrical or electronic equipment mechanic",
  "Aircraft mechanics and service technicians": "aircraft mechanic or service technician",
  "Automotive body and related repairers": "auto body repairer",
  "Automotive service technicians and mechanics": "auto service technician or mechanic",
  "Bus and truck mechanics and diesel engine specialists": "bus, truck, or diesel mechanic",
  "Heavy vehicle and mobile equipment service technicians and mechanics":
    "heavy vehicle or mobile equipment mechanic",
  "Other vehicle and mobile equipment mechanics, installers, and repairers":
    "vehicle or mobile equipment mechanic",
  "Heating, air conditioning, and refrigeration mechanics and installers":
    "heating, air conditioning, and refrigeration mechanic",
  "Coin, vending, and amusement machine servicers and repairers":
    "vending or amusement machine repairer",
  "Electrical, electronics, and electromechanical assemblers":
    "electrical or electronics assembler",
  "Engine and other machine assemblers": "engine or machine assembler",
  "Butchers and other meat, poultry, and fish processing workers":
    "butcher or meat, poultry, or fish processing worker",
  "Food and tobacco roasting, baking, and drying machine operators and tenders":
    "food roasting, baking, or drying machine operator",
  "Food cooking machine operators and tenders": "food cooking machine operator",
  "Computer numerically controlled tool operators and programmers":
    "computer-controlled tool operator or programmer",
  "Forming machine setters, operators, and tenders, metal and plastic":
    "metal or plastic forming machine operator",
  "Cutting, punching, and press machine setters, operators, and tenders, metal and plastic":
    "metal or plastic cutting and press machine operator",
  "Grinding, lapping, polishing, and buffing machine tool setters, operators, and tenders, metal and plastic":
    "metal or plastic grinding and polishing machine operator",
  "Other machine tool setters, operators, and tenders, metal and plastic":
    "metal or plastic machine tool operator",
  "Metal furnace operators, tenders, pourers, and casters": "metal furnace operator or caster",
  "Model makers, patternmakers, and molding machine setters, metal and plastic":
    "metal or plastic model maker or molding machine setter",
  "Welding, soldering, and brazing workers": "welder, solderer, or brazer",
  "Pressers, textile, garment, and related materials": "garment or textile presser",
  "Textile machine setters, operators, and tenders": "textile machine operator",
  "Laundry and dry-cleaning workers": "laundry or dry-cleaning worker",
  "Shoe and leather workers": "shoe or leather worker",
  "Sawing machine setters, operators, and tenders, wood": "wood sawing machine operator",
  "Woodworking machine setters, operators, and tenders, except sawing":
    "woodworking machine operator",
  "Chemical processing machine setters, operators, and tenders":
    "chemical processing machine operator",
  "Crushing, grinding, polishing, mixing, and blending workers":
    "crushing, grinding, or mixing worker",
  "Extruding, forming, pressing, and compacting machine setters, operators, and tenders":
    "extruding or pressing machine operator",
  "Furnace, kiln, oven, drier, and kettle operators and tenders": "furnace, kiln, or oven operator",
  "Inspectors, testers, sorters, samplers, and weighers": "inspector, tester, or sorter",
  "Jewelers and precious stone and metal workers": "jeweler or precious metal worker",
  "Dental and ophthalmic laboratory technicians and medical appliance technicians":
    "dental, optical, or medical appliance technician",
  "Packaging and filling machine operators and tenders": "packaging or filling machine operator",
  "Photographic process workers and processing machine operators": "photographic process worker",
  "Adhesive bonding machine operators and tenders": "adhesive bonding machine operator",
  "Paper goods machine setters, operators, and tenders": "paper goods machine operator",
  "Water and wastewater treatment plant and system operators":
    "water or wastewater treatment plant operator",
  "Driver/sales workers and truck drivers": "truck or delivery driver",
  "Transit and intercity bus drivers": "transit or intercity bus driver",
  "Sailors and marine oilers, and ship engineers": "sailor, marine oiler, or ship engineer",
  "Ship and boat captains and operators": "ship or boat captain or operator",
  "Crane and tower operators": "crane or tower operator",
  "Conveyor, dredge, and hoist and winch operators": "conveyor, dredge, or hoist operator",
  "Industrial truck and tractor operators": "industrial truck or tractor operator",
  "Refuse and recyclable material collectors": "refuse or recycling collector",
  "Hand laborers and freight, stock, and material movers": "hand laborer or freight mover",
  "Military officer special and tactical operations leaders":
    "military officer in special or tactical operations",
  "Military enlisted tactical operations and air/weapons specialists and crew members":
    "enlisted tactical operations or weapons specialist",
  "Military, rank not specified": "service member",
  "Other agricultural workers": "farm worker",
};
