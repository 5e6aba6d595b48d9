import RiskRegister

/// Makes histories that a seed decides: small, so that a failure can be read, and of everything that
/// happens to registers.
///
/// Extracts come late, are corrected, are limited to a directorate, come from a second source, come
/// twice; ids repeat and lack; records close, wait, are rejected, lose their scores, vanish and return;
/// frameworks drop lines and objectives end; people rule on what waits, and on what does not. Some
/// imports and rulings are taken back, and given back; some exports hold open risks only, and people say of what they lack whether it is closed or was left out.
struct HistoryGenerator {
    private var random: Seeded
    private var history = PlainHistory()
    /// What each organisation's risk system holds at present.
    private var worlds: [String: [PlainRecord]] = [:]
    /// A risk that its exports leave out at present.
    private var absent: [String: String] = [:]
    /// The day that has been reached.
    private var today = Day(number: 20_600)
    private let codes: [String]

    private static let directorates = ["Adults", "Children"]

    /// The history of a seed.
    static func history(_ seed: UInt64) -> PlainHistory {
        var generator = HistoryGenerator(seed)
        return generator.made()
    }

    private init(_ seed: UInt64) {
        random = Seeded(state: seed &* 0x9E37_79B9)
        codes = seed % 3 == 0 ? ["AAA", "BBB"] : ["AAA"]
        for code in codes {
            worlds[code] = (1...4).map { id in
                var record = PlainRecord(id: String(id), title: "Risk \(id)")
                record.directorate = HistoryGenerator.directorates[id % 2]
                return record
            }
            worlds[code]?.append(PlainRecord(title: "Falls", directorate: "Adults"))
        }
        // The old system's own marks, as a trust has them before anything was imported.
        for code in codes {
            var records = worlds[code] ?? []
            for place in records.indices where chance(40) {
                records[place].marks = pick([["HLRR"], ["BAF"], ["HLRR", "BAF"]])
            }
            worlds[code] = records
        }
    }

    private mutating func made() -> PlainHistory {
        for code in codes { for _ in 0..<2 { change(code) } }
        for code in codes {
            history.entries.append(.extract(extract(of: code, on: today, isWhole: chance(70))))
        }
        for _ in 0..<Int.random(in: 6...12, using: &random) {
            let code = pick(codes)
            switch percent() {
            case 0..<6:
                // From a day on that has not come, so that what was chosen by chance is before it.
                let risk = pick(worlds[code]?.filter { $0.id != nil } ?? [])
                history.entries += pick(HistoryPlot.allCases).entries(
                    on: risk, of: code, from: today.adding(days: 1), pause: pick([0, 1, 2]))
                today = today.adding(days: 6)
            case 6..<42:
                today = today.adding(days: Int.random(in: 0...5, using: &random))
                change(code)
                history.entries.append(.extract(nextExtract(of: code)))
            case 42..<48:
                history.entries.append(
                    .withdrawal(of: Int.random(in: 1...history.entries.count, using: &random)))
            case 48..<91:
                if let ruling = nextRuling(of: code) { history.entries.append(.ruling(ruling)) }
            default: history.entries.append(.rulebook(nextRulebook(of: code)))
            }
        }
        return history
    }

    // MARK: - Chance

    private mutating func percent() -> Int { Int.random(in: 0..<100, using: &random) }
    private mutating func chance(_ percent: Int) -> Bool { self.percent() < percent }

    private mutating func pick<T>(_ all: [T]) -> T {
        all[Int.random(in: 0..<all.count, using: &random)]
    }

    /// A day some days before or after the day that has been reached.
    private mutating func day(_ range: ClosedRange<Int>) -> Day {
        today.adding(days: Int.random(in: range, using: &random))
    }

    // MARK: - Extracts

    private mutating func nextExtract(of code: String) -> PlainExtract {
        let earlier = history.entries.compactMap { entry -> PlainExtract? in
            guard case .extract(let extract) = entry, extract.organisation == code else {
                return nil
            }
            return extract
        }
        switch percent() {
        case 0..<14 where !earlier.isEmpty:
            // A correction: the same day, source and part again.
            let wrong = pick(earlier)
            var right = extract(of: code, on: wrong.day, isWhole: true)
            right.source = wrong.source
            right.directorate = wrong.directorate
            right.records = right.records?.filter { $0.lies(in: wrong.directorate) }
            return right
        case 14..<19 where !earlier.isEmpty: return pick(earlier)
        case 19..<34: return extract(of: code, on: day(-14 ... -1), isWhole: chance(75))
        default: return extract(of: code, on: today, isWhole: chance(75))
        }
    }

    private mutating func extract(of code: String, on day: Day, isWhole: Bool) -> PlainExtract {
        var extract = PlainExtract(organisation: code, day: day)
        if chance(8) { extract.source = "ulysses" }
        if !isWhole { extract.directorate = pick(HistoryGenerator.directorates) }
        if chance(40) { extract.framework = framework() }
        if extract.framework == nil || chance(80) {
            extract.records = records(of: code).filter { $0.lies(in: extract.directorate) }
                .filter { !isTwin($0, of: code, on: day) }
            if chance(25) { keepOpen(&extract) }
            answer(&extract)
        }
        return extract
    }

    /// Leaves out what is closed, as an export of open risks does.
    private func keepOpen(_ extract: inout PlainExtract) {
        let day = extract.day
        extract.records?.removeAll { $0.held(on: day).condition == .closed }
        extract.holdsOpenOnly = true
    }

    /// Says of some risks that the extract lacks what became of them; now and then of one that it cannot.
    private mutating func answer(_ extract: inout PlainExtract) {
        for id in ["1", "2", "3", "4"] {
            let isHeld = extract.records?.contains { $0.id == id } ?? false
            guard chance(isHeld ? 1 : extract.holdsOpenOnly ? 40 : 12) else { continue }
            extract.absences[id] =
                chance(55)
                ? .closed(extract.day.adding(days: pick([-3, -1, 0, 0]))) : .leftOut
        }
    }

    /// Another extract of the day has a record without an id of another directorate: the program makes
    /// two risks of them, and which of them is which later is a guess that no rule of DESIGN makes.
    private func isTwin(_ record: PlainRecord, of code: String, on day: Day) -> Bool {
        guard record.id == nil else { return false }
        return history.entries.contains { entry in
            guard case .extract(let other) = entry, other.organisation == code, other.day == day
            else { return false }
            return other.records?.contains {
                $0.id == nil && $0.directorate != record.directorate
            } ?? false
        }
    }

    /// What the risk system exports: what is there, some of it twice.
    private mutating func records(of code: String) -> [PlainRecord] {
        var records: [PlainRecord] = []
        for record in worlds[code] ?? [] where chance(90) {
            if let absent = absent[code], record.id == absent { continue }
            records.append(record)
            guard record.id != nil, chance(12) else { continue }
            var double = changed(record)
            if chance(50) { double.condition = pick([.live, .closed, .awaiting, .rejected]) }
            records.append(double)
        }
        return records
    }

    /// A while passes in the risk system.
    private mutating func change(_ code: String) {
        var records = worlds[code] ?? []
        for place in records.indices where chance(45) { records[place] = changed(records[place]) }
        // What people held until a day is closed for a while, or opened again.
        for case .ruling(let ruling) in history.entries
        where ruling.verb == .hold && ruling.until != nil && ruling.organisation == code {
            if let place = records.firstIndex(where: { $0.id == ruling.risk }), chance(30) {
                let isClosed = records[place].condition == .closed
                records[place].condition = isClosed ? .live : .closed
            }
        }
        worlds[code] = records
        // Some are left out for longer.
        if chance(25) { absent[code] = pick(["1", "2", "3", "4"]) }
        if chance(25) { absent[code] = nil }
    }

    private mutating func changed(_ record: PlainRecord) -> PlainRecord {
        var record = record
        switch percent() {
        case 0..<60:
            (record.likelihood, record.consequence, record.printed) = (nil, nil, nil)
            switch percent() {
            case 0..<8: break
            case 8..<25: record.printed = pick([6, 12, 15, 16, 18, 20, 0, 30])
            default:
                record.likelihood = pick([3, 4, 5])
                record.consequence = pick([3, 4, 5])
                if chance(15) { record.printed = pick([9, 16, 20]) }
            }
        case 60..<78: record.objectives = pick([[], ["SO1"], ["SO2"], ["SO1", "SO3"], ["SO9"]])
        case 78..<90:
            record.condition = pick([.live, .closed, .closed, .awaiting, .rejected])
            record.closes = record.condition == .closed && chance(40) ? day(-3...6) : nil
        case 90..<95: record.directorate = pick(["Adults", "Children", nil])
        default: record.marks = pick([[], ["HLRR"], ["BAF"], ["HLRR", "BAF"]])
        }
        return record
    }

    // MARK: - Frameworks

    private mutating func framework() -> PlainFramework {
        var framework = PlainFramework()
        for code in ["SO1", "SO2", "SO3"] where chance(85) {
            var objective = PlainObjective(code: code, isStrategic: chance(85))
            if chance(15) { objective.from = day(-12...4) }
            if chance(35) { objective.to = day(-8...6) }
            if objective.to != nil, chance(60) {
                objective.successor = pick(["SO1", "SO2", "SO3", "SO7", "SO2,SO3"])
            }
            framework.objectives.append(objective)
        }
        for id in ["PR1", "PR2"] where chance(70) {
            var risk = PlainPrincipalRisk(id: id, printed: pick([nil, 8, 12, 16, 20]))
            risk.objectives = pick([[], ["SO1"], ["SO2"]])
            risk.ground = pick([nil, nil, .held, .theme])
            if chance(id == "PR2" ? 60 : 15) { risk.ownRecord = pick(["2", "3"]) }
            framework.principalRisks.append(risk)
        }
        return framework
    }

    // MARK: - Rulings and rules

    /// A ruling: on what was ruled on last, on something that waits, or on anything.
    private mutating func nextRuling(of code: String) -> PlainRuling? {
        let last = history.entries.compactMap { entry -> PlainRuling? in
            guard case .ruling(let ruling) = entry, ruling.organisation == code else { return nil }
            return ruling
        }.last
        if var again = last, chance(35) {
            // People come back to what they decided: a no is followed by a hold, a hold by a release.
            switch again.verb {
            case .refuse: again.verb = pick([.hold, .hold, .release])
            case .hold: again.verb = pick([.release, .release, .agree, .refuse])
            default: again.verb = pick([.agree, .refuse, .hold, .hold, .release, .notStrategic])
            }
            again.day = again.day.adding(days: Int.random(in: 0...4, using: &random))
            again.until = nil
            if chance(35) { again.until = again.day.adding(days: pick([0, 1, 3, 6])) }
            return again
        }
        let date = day(-9...2)
        let answers = PlainAnswers(history, of: code, through: date)
        let open = answers.open(on: date)
        var ruling = PlainRuling(
            organisation: code, risk: pick(["1", "2", "3", "4"]), verb: .hold,
            register: chance(50) ? "HLRR" : "BAF", day: date)
        if !open.isEmpty, chance(70) {
            let asked = pick(open)
            (ruling.isPrincipal, ruling.risk) = (asked.isPrincipal, asked.risk)
            ruling.register = asked.register
            ruling.verb =
                asked.isHeld
                ? pick([.release, .release, .hold])
                : pick([.agree, .agree, .refuse, .hold, .notStrategic])
        } else {
            ruling.verb = pick(PlainRuling.Verb.allCases)
            if chance(15) { (ruling.isPrincipal, ruling.risk) = (true, pick(["PR1", "PR2"])) }
        }
        if chance(ruling.verb == .hold ? 60 : 30) {
            ruling.until = date.adding(days: Int.random(in: 0...7, using: &random))
        }
        return ruling
    }

    private mutating func nextRulebook(of code: String) -> PlainRulebook {
        PlainRulebook(
            organisation: chance(50) ? code : nil, version: String(history.entries.count + 2),
            threshold: pick([12, 16, 20]), from: day(-12...5))
    }
}

extension PlainAnswers {
    /// What a person might rule on.
    struct Open {
        var isPrincipal: Bool
        var risk: String
        var register: String
        var isHeld: Bool
    }

    /// What waits for a person on a day, and what people hold.
    func open(on day: Day) -> [Open] {
        lives.flatMap { _, life, standings -> [Open] in
            guard let standing = standings[day], !life.name.hasPrefix("?") else { return [] }
            func open(_ register: String, isHeld: Bool) -> Open {
                Open(
                    isPrincipal: life.isPrincipal, risk: life.name, register: register,
                    isHeld: isHeld)
            }
            return standing.proposals.map { open($0.register, isHeld: false) }
                + standing.holds.keys.sorted().map { open($0, isHeld: true) }
        }
    }
}
