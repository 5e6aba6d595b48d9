extension RiskTemplate {
    static let systems: [RiskTemplate] = [
        RiskTemplate(
            "Digital", "Service", [0, 1, 2], 4,
            "The patient record fails and staff work blind in {place}",
            "The record is hosted on one site and the mobile application keeps "
                + "nothing offline; visits go ahead without care plans.",
            controls: "Paper packs; daily printout of critical visits",
            gap: "Printouts not made at weekends",
            assurance: "Two downtime exercises a year",
            action: "Pilot the offline application"),
        RiskTemplate(
            "Digital", "Quality", [0, 1, 2], 3,
            "Migration of {service} to the new patient record",
            "Data are moved by hand and appointments may be lost; people are not "
                + "called and letters go astray.",
            controls: "Parallel running for four weeks; data checks",
            gap: "No test of letters",
            assurance: "Programme board report",
            action: "Add letters to the test plan"),
        RiskTemplate(
            "Cyber", "Service", [3], 5,
            "A ransomware attack stops clinical systems",
            "Servers past support cannot be patched; an attack stops systems for "
                + "weeks and care reverts to paper.",
            controls: "Backups off site; monitoring service; phishing tests",
            gap: "17 servers past support",
            assurance: "Data security toolkit; penetration test",
            action: "Retire the unsupported servers"),
        RiskTemplate(
            "Cyber", "Service", [3], 4,
            "Suppliers hold data without checks",
            "Contracts signed before 2022 have no security schedule; a breach at a "
                + "supplier exposes records.",
            controls: "Supplier questionnaire",
            gap: "62 suppliers not asked",
            assurance: "Information governance group",
            action: "Ask all suppliers by priority"),
        RiskTemplate(
            "Digital", "Service", [0, 1, 2], 3,
            "Staff cannot connect at {site}",
            "The line is shared with a school and drops every afternoon; clinics "
                + "overrun and notes are written at home.",
            controls: "Mobile dongles",
            gap: "No second line",
            assurance: "Service desk figures",
            action: "Order a second line"),
        RiskTemplate(
            "Information", "Statutory", [0, 1, 2, 3], 3,
            "Letters are sent to the wrong address in {service}",
            "Addresses are copied by hand; confidential letters reach strangers and "
                + "the regulator is told.",
            controls: "Second check; spine look-up",
            gap: "Look-up is not enforced",
            assurance: "Breach log each month",
            action: "Switch on the forced look-up"),
        RiskTemplate(
            "Information", "Quality", [3], 3,
            "Figures for the board are wrong",
            "Reports are built from five spreadsheets; errors are found after papers "
                + "are sent.",
            controls: "Peer check; data quality kite marks",
            gap: "No owner for three measures",
            assurance: "Internal audit of two measures a year",
            action: "Name an owner for each measure"),
        RiskTemplate(
            "Estates", "Safety", [3], 4,
            "Legionella in the water at {site}",
            "Flushing of outlets little used is not recorded; people with weak immune "
                + "systems may be infected.",
            controls: "Weekly flushing; quarterly samples",
            gap: "Records missing for two wings",
            assurance: "Water safety group",
            action: "Fit self-flushing outlets"),
        RiskTemplate(
            "Estates", "Safety", [3], 5,
            "Fire compartments are breached at {site}",
            "Cables were run through fire walls and not sealed; a fire spreads to "
                + "sleeping areas.",
            controls: "Fire warden each shift; alarm tests; survey",
            gap: "Survey found 41 breaches",
            assurance: "Fire authority visit",
            action: "Seal the breaches on both wards"),
        RiskTemplate(
            "Estates", "Service", [3], 3,
            "The roof leaks at {site}",
            "Backlog maintenance was put off; clinics close in heavy rain and "
                + "equipment is damaged.",
            controls: "Tarpaulin; monthly inspection",
            gap: "No money in this year\u{2019}s plan",
            assurance: "Six-facet survey",
            action: "Bid for capital"),
        RiskTemplate(
            "Estates", "Service", [3], 4,
            "Generators at {site} do not start under load",
            "The last load test failed; a power cut would stop syringe drivers\u{2019} "
                + "charging and vaccine fridges.",
            controls: "Monthly test off load; hire contract",
            gap: "Load test overdue",
            assurance: "Estates compliance report",
            action: "Repair and test under load"),
        RiskTemplate(
            "Estates", "Safety", [0, 1, 2], 3,
            "Clinic rooms at {site} are not fit for children",
            "Rooms have no sight lines and poor sound proofing; privacy is lost and "
                + "staff feel unsafe.",
            controls: "Chaperones; panic buttons",
            gap: "Three rooms without buttons",
            assurance: "Yearly environment audit",
            action: "Move clinics to {site}"),
        RiskTemplate(
            "Equipment", "Safety", [0, 2], 3,
            "Medical devices in {service} are past their service date",
            "The inventory is incomplete, so devices in homes are not called in; one "
                + "may fail in use.",
            controls: "Asset list; yearly recall",
            gap: "One device in six cannot be found",
            assurance: "Devices group",
            action: "Tag devices at each visit"),
        RiskTemplate(
            "Transport", "Service", [0, 1, 2], 3,
            "Patient transport does not arrive in {place}",
            "The contractor has too few vehicles; people miss clinics and wait for "
                + "hours to go home.",
            controls: "Daily call; taxi fund",
            gap: "No penalty in the contract",
            assurance: "Contract meeting notes",
            action: "Add a penalty at renewal"),
        RiskTemplate(
            "Transport", "Workforce", [0], 2,
            "Pool cars are off the road in {place}",
            "Repairs take weeks, so visits are re-planned and staff drive their own "
                + "cars.",
            controls: "Hire cars at 24 hours\u{2019} notice",
            gap: "Hire not at weekends",
            assurance: "Fleet report",
            action: "Change the repair contract"),
        RiskTemplate(
            "Supply", "Service", [0, 2, 3], 3,
            "Dressings and continence products run short",
            "The national supplier changed its depot and orders arrive in part; "
                + "visits are wasted.",
            controls: "Substitution list; two weeks\u{2019} stock at {site}",
            gap: "Stock count by hand",
            assurance: "Procurement report",
            action: "Put stock on the ordering system"),
        RiskTemplate(
            "Resilience", "Service", [3], 3,
            "Heatwaves and floods cut off {place}",
            "Plans name roads that flood; visits to the most frail are not made.",
            controls: "Severe weather plan; list of the most frail",
            gap: "List is monthly",
            assurance: "Yearly exercise",
            action: "Make the list weekly"),
    ]
}
