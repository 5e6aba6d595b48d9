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
        /// An answer for a risk that is not absent, or on a day that cannot be; a withdrawal of nothing that stands.
        case refused
    }

    /// An entry with what became of it when it came.
    struct Received {
        var entry: PlainEntry
        var reception: Reception
        /// It was taken back since.
        var isWithdrawn = false
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
        let taken = PlainKnowledge.received(history).enumerated()
            .filter { $0.element.reception == .taken && !$0.element.isWithdrawn }
        var given: [PlainExtract] = []
        var adopted: [PlainRulebook] = []
        for (number, received) in taken {
            switch received.entry {
            case .extract(let extract) where extract.organisation == organisation:
                given.append(extract)
            case .ruling(let ruling) where ruling.organisation == organisation:
                rulings.append((number + 1, ruling))
            case .rulebook(let rulebook): adopted.append(rulebook)
            case .extract, .ruling, .withdrawal: break
            }
        }
        extracts = PlainKnowledge.standing(given) { $0.records != nil }
        frameworks = PlainKnowledge.standing(given) { $0.framework != nil }
        rulebooks = PlainKnowledge.serving(organisation, adopted, first: history.threshold)
    }

    /// What extracts say, whoever ruled what.
    private init(extracts given: [PlainExtract], of organisation: String) {
        self.organisation = organisation
        extracts = PlainKnowledge.standing(given) { $0.records != nil }
    }

    // MARK: - What stands

    /// What became of each entry, and what is kept of it.
    static func received(_ history: PlainHistory) -> [Received] {
        var all: [Received] = []
        for entry in history.entries {
            switch entry {
            case .extract(let extract): all.append(received(extract, after: all.extracts))
            case .withdrawal(let number):
                let place = number - 1
                guard all.indices.contains(place), all[place].reception == .taken,
                    !all[place].isWithdrawn, all[place].entry.canBeWithdrawn
                else {
                    all.append(Received(entry: entry, reception: .refused))
                    continue
                }
                all.append(Received(entry: entry, reception: .taken))
                all.settle()
            case .ruling, .rulebook:
                let reception = reception(of: entry, all.extracts)
                all.append(Received(entry: entry, reception: reception))
            }
        }
        return all
    }

    private static func received(
        _ given: PlainExtract, after taken: [PlainExtract]
    ) -> Received {
        // What was answered for the extract that it replaces is answered for what it lacks, too.
        var extract = given
        let replaced = standing(taken) { $0.records != nil }.last { $0.hasPlace(of: given) }
        for (id, answer) in replaced?.absences ?? [:] where extract.absences[id] == nil {
            let isHeld = given.records?.contains { $0.id == id } ?? false
            if !isHeld { extract.absences[id] = answer }
        }
        let own = taken.filter { $0.organisation == given.organisation }
        let known = PlainKnowledge(extracts: own, of: given.organisation)
        let isFaulty = given.absences.contains { known.isFaulty($1, for: $0, in: given) }
        let entry = PlainEntry.extract(extract)
        let reception = reception(of: entry, taken)
        return Received(
            entry: entry, reception: reception == .taken && isFaulty ? .refused : reception)
    }

    /// An answer for a risk that the extract holds, that no earlier one of its source held, that lies
    /// outside its part or is closed already; or a closing day after the extract's.
    private func isFaulty(
        _ answer: PlainAbsence, for id: String, in extract: PlainExtract
    ) -> Bool {
        guard let records = extract.records, !records.contains(where: { $0.id == id }) else {
            return true
        }
        let sightings = sightings(of: id)
        let before = sightings.filter { $0.day < extract.day }
        guard let held = before.last(where: \.isHeld), let record = held.record,
            sightings.last(where: \.isHeld)?.source == extract.source,
            record.lies(in: extract.directorate)
        else { return true }
        // Vanished is not closed, and closed stays closed.
        let last = before.last { $0.record != nil }
        if last?.record?.condition == .closed { return true }
        if case .closed(let day) = answer { return day > extract.day }
        return false
    }

    private static func reception(
        of entry: PlainEntry, _ taken: [PlainExtract]
    ) -> Reception {
        switch entry {
        case .extract(let extract):
            let risks = standing(taken) { $0.records != nil }
            let frameworks = standing(taken) { $0.framework != nil }
            let isThere = taken.contains { other in
                other == extract && (other.records == nil || risks.contains(other))
                    && (other.framework == nil || frameworks.contains(other))
            }
            return isThere ? .alreadyThere : .taken
        case .ruling(let ruling): return isKnown(ruling, taken) ? .taken : .unknown
        case .rulebook(let rulebook):
            let isKnown = rulebook.organisation.map { code in
                taken.contains { $0.organisation == code }
            }
            return isKnown ?? true ? .taken : .unknown
        case .withdrawal: return .refused
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
        // What a framework says of days on which another one spoke is no event.
        return (framework(on: day)?.framework.objectives ?? []).contains { objective in
            objective.from == day || objective.to?.adding(days: 1) == day
        }
    }
}

extension [PlainKnowledge.Received] {
    /// What was received and stands.
    var standing: [(entry: PlainEntry, reception: PlainKnowledge.Reception)] {
        filter { !$0.isWithdrawn }.map { ($0.entry, $0.reception) }
    }

    /// The extracts that were taken and stand, as they came.
    fileprivate var extracts: [PlainExtract] {
        compactMap { received in
            guard received.reception == .taken, !received.isWithdrawn,
                case .extract(let extract) = received.entry
            else { return nil }
            return extract
        }
    }

    /// Finds what stands: an entry does unless a later withdrawal that stands names it.
    fileprivate mutating func settle() {
        for place in indices.reversed() {
            self[place].isWithdrawn = self[(place + 1)...].contains { later in
                guard case .withdrawal(let number) = later.entry else { return false }
                return number == place + 1 && later.reception == .taken && !later.isWithdrawn
            }
        }
    }
}

extension PlainEntry {
    /// Rulebooks stay.
    fileprivate var canBeWithdrawn: Bool {
        switch self {
        case .extract, .ruling, .withdrawal: true
        case .rulebook: false
        }
    }
}
