import GRDB
package import RiskRegister

/// What a register answers on days that it has extracts of, kept aside before an entry is written.
///
/// An extract that slots in, a ruling with an earlier date or rules of an earlier day change what was
/// said before; whoever makes the entry is told what. The ordinary month compares no day, and costs nothing.
///
///     let past = try PastAnswers(db, truth, of: "NBC", from: day)
///     // ... the entry is written, what is derived made anew ...
///     try past.changes(db, into: &found)
package struct PastAnswers {
    private let organisation: String
    private let days: [Day]
    private let only: [RiskKey]?
    private let knowsSeveral: Bool
    private var answers: [RiskKey: [Int32]] = [:]
    private var known: [PastAnswer] = []
    private var numbers: [PastAnswer: Int32] = [:]

    /// Keeps what is answered now.
    ///
    /// - Parameters:
    ///   - db: The register.
    ///   - truth: What is known before the entry.
    ///   - organisation: Whose register.
    ///   - first: The first day that the entry may change.
    ///   - only: The risks that it may change; nil: all.
    /// - Throws: `StoreError`.
    init(
        _ db: Database, _ truth: Truth, of organisation: String, from first: Day,
        only: [RiskKey]? = nil
    ) throws {
        self.organisation = organisation
        self.only = only
        knowsSeveral = truth.organisations.count > 1
        let active = truth.active(organisation, .risks) + truth.active(organisation, .framework)
        days = Set(active.map(\.summary.asAt)).filter { $0 >= first }.sorted()
        guard !days.isEmpty else { return }
        try visit(db) { past, key, standings in
            past.answers[key] = standings.map { standing in standing.map { past.number($0) } ?? -1 }
        }
    }

    /// There is no day that an entry could change.
    var isEmpty: Bool { days.isEmpty }

    /// What is answered otherwise now than when it was kept aside.
    func changes(_ db: Database, into found: inout PastChanges) throws {
        guard !days.isEmpty else { return }
        var left = answers
        var past = self
        past.answers = [:]
        try past.visit(db) { past, key, standings in
            let before = left.removeValue(forKey: key)
            for (index, standing) in standings.enumerated() {
                past.compare(
                    key, index, before?[index] ?? -1, standing.map(PastAnswer.init), into: &found)
            }
        }
        for (key, before) in left {
            for (index, number) in before.enumerated() {
                past.compare(key, index, number, nil, into: &found)
            }
        }
        found.sort()
    }

    private func compare(
        _ key: RiskKey, _ day: Int, _ before: Int32, _ now: PastAnswer?,
        into found: inout PastChanges
    ) {
        let was = before < 0 ? nil : known[Int(before)]
        let id = knowsSeveral ? "\(organisation):\(key.id)" : key.id
        if let change = PastChange(days[day], key, id: id, from: was, to: now) { found.add(change) }
    }

    private mutating func number(_ standing: Standing) -> Int32 {
        let answer = PastAnswer(standing)
        if let number = numbers[answer] { return number }
        let number = Int32(clamping: known.count)
        known.append(answer)
        numbers[answer] = number
        return number
    }

    /// Gives every risk with its standing at the end of each day; nil where it was not known yet.
    private mutating func visit(
        _ db: Database, _ body: (inout PastAnswers, RiskKey, [Standing?]) throws -> Void
    ) throws {
        let derived = try Derived(db)
        func standings(_ risk: StoredRisk) throws -> [Standing?] {
            var standing = try derived.point(risk.id, onOrBefore: days[0])?.standing
            var later = try derived.points(risk.id, from: days[0].adding(days: 1))[...]
            return days.map { day in
                while let next = later.first, next.day <= day {
                    standing = next.standing
                    later.removeFirst()
                }
                return standing
            }
        }
        if let only {
            for key in only {
                if let risk = try derived.risk(key) { try body(&self, key, try standings(risk)) }
            }
            return
        }
        for level in [RiskLevel.operational, .principal] {
            try derived.risks(organisation, level) { risk in
                try body(&self, risk.key, try standings(risk))
            }
        }
    }
}

/// What an entry changes of past answers: the first of them, and how many there are.
package struct PastChanges: Hashable, Sendable {
    /// No more than these are kept: rules of years ago change every month of a nation.
    package static let most = 10_000
    /// The changes, by day, then risk.
    package var list: [PastChange] = []
    /// How many there are in all.
    package var count = 0

    /// No changes.
    package init() {}

    mutating func add(_ change: PastChange) {
        count += 1
        if list.count < PastChanges.most { list.append(change) }
    }

    mutating func sort() {
        list.sort { $0.day != $1.day ? $0.day < $1.day : $0.key < $1.key }
    }
}

/// A version of the rules as it stands in the register, and what it changes of past answers.
package struct Adoption: Sendable {
    /// The version.
    package var rulebook: AdoptedRulebook
    /// What it changes; nothing when it was adopted before.
    package var pastChanges = PastChanges()
}
