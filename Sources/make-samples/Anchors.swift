/// The risks whose half-year is written by hand, so that a reader of the demo can follow them.
extension Simulation {
    /// One hand-written risk.
    struct Anchor {
        var id: Int
        var theme: String
        var title: String
        var directorate: Int
        var service: String
        var objectives: String
        /// The pair of each month; nil where the export lacks the record.
        var pairs: [Pair?]
        var owner = ""
        var principal: String?
        var quirks: Set<Quirk> = []
        var closedFrom: Int?
        var reopenedFrom: Int?
        var awaitingFrom: Int?
        var unscoredFrom: Int?
        var progress: [Int: String] = [:]
    }

    private static let stories: [Anchor] = [
        Anchor(
            id: 4107, theme: "Workforce",
            title: "Vacancies in district nursing lead to missed visits",
            directorate: 0, service: "District Nursing", objectives: "SO5; SO2",
            pairs: Array(repeating: Pair(4, 4), count: 5) + [Pair(5, 4)], principal: "PR1",
            progress: [5: "Likelihood raised: 41 visits were missed in June."]),
        Anchor(
            id: 4112, theme: "Waiting lists",
            title: "Young people wait more than a year for a CAMHS assessment", directorate: 1,
            service: "CAMHS", objectives: "SO3",
            pairs: Array(repeating: Pair(5, 4), count: 4) + [Pair(4, 4), Pair(4, 4)],
            principal: "PR3", progress: [4: "Saturday clinics have cut the longest waits."]),
        Anchor(
            id: 4120, theme: "Medicines", title: "Insulin visits are missed at weekends",
            directorate: 0, service: "District Nursing", objectives: "SO2",
            pairs: Array(repeating: Pair(4, 4), count: 5) + [Pair(3, 4)], principal: "PR2",
            progress: [5: "60 people now inject themselves; no missed dose since April."]),
        Anchor(
            id: 4133, theme: "Digital", title: "The patient record fails and staff work blind",
            directorate: 3, service: "Digital", objectives: "SO2",
            pairs: [Pair(3, 4), Pair(3, 4), Pair(3, 5), Pair(3, 5), Pair(4, 4), Pair(4, 4)],
            principal: "PR5"),
        Anchor(
            id: 4141, theme: "Estates", title: "Legionella found in the showers at Oakmere Lodge",
            directorate: 3, service: "Estates", objectives: "SO4",
            pairs: Array(repeating: Pair(3, 5), count: 6), principal: "PR7", closedFrom: 4,
            progress: [4: "Three clear samples; closed by the water safety group."]),
        Anchor(
            id: 4150, theme: "Cyber", title: "A ransomware attack stops clinical systems",
            directorate: 3, service: "Digital", objectives: "SO4",
            pairs: [Pair(4, 5), Pair(4, 5), Pair(4, 5), Pair(3, 5), Pair(3, 5), Pair(3, 5)],
            owner: "Maya Rookwood", principal: "PR5",
            progress: [3: "Likelihood 4 to 3: the last unsupported servers were retired."]),
        Anchor(
            id: 4163, theme: "Waiting lists",
            title: "Demand for speech therapy outstrips the service",
            directorate: 1, service: "Speech and Language Therapy", objectives: "SO3",
            pairs: Array(repeating: Pair(4, 4), count: 6), principal: "PR3",
            quirks: [.printedAlone(18)]),
        Anchor(
            id: 4177, theme: "Pressure damage",
            title: "Pressure ulcers are found late in care homes",
            directorate: 0, service: "Tissue Viability", objectives: "SO2",
            pairs: Array(repeating: Pair(4, 4), count: 6), principal: "PR2",
            quirks: [.printedWrong(-4)]),
        Anchor(
            id: 4181, theme: "Contracts",
            title: "The contract for sexual health ends without a successor",
            directorate: 2, service: "Sexual Health", objectives: "SO4",
            pairs: Array(repeating: Pair(4, 4), count: 6), unscoredFrom: 5),
        Anchor(
            id: 4190, theme: "Transport",
            title: "Patients are stranded when transport does not come",
            directorate: 0, service: "Integrated Therapy", objectives: "SO1",
            pairs: [nil, nil, nil, nil, Pair(5, 4), Pair(5, 4)], awaitingFrom: 4),
        Anchor(
            id: 4204, theme: "Supply", title: "Dressings run out in South Fells", directorate: 0,
            service: "District Nursing", objectives: "",
            pairs: [Pair(4, 4), Pair(4, 4), Pair(4, 4), Pair(3, 3), Pair(3, 3), Pair(3, 3)],
            progress: [3: "Stock is on the ordering system now."]),
        Anchor(
            id: 4211, theme: "Training", title: "Bank staff work without life support training",
            directorate: 3, service: "People", objectives: "WF3",
            pairs: Array(repeating: Pair(4, 4), count: 6)),
        Anchor(
            id: 4219, theme: "Digital", title: "The telephone system of the contact centre fails",
            directorate: 0, service: "Urgent Community Response", objectives: "",
            pairs: [nil, Pair(4, 4), Pair(4, 4), Pair(4, 4), Pair(4, 4), Pair(4, 4)]),
        Anchor(
            id: 4226, theme: "Programme", title: "Two services miss the move to one patient record",
            directorate: 3, service: "Transformation Programme", objectives: "SO6",
            pairs: Array(repeating: Pair(5, 3), count: 6)),
        Anchor(
            id: 4230, theme: "Governance", title: "Policies for home visits are out of date",
            directorate: 3, service: "Quality and Governance", objectives: "",
            pairs: [Pair(3, 3), Pair(3, 3), Pair(3, 3), Pair(3, 3), nil, Pair(3, 3)]),
        Anchor(
            id: 4236, theme: "Engagement", title: "Carers are not asked about changes to respite",
            directorate: 1, service: "Children\u{2019}s Community Nursing", objectives: "SO3",
            pairs: [Pair(2, 3), Pair(2, 3), Pair(2, 3), nil, nil, nil]),
        Anchor(
            id: 4245, theme: "Falls", title: "Falls with harm at Thornfield Community Hospital",
            directorate: 0, service: "Inpatient Rehabilitation", objectives: "SO2",
            pairs: Array(repeating: Pair(3, 4), count: 6), closedFrom: 1, reopenedFrom: 4,
            progress: [4: "Opened again after a fall with a fracture."]),
        Anchor(
            id: 4252, theme: "Safeguarding",
            title: "Safeguarding supervision is late in health visiting",
            directorate: 1, service: "Health Visiting", objectives: "SO9",
            pairs: [nil, nil, Pair(3, 5), Pair(3, 5), Pair(3, 5), Pair(3, 5)]),
        Anchor(
            id: 4260, theme: "Finance", title: "Half of the savings schemes have no owner",
            directorate: 3, service: "Finance", objectives: "SO4",
            pairs: [Pair(3, 4), Pair(3, 4), Pair(4, 4), Pair(4, 4), Pair(4, 4), Pair(4, 5)],
            principal: "PR4"),
        Anchor(
            id: 4268, theme: "Estates", title: "Fire compartments are breached at Riverside House",
            directorate: 3, service: "Estates", objectives: "SO4",
            pairs: [nil, nil, nil, nil, nil, Pair(4, 5)], principal: "PR7"),
        Anchor(
            id: 4271, theme: "Estates", title: "The boiler of Millbank Clinic fails in winter",
            directorate: 3, service: "Estates", objectives: "",
            pairs: Array(repeating: Pair(3, 4), count: 6), quirks: [.printedAlone(14)]),
    ]

    /// Adds them.
    mutating func anchors() {
        for story in Simulation.stories { append(story.risk) }
    }
}

extension Simulation.Anchor {
    /// The risk that the story tells.
    var risk: SampleRisk {
        let template =
            RiskTemplate.all.first { $0.theme == theme } ?? RiskTemplate.clinical[0]
        let home = Trust.directorates[directorate]
        let first = pairs.firstIndex { $0 != nil } ?? 0
        let opened =
            first == 0 ? SampleDay(2025, 3, 10) + (id - 4100) : Trust.months[first] + -11
        let start = pairs[first] ?? Pair(3, 3)
        let place = Trust.localities[id % Trust.localities.count]
        let site = Trust.sites[id % Trust.sites.count]
        var risk = SampleRisk(
            id: id, reference: "NB-\(id % 1000)", template: template, title: title,
            description: template.description.replacing("{service}", with: service)
                .replacing("{site}", with: site).replacing("{place}", with: place),
            service: service, site: site, directorate: home, objectives: objectives,
            principal: principal, source: theme == "Programme" ? "PROG" : "Risk assessment",
            opened: opened, initial: Pair(start.likelihood + 1, start.consequence),
            target: Pair(start.likelihood - 2, start.consequence),
            targetDate: SampleDay(2026, 12, 31), quirks: quirks, states: [])
        let owner = owner.isEmpty ? home.people[id % home.people.count] : owner
        for (month, pair) in pairs.enumerated() {
            guard let pair else {
                risk.states.append(nil)
                continue
            }
            let end = Trust.months[month]
            var state = SampleState(
                pair: pair, owner: owner, lastReview: max(opened, end + -(9 + id % 9)),
                reviewDue: end + 16 + id % 12)
            state.progress =
                progress.filter { $0.key <= month }.max { $0.key < $1.key }?.value ?? ""
            if let awaitingFrom, month >= awaitingFrom {
                state.approval = "Awaiting final approval"
            }
            if let unscoredFrom, month >= unscoredFrom { state.isUnscored = true }
            if let closedFrom, month >= closedFrom, month < reopenedFrom ?? Int.max {
                state.closed = Trust.months[closedFrom] + -6
                state.lastReview = state.closed
            }
            risk.states.append(state)
        }
        return risk
    }
}
