import RiskRegister

/// What counts of a history for one organisation: what stands of it when its last entry has come.
///
/// DESIGN: as known at K is the entries up to K. A history cut after its K-th entry is what was known
/// then, so no other notion of knowledge is needed.
struct PlainKnowledge {
    /// What became of an entry when it came.
    enum Reception: String {
        case taken
        /// The very same files stand already for that day, source and part.
        case alreadyThere
        /// A ruling on a risk, or rules for an organisation, that nobody has heard of.
        case unknown
    }

    let organisation: String
    /// Extracts that hold records and that no later one speaks for, in the order of their days.
    private(set) var extracts: [PlainExtract] = []
    /// Frameworks, likewise.
    private(set) var frameworks: [PlainExtract] = []
    /// Rulings on its risks, with their number in the history.
    private(set) var rulings: [(number: Int, ruling: PlainRuling)] = []
    /// Rulebooks that serve it, in the order in which they come into force.
    private(set) var rulebooks: [PlainRulebook] = []

    init(_ history: PlainHistory, of organisation: String) {
        self.organisation = organisation
        let taken = zip(history.entries, PlainKnowledge.receptions(history))
            .enumerated().filter { $0.element.1 == .taken }
        var given: [PlainExtract] = []
        var adopted: [PlainRulebook] = []
        for (number, (entry, _)) in taken {
            switch entry {
            case .extract(let extract) where extract.organisation == organisation:
                given.append(extract)
            case .ruling(let ruling) where ruling.organisation == organisation:
                rulings.append((number + 1, ruling))
            case .rulebook(let rulebook): adopted.append(rulebook)
            case .extract, .ruling: break
            }
        }
        extracts = PlainKnowledge.standing(given) { $0.records != nil }
        frameworks = PlainKnowledge.standing(given) { $0.framework != nil }
        rulebooks = PlainKnowledge.serving(organisation, adopted, first: history.threshold)
    }

    // MARK: - What stands

    /// What became of each entry.
    static func receptions(_ history: PlainHistory) -> [Reception] {
        var taken: [PlainExtract] = []
        return history.entries.map { entry in
            switch entry {
            case .extract(let extract):
                let risks = standing(taken) { $0.records != nil }
                let frameworks = standing(taken) { $0.framework != nil }
                let isThere = taken.contains { other in
                    other == extract && (other.records == nil || risks.contains(other))
                        && (other.framework == nil || frameworks.contains(other))
                }
                if isThere { return .alreadyThere }
                taken.removeAll { $0 == extract }
                taken.append(extract)
                return .taken
            case .ruling(let ruling): return isKnown(ruling, taken) ? .taken : .unknown
            case .rulebook(let rulebook):
                let isKnown = rulebook.organisation.map { code in
                    taken.contains { $0.organisation == code }
                }
                return isKnown ?? true ? .taken : .unknown
            }
        }
    }

    private static func isKnown(_ ruling: PlainRuling, _ taken: [PlainExtract]) -> Bool {
        let own = taken.filter { $0.organisation == ruling.organisation }
        if ruling.isPrincipal {
            // Of two frameworks of a day the earlier in order was never in force.
            let frameworks = standing(own) { $0.framework != nil }
            return frameworks.contains { extract in
                let inForce = frameworks.last { $0.day == extract.day }?.framework
                return inForce?.principalRisks.contains { $0.id == ruling.risk } ?? false
            }
        }
        return standing(own) { $0.records != nil }.contains { extract in
            extract.records?.contains { $0.id == ruling.risk } ?? false
        }
    }

    /// Extracts that speak of something, the last of those with one place, by day.
    ///
    /// Within a day the whole comes before its parts, and then names decide, never when they came:
    /// of two that hold one risk the later in this order counts.
    private static func standing(
        _ given: [PlainExtract], that speaks: (PlainExtract) -> Bool
    ) -> [PlainExtract] {
        var standing: [PlainExtract] = []
        for extract in given where speaks(extract) {
            standing.removeAll { $0.hasPlace(of: extract) }
            standing.append(extract)
        }
        return standing.sorted { one, two in
            if one.day != two.day { return one.day < two.day }
            if one.directorate != two.directorate {
                return (one.directorate ?? "") < (two.directorate ?? "")
            }
            return one.source < two.source
        }
    }

    /// A version for all serves until the effective day of the first of the organisation's own.
    private static func serving(
        _ organisation: String, _ adopted: [PlainRulebook], first threshold: Int
    ) -> [PlainRulebook] {
        let shipped = PlainRulebook(
            version: "1", threshold: threshold, from: Day(number: 0))
        let own = adopted.filter { $0.organisation == organisation }
        let firstOwn = own.map(\.from).min()
        let shared = ([shipped] + adopted).filter { rulebook in
            guard rulebook.organisation == nil else { return false }
            guard let firstOwn else { return true }
            return rulebook.from < firstOwn
        }
        var inForce: [PlainRulebook] = []
        // A stable sort by hand: of two with one day the later adopted comes last, and counts.
        for rulebook in shared + own {
            let place = inForce.firstIndex { $0.from > rulebook.from } ?? inForce.endIndex
            inForce.insert(rulebook, at: place)
        }
        return inForce
    }

    // MARK: - What holds on a day

    /// The threshold in force on a day.
    func threshold(on day: Day) -> Int {
        var threshold = rulebooks.first?.threshold ?? 0
        for rulebook in rulebooks where rulebook.from <= day { threshold = rulebook.threshold }
        return threshold
    }

    /// The framework of a day, with the day that it speaks for.
    func framework(on day: Day) -> (day: Day, framework: PlainFramework)? {
        frameworks.last { $0.day <= day }.flatMap { extract in
            extract.framework.map { (extract.day, $0) }
        }
    }

    /// Nothing that covers a record is of an earlier day: what it marks is as found.
    ///
    /// A part may hold a record from outside itself, which it does not cover: where it is held first
    /// it is found. A line is covered by frameworks.
    func isBaseline(_ day: Day, of record: PlainRecord, isPrincipal: Bool) -> Bool {
        if isPrincipal { return !frameworks.contains { $0.day < day } }
        return !extracts.contains { $0.day < day && record.lies(in: $0.directorate) }
    }

    /// Whether the day is one on which something changes for every risk: framework, rules, objectives.
    func changesFacts(_ day: Day) -> Bool {
        if frameworks.contains(where: { $0.day == day }) { return true }
        if rulebooks.contains(where: { $0.from == day }) { return true }
        return frameworks.contains { extract in
            (extract.framework?.objectives ?? []).contains { objective in
                objective.from == day || objective.to?.adding(days: 1) == day
            }
        }
    }
}
