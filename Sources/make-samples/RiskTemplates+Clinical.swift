extension RiskTemplate {
    static let clinical: [RiskTemplate] = [
        RiskTemplate(
            "Pressure damage", "Safety", [0], 4,
            "Avoidable pressure damage on the {service} caseload",
            "Late first assessments and gaps between visits mean that skin damage is "
                + "found late; people come to avoidable harm and the trust is reported to "
                + "the safeguarding board.",
            controls:
                "Skin bundle in every care plan; weekly tissue viability panel; equipment within 24 hours",
            gap: "Panel does not see harm found in care homes",
            assurance: "Monthly audit of 20 records a team",
            action: "Train care home link nurses in {place}"),
        RiskTemplate(
            "Pressure damage", "Safety", [0], 3,
            "Pressure-relieving equipment arrives late in {place}",
            "The equipment store runs out at weekends, so mattresses come days after "
                + "the visit; people deteriorate and readmissions rise.",
            controls: "Buffer stock of 12 mattresses; daily list to the store",
            gap: "No delivery on Sundays",
            assurance: "Store\u{2019}s weekly report",
            action: "Agree Sunday deliveries with the equipment contractor"),
        RiskTemplate(
            "Deterioration", "Safety", [0, 1], 4,
            "Deterioration is missed between visits in {service}",
            "Observations are not recorded at every visit because devices are shared; "
                + "sepsis and other deterioration are recognised late.",
            controls: "NEWS2 at each visit; escalation card; clinical supervision",
            gap: "One device for three staff",
            assurance: "Quarterly NEWS2 audit",
            action: "Buy 40 observation kits"),
        RiskTemplate(
            "Falls", "Safety", [0], 4,
            "Falls with harm on the rehabilitation wards at {site}",
            "More people with delirium are admitted than the wards are staffed for, "
                + "so enhanced observation lapses and people fall.",
            controls: "Falls bundle; bay tagging; huddle at each handover",
            gap: "Enhanced observation relies on bank staff",
            assurance: "Falls dashboard, monthly",
            action: "Recruit six healthcare assistants"),
        RiskTemplate(
            "Medicines", "Safety", [0, 2], 4,
            "Insulin is given late or missed in {place}",
            "Evening visits are cut when staff are short, so insulin is delayed; "
                + "people have hypoglycaemia or are admitted.",
            controls: "Insulin visits marked as critical; self-administration training",
            gap: "No list of critical visits when the system is down",
            assurance: "Incidents reviewed weekly",
            action: "Teach 60 people to inject themselves"),
        RiskTemplate(
            "Medicines", "Safety", [0, 1, 2, 3], 3,
            "Controlled drugs are not reconciled at {site}",
            "Stock checks rest with one person; discrepancies are found weeks later "
                + "and cannot be explained.",
            controls: "Weekly check by two staff; accountable officer visits",
            gap: "Second checker not always available",
            assurance: "Controlled drugs report each quarter",
            action: "Move the check to the day of delivery"),
        RiskTemplate(
            "Medicines", "Quality", [1, 2], 3,
            "Vaccines are spoiled when fridges fail at {site}",
            "Fridges older than ten years lose temperature out of hours and nobody is "
                + "alerted; stock is lost and clinics are cancelled.",
            controls: "Daily temperature log; spare fridge",
            gap: "No alarm out of hours",
            assurance: "Cold chain audit, yearly",
            action: "Fit alarms that text the on-call manager"),
        RiskTemplate(
            "Infection", "Safety", [0, 2], 4,
            "Outbreaks on the wards at {site}",
            "Bays without doors cannot be closed, so infections spread; beds close "
                + "and people wait in hospital.",
            controls: "Infection prevention team; cohorting plan",
            gap: "Two wards have no side rooms",
            assurance: "Matrons\u{2019} monthly audit",
            action: "Price doors for the open bays"),
        RiskTemplate(
            "Infection", "Safety", [2], 3,
            "Decontamination of dental instruments at {site}",
            "The washer-disinfector is beyond its life and fails validation; lists "
                + "are cancelled and instruments may not be safe.",
            controls: "Weekly tests; central sterile supply as back-up",
            gap: "No second washer",
            assurance: "Authorised engineer\u{2019}s yearly report",
            action: "Replace the washer-disinfector"),
        RiskTemplate(
            "Safeguarding", "Safety", [1], 5,
            "Safeguarding supervision is late in {service}",
            "Supervision slips when caseloads rise, so signs of abuse are not "
                + "discussed; a child comes to harm that could have been prevented.",
            controls: "Supervision every 12 weeks; named nurse duty line",
            gap: "One in four sessions is late",
            assurance: "Safeguarding board dataset",
            action: "Train eight more supervisors"),
        RiskTemplate(
            "Safeguarding", "Statutory", [1], 4,
            "Initial health assessments of looked-after children are late",
            "Requests arrive late and consents are missing, so assessments pass 20 "
                + "working days; needs are not known and the duty is breached.",
            controls: "Weekly tracker with the council",
            gap: "Consent form sent by post",
            assurance: "Monthly report to the corporate parenting board",
            action: "Agree electronic consent with the council"),
        RiskTemplate(
            "Safeguarding", "Safety", [0, 2], 4,
            "Mental capacity is not assessed and recorded in {service}",
            "Staff are unsure when an assessment is needed; care is given without "
                + "lawful consent.",
            controls: "Training at level 3; template in the record",
            gap: "Template not used for urgent care",
            assurance: "Record audit twice a year",
            action: "Add a prompt to the record"),
        RiskTemplate(
            "Waiting lists", "Quality", [1], 4,
            "Children wait more than a year for {service}",
            "Referrals have doubled and posts are vacant; children are assessed too "
                + "late for help to work and families complain.",
            controls: "Triage within 10 days; waiting-well calls",
            gap: "No capacity for the longest waiters",
            assurance: "Waiting list report each month",
            action: "Run Saturday assessment clinics"),
        RiskTemplate(
            "Waiting lists", "Quality", [0, 2], 3,
            "People wait more than 18 weeks for {service} in {place}",
            "Demand is above the contract and no clinics run in the evening; "
                + "conditions worsen and the standard is missed.",
            controls: "Weekly waiting list meeting; validation",
            gap: "Referral criteria differ by locality",
            assurance: "Access dashboard",
            action: "Agree one set of referral criteria"),
        RiskTemplate(
            "Waiting lists", "Safety", [1], 4,
            "Young people in crisis wait to be seen",
            "Crisis slots are filled by routine work; young people harm themselves "
                + "while they wait.",
            controls: "Duty clinician every day; safety plans",
            gap: "No cover after 8 p.m.",
            assurance: "Crisis response times, weekly",
            action: "Open an evening duty rota with the mental health trust"),
        RiskTemplate(
            "Waiting lists", "Quality", [0], 3,
            "Follow-up visits lapse in {service}",
            "The recall list is kept on a spreadsheet by one person, so follow-ups "
                + "are missed and people lose function.",
            controls: "Monthly check of the spreadsheet",
            gap: "Nobody covers leave",
            assurance: "None identified",
            action: "Move recalls into the patient record"),
        RiskTemplate(
            "Discharge", "Quality", [0], 3,
            "Discharges to {place} without a plan",
            "Hospitals send people home before a referral is made; visits start late "
                + "and people are readmitted.",
            controls: "Discharge liaison nurses; daily call",
            gap: "No liaison at weekends",
            assurance: "Delayed transfers dashboard",
            action: "Staff the liaison desk at weekends"),
        RiskTemplate(
            "End of life", "Quality", [0], 3,
            "People do not die where they wish in {place}",
            "Anticipatory medicines are not in the home at night; people are taken to "
                + "hospital against their wishes.",
            controls: "Just-in-case boxes; night sitting service",
            gap: "Two pharmacies stock the boxes",
            assurance: "Yearly survey of carers",
            action: "Contract a third pharmacy"),
        RiskTemplate(
            "Dental", "Quality", [2], 3,
            "Children wait for dental treatment under general anaesthetic",
            "The theatre list was halved by the acute trust; children are in pain and "
                + "miss school.",
            controls: "Pain triage; shared list",
            gap: "No say over theatre time",
            assurance: "Waiting times to the quality committee",
            action: "Agree a second list with the acute trust"),
        RiskTemplate(
            "Records", "Statutory", [0, 1, 2], 3,
            "Paper records at {site} cannot be found",
            "Records were moved to store without an index; clinicians see people "
                + "without their history.",
            controls: "Retrieval within two days",
            gap: "4,000 boxes without an index",
            assurance: "Records audit",
            action: "Index the store"),
    ]
}
