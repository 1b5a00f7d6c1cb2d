/** Words of the PUMS labels that keep their capitals, by their lower-case form. */
export const PROPER_NOUNS: Readonly<Record<string, string>> = {
  "u.s.": "U.S.",
  army: "Army",
  navy: "Navy",
  marines: "Marines",
  "(dj)": "DJ",
};

/** Labels (without prefix) whose title no rule makes well. */
export const LABEL_TITLES: Readonly<Record<string, string>> = {
  // Industries
  "Construction (The Cleaning Of Buildings And Dwellings Is Incidental During Construction And Immediately After Construction)":
    "Construction",
  "Forestry Except Logging": "Forestry, except logging",
  "Animal Food, Grain And Oilseed Milling": "Animal food, grain, and oilseed milling",
  "Sugar And Confectionery Products": "Sugar and confectionery product manufacturing",
  "Miscellaneous Paper And Pulp Products": "Other paper and pulp product manufacturing",
  "Resin, Synthetic Rubber, And Artificial And Synthetic Fibers And Filaments":
    "Resin, synthetic rubber, and artificial fiber manufacturing",
  "Rubber Products, Except Tires": "Rubber product manufacturing, except tires",
  "Navigational, Measuring, Electromedical, And Control Instruments":
    "Navigational, measuring, electromedical, and control instrument manufacturing",
  "Bakeries And Tortilla, Except Retail Bakeries": "Commercial bakeries and tortilla manufacturing",
  "Seafood And Other Miscellaneous Foods, N.E.C.": "Seafood and other food manufacturing",
  "Not Specified Food Industries": "Food manufacturing, not specified",
  "Fabric Mills, Except Knit Fabric Mills": "Fabric mills, except knit",
  "Knit Fabric Mills, And Apparel Knitting Mills": "Knit fabric and apparel knitting mills",
  "Cut And Sew, And Apparel Accessories And Other Apparel":
    "Cut-and-sew clothing and accessories manufacturing",
  "Leather And Hide Tanning And Finishing, And Other Leather And Allied Product":
    "Leather tanning and leather product manufacturing",
  "Pottery, Ceramics, And Plumbing Fixture":
    "Pottery, ceramics, and plumbing fixture manufacturing",
  "Alumina And Aluminum Production And Processing": "Aluminum production and processing",
  "Nonferrous Metal (Except Aluminum) Production And Processing":
    "Nonferrous metal production and processing",
  "Forgings And Stampings": "Metal forging and stamping",
  "Architectural And Structural Metals, And Boiler, Tank, And Shipping Container":
    "Structural metal, boiler, tank, and shipping container manufacturing",
  "Machine Shops; Turned Product; Screw, Nut, And Bolt":
    "Machine shops, and screw, nut, and bolt manufacturing",
  "Coating, Engraving, Heat Treating, And Allied Activities":
    "Metal coating, engraving, and heat treating",
  "Not Specified Metal Industries": "Metal manufacturing, not specified",
  "Construction, And Mining And Oil And Gas Field Machinery":
    "Construction, mining, and oil field machinery manufacturing",
  "Machinery, N.E.C. Or Not Specified": "Other machinery manufacturing",
  "Semiconductor, Magnetic And Optical Media, And Other Electronic Component":
    "Semiconductor and other electronic component manufacturing",
  "Electric Lighting And Electrical Equipment, And Other Electrical Component, N.E.C.":
    "Electric lighting and electrical equipment manufacturing",
  "Motor Vehicles And Motor Vehicle Equipment": "Motor vehicle and parts manufacturing",
  "Aircraft, Aircraft Engine, And Aircraft Parts": "Aircraft and parts manufacturing",
  "Guided Missile And Space Vehicle And Parts": "Guided missile and spacecraft manufacturing",
  "Sporting And Athletic Goods, And Doll, Toy And Game":
    "Sporting goods, toy, and game manufacturing",
  "Miscellaneous Manufacturing, N.E.C.": "Other manufacturing",
  "Not Specified Manufacturing Industries": "Manufacturing, not specified",
  "Iron And Steel Mills And Steel Product": "Iron and steel mills and steel products",
  "Medical Equipment And Supplies": "Medical equipment and supplies manufacturing",
  "Basic Chemical, And Other Chemical Product And Preparation Chemicals":
    "Basic chemical and other chemical manufacturing",
  "Electric And Gas, And Other Combinations": "Combined electric and gas utilities",
  "Water Supply And Irrigation Systems, And Steam And Air-Conditioning Supply":
    "Water, irrigation, steam, and air-conditioning supply",
  "Not Specified Utilities": "Utilities, not specified",
  "Motor Vehicle And Motor Vehicle Parts And Supplies Merchant Wholesalers":
    "Motor vehicle and parts merchant wholesalers",
  "Metal And Mineral, Except Petroleum, Merchant Wholesalers":
    "Metal and mineral merchant wholesalers, except petroleum",
  "Hardware, And Plumbing And Heating Equipment, And Supplies Merchant Wholesalers":
    "Hardware, plumbing, and heating equipment merchant wholesalers",
  "Miscellaneous Durable Goods, Except Recyclable Material, Merchant Wholesalers":
    "Other durable goods merchant wholesalers",
  "Drugs, Druggists' Sundries, And Chemical And Allied Products Merchant Wholesalers":
    "Drug, chemical, and allied product merchant wholesalers",
  "Miscellaneous Nondurable Goods Merchant, Except Farm Supplies, Wholesalers":
    "Other nondurable goods merchant wholesalers",
  "Not Specified Wholesale Trade": "Wholesale trade, not specified",
  "Supermarkets And Other Grocery (Except Convenience) Retailers":
    "Supermarkets and other grocery retailers",
  "Health And Personal Care, Except Pharmacies And Drug, Retailers":
    "Health and personal care retailers, except pharmacies",
  "Not Specified Retail Trade": "Retail trade, not specified",
  "Transit And Ground Passenger Transportation, Except Taxi And Limousine Service":
    "Bus and other ground passenger transportation",
  "Periodical, Book, And Directory And Mailing List, And Other Publishers":
    "Periodical, book, directory, and other publishers",
  "Telecommunications, Except Wired Telecommunications Carriers":
    "Wireless and other telecommunications",
  "Web Search Portals And All Other Information Services":
    "Web search portals and other information services",
  "Monetary Authorities-Central Bank, And Commerical Banking":
    "Central banks and commercial banking",
  "Credit Unions, And Savings Institutions And Other Depository Credit Intermediation":
    "Credit unions and savings institutions",
  "Nondepository Credit Intermediation And Related Activities":
    "Nondepository lending and related activities",
  "Agencies, Brokerages, And Other Insurance Related Activities":
    "Insurance agencies, brokerages, and related activities",
  "Lessors Of Real Estate, And Offices Of Real Estate Agents And Brokers":
    "Real estate leasing and brokerage",
  "Activities Related To Real Estate": "Real estate management and appraisal",
  "Commercial And Industrial Machinery and Equipment, And Nonfinancial Assets Rental And Leasing":
    "Commercial and industrial equipment rental and leasing",
  "Other Professional, Scientific, And Technical, Except Veterinary, Services":
    "Other professional, scientific, and technical services",
  "Other Administrative And Other Support Services": "Other administrative and support services",
  "General Medical And Surgical Hospitals, And Specialty (Except Psychiatric And Substance Abuse) Hospitals":
    "General medical, surgical, and specialty hospitals",
  "Community Food And Housing, And Emergency And Other Relief Services":
    "Community food, housing, and emergency relief services",
  "Promoters Of Performing Arts, Sports, And Similar Events, Agents And Managers For Artists, Athletes, Entertainers, And Other Public Figures":
    "Promoters of events, and agents and managers of public figures",
  "Recreational Vehicle Parks And Camps, And Rooming And Boarding Houses, Dormitories, And Workers' Camps":
    "RV parks, camps, boarding houses, and dormitories",
  "Food Services And Drinking Places, except Alcoholic Beverages":
    "Restaurants and other food services",
  "Drinking Places (Alcoholic Beverages)": "Bars and other drinking places",
  "Civic, Social, Advocacy Organizations, And Grantmaking And Giving Services":
    "Civic, social, advocacy, and grantmaking organizations",
  "Administration Of Environmental Quality, And Housing Programs, Urban Planning And Community Development":
    "Administration of environmental, housing, and development programs",
  "Administration Of Economic Programs And Space Research And Technology":
    "Administration of economic programs and space research",
  "U.S. Air Force": "U.S. Air Force",
  "U.S. Coast Guard": "U.S. Coast Guard",
  "Military Reserves Or National Guard": "Military Reserves or National Guard",
  // Occupations
  "Petroleum, Mining And Geological Engineers, Including Mining Safety Engineers":
    "Petroleum, mining, and geological engineers",
  "Nurse Practitioners, And Nurse Midwives": "Nurse practitioners and nurse midwives",
  "Hosts And Hostesses, Restaurant, Lounge, And Coffee Shop":
    "Restaurant, lounge, and coffee shop hosts and hostesses",
  "Derrick, Rotary Drill, And Service Unit Operators, And Roustabouts, Oil And Gas":
    "Oil and gas derrick, rotary drill, and service unit operators, and roustabouts",
  "Entertainers And Performers, Sports and Related Workers, All Other":
    "Other entertainers, performers, and sports workers",
  "Food Preparation and Serving Related Workers, All Other":
    "Other food preparation and serving workers",
  "Disc Jockeys, Except Radio": "Disc jockeys, except radio",
  "Directors, Religious Activities And Education":
    "Directors of religious activities and education",
  "Opticians, Dispensing": "Dispensing opticians",
  "Miscellaneous First-Line Supervisors, Protective Service Workers":
    "Other first-line supervisors of protective service workers",
  "Lawyers, And Judges, Magistrates, And Other Judicial Workers":
    "Lawyers, judges, magistrates, and other judicial workers",
  "Broadcast Announcers And Radio Disc Jockeys": "Broadcast announcers and radio disc jockeys",
  "Office Clerks, General": "General office clerks",
  "Maintenance And Repair Workers, General": "General maintenance and repair workers",
  "Maintenance Workers, Machinery": "Machinery maintenance workers",
  "Library Assistants, Clerical": "Clerical library assistants",
  "Meter Readers, Utilities": "Utility meter readers",
  "Helpers, Construction Trades": "Helpers in the construction trades",
  "Helpers--Installation, Maintenance, And Repair Workers":
    "Helpers of installation, maintenance, and repair workers",
  "Helpers--Production Workers": "Helpers of production workers",
  "Packers And Packagers, Hand": "Hand packers and packagers",
  "Laborers And Freight, Stock, And Material Movers, Hand":
    "Hand laborers and freight, stock, and material movers",
  "Military, Rank Not Specified": "Military, rank not specified",
  "Bus Drivers, School": "School bus drivers",
  "Bus Drivers, Transit And Intercity": "Transit and intercity bus drivers",
  "Food Servers, Nonrestaurant": "Nonrestaurant food servers",
  "Magnetic Resonance Imaging Technologists": "Magnetic resonance imaging technologists",
};
