/// Half a year of the trust's risk register, from a seed.
struct Simulation {
    private var random: SplitMix64
    private(set) var risks: [SampleRisk] = []
    private var nextID = 5001
    private var deck: [Int] = []

    /// The register: about 240 records a month, a few of them the same story in every run.
    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        for _ in 0..<212 { add(from: 0) }
        for month in 1..<Trust.months.count {
            for _ in 0..<random.number(in: 4...7) { add(from: month) }
        }
        quirks()
        anchors()
    }

    /// Adds a risk that was written elsewhere.
    mutating func append(_ risk: SampleRisk) { risks.append(risk) }

    // MARK: - One risk

    private mutating func add(from month: Int) {
        let monthEnd = Trust.months[month]
        let template = RiskTemplate.all[card()]
        let directorate = Trust.directorates[random.pick(template.directorates)]
        let service = service(of: template, in: directorate)
        let site = random.pick(Trust.sites)
        let place = random.pick(Trust.localities)
        func filled(_ text: String) -> String {
            text.replacing("{service}", with: service).replacing("{site}", with: site)
                .replacing("{place}", with: place)
        }
        let pair = Pair(likelihood(template), consequence(template))
        let initial = Pair(pair.likelihood + random.pick([0, 1, 1, 2]), pair.consequence)
        let target = Pair(pair.likelihood - random.pick([0, 1, 1, 2]), pair.consequence)
        let opened =
            month == 0
            ? monthEnd + -random.number(in: 20...1400) : monthEnd + -random.number(in: 1...27)
        let interval = SampleRisk.interval(pair.score) * 30
        let lastReview =
            month == 0 ? max(opened, monthEnd + -random.number(in: 0...interval)) : opened
        let isLate = random.chance(14)
        let due = lastReview + (isLate ? random.number(in: 5...20) : interval)
        nextID += random.number(in: 1...7)
        var state = SampleState(
            pair: pair, owner: random.pick(directorate.people), lastReview: lastReview,
            reviewDue: due)
        if month > 0 ? random.chance(45) : random.chance(3) {
            state.approval = random.chance(25) ? "In holding area" : "Awaiting final approval"
        } else if random.chance(1) {
            state.approval = "Rejected"
        }
        var risk = SampleRisk(
            id: nextID, reference: reference(directorate), template: template,
            title: filled(template.title), description: filled(template.description),
            service: service, site: site, directorate: directorate,
            objectives: objectives(template, directorate, score: pair.score), principal: nil,
            source: random.pick(["INC", "Risk assessment", "Risk assessment", "AUDIT", "Complaint"]
            ),
            opened: opened, initial: initial, target: target,
            targetDate: monthEnd + random.number(in: 30...420),
            states: [SampleState?](repeating: nil, count: Trust.months.count))
        if template.theme == "Programme" { risk.source = "PROG" }
        risk.principal = principal(template)
        live(&risk, from: month, state)
        risks.append(risk)
    }

    /// The next kind of risk: every kind comes up before one comes up again.
    private mutating func card() -> Int {
        if deck.isEmpty {
            deck = Array(RiskTemplate.all.indices)
            for index in deck.indices.reversed() {
                deck.swapAt(index, random.below(index + 1))
            }
        }
        return deck.removeLast()
    }

    private mutating func service(
        of template: RiskTemplate, in directorate: Trust.Directorate
    ) -> String {
        let own = [
            "Digital": "Digital", "Cyber": "Digital", "Information": "Digital",
            "Estates": "Estates", "Finance": "Finance", "Medicines": "Medicines",
            "Programme": "Transformation Programme", "Governance": "Quality and Governance",
            "Supply": "Procurement", "Workforce": "People", "Leadership": "People",
        ]
        if directorate.name == "Corporate", let service = own[template.theme] { return service }
        return random.pick(directorate.services)
    }

    private mutating func reference(_ directorate: Trust.Directorate) -> String {
        let letters = ["Adults": "AD", "Corporate": "CO", "Specialist Services": "SP"]
        return "\(letters[directorate.name] ?? "CY")-\(random.number(in: 100...989))"
    }

    private mutating func likelihood(_ template: RiskTemplate) -> Int {
        let roll = random.below(100)
        if template.consequence == 5 { return roll < 40 ? 1 : roll < 92 ? 2 : 3 }
        return roll < 9 ? 1 : roll < 38 ? 2 : roll < 81 ? 3 : roll < 97 ? 4 : 5
    }

    private mutating func consequence(_ template: RiskTemplate) -> Int {
        random.chance(18) ? template.consequence - 1 : template.consequence
    }

    private mutating func objectives(
        _ template: RiskTemplate, _ directorate: Trust.Directorate, score: Int
    ) -> String {
        guard random.chance(score >= 12 ? 82 : 42) else { return "" }
        let byTheme = [
            "Pressure damage": "SO2", "Deterioration": "SO2", "Falls": "SO2", "Medicines": "SO2",
            "Infection": "SO2", "Safeguarding": "SO2", "Waiting lists": "SO1", "Discharge": "SO1",
            "End of life": "SO1", "Dental": "SO2", "Records": "SO2", "Workforce": "SO5",
            "Leadership": "SO5", "Culture": "SO5", "Training": "WF3", "Digital": "SO6",
            "Cyber": "SO4", "Information": "SO4", "Estates": "SO4", "Equipment": "SO2",
            "Transport": "SO1", "Supply": "SO4", "Resilience": "SO1", "Finance": "SO4",
            "Contracts": "SO4", "Partnership": "SO1", "Programme": "SO4", "Governance": "SO2",
            "Regulation": "SO2", "Engagement": "SO1",
        ]
        let own =
            directorate.name == "Children and Young People" && random.chance(60)
            ? "SO3" : byTheme[template.theme] ?? "SO2"
        if own == "SO2", random.chance(8) { return "Provide safe and effective services" }
        if random.chance(12), own != "SO5" { return "\(own); SO5" }
        return own
    }

    private mutating func principal(_ template: RiskTemplate) -> String? {
        let byTheme = [
            "Workforce": "PR1", "Pressure damage": "PR2", "Deterioration": "PR2",
            "Regulation": "PR2", "Waiting lists": "PR3", "Finance": "PR4", "Cyber": "PR5",
            "Partnership": "PR6", "Estates": "PR7", "Information": "PR8", "Leadership": "PR9",
        ]
        return random.chance(55) ? byTheme[template.theme] : nil
    }

    // MARK: - Its months

    private mutating func live(_ risk: inout SampleRisk, from first: Int, _ start: SampleState) {
        var state = start
        for month in first..<Trust.months.count {
            if month > first { step(&state, risk, month: month) }
            risk.states[month] = state
        }
    }

    private mutating func step(_ state: inout SampleState, _ risk: SampleRisk, month: Int) {
        guard state.closed == nil, state.approval != "Rejected" else { return }
        let (start, end) = (Trust.months[month - 1], Trust.months[month])
        if state.approval != "Final approval" {
            if random.chance(60) { state.approval = "Final approval" }
            return
        }
        let isDue = state.reviewDue < end
        guard isDue ? random.chance(68) : random.chance(9) else {
            if isDue, random.chance(10) { state.reviewDue = end + 30 }  // rolled, nothing else
            return
        }
        let reviewed = start + random.number(in: 2...(end.number - start.number - 1))
        state.lastReview = reviewed
        let roll = random.below(100)
        switch roll {
        case ..<13:
            state.pair.likelihood = max(1, state.pair.likelihood - 1)
            state.progress = "Likelihood reduced: \(risk.template.action.lowercasedFirst) is done."
        case ..<20:
            state.pair.likelihood = min(
                risk.template.consequence == 5 ? 3 : 5, state.pair.likelihood + 1)
            state.progress = "Likelihood raised after two incidents this month."
        case ..<23:
            state.pair = Pair(state.pair.consequence, state.pair.likelihood)
            state.progress = "Reassessed with the team."
        case ..<27:
            state.owner = random.pick(risk.directorate.people)
            state.progress = "Handed over."
        case ..<44 where state.pair.score <= max(6, risk.target.score):
            state.closed = reviewed
            state.progress = "Closed at the directorate\u{2019}s risk meeting: target reached."
        default:
            if random.chance(50) { state.progress = "Reviewed; no change." }
        }
        state.reviewDue = reviewed + SampleRisk.interval(state.pair.score) * 30
    }

    // MARK: - Problems

    private mutating func quirks() {
        let many: [(Quirk, Int)] = [
            (.noPrintedScore, 6), (.noPair, 5), (.combined(0), 2), (.combined(1), 2),
            (.combined(2), 2), (.combined(3), 1), (.words, 9), (.noTarget, 5), (.targetAbove, 4),
            (.noReviewDate, 5), (.farReviewDate, 1), (.openedIn1900, 3), (.monthOnlyTarget, 6),
            (.noOwner, 3), (.jointOwner, 5), (.oldCode, 4), (.html, 8), (.cdata, 4),
            (.lineResidue, 5), (.doubleEscape, 3), (.spaces, 12), (.personalData, 2),
            (.wrongBand, 3), (.noApproval, 4), (.controlCharacter, 2), (.extraElement, 9),
            (.printedWrong(2), 2), (.printedWrong(-4), 2),
        ]
        for (quirk, count) in many {
            for _ in 0..<count { risks[random.below(risks.count)].quirks.insert(quirk) }
        }
        // The trust's own marks are kept by hand: some are missing, some are left over.
        let high = risks.indices.filter { risks[$0].states[5].map { $0.pair.score >= 15 } ?? false }
        for index in high.prefix(2) { risks[index].quirks.insert(.notMarked) }
        for index in risks.indices.filter({ risks[$0].initial.score == 12 }).prefix(2) {
            risks[index].quirks.insert(.markedWrongly)
        }
    }
}

extension String {
    /// The text with its first letter small.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
