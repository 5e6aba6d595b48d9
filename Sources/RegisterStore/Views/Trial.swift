import GRDB
package import RiskRegister

/// What to try on a register: rules, when, and over which days.
package struct TrialRequest: Sendable {
    /// The organisation whose register they are tried on; nil: the register's only one.
    package var organisation: String?
    /// The rules to try; they need not be adopted.
    package var rules: Rulebook
    /// The day from which they are taken to hold; nil: on every day, as if no others had ever held.
    package var inForceFrom: Day?
    /// The day to compare; nil: the newest extract's day, or the day in force when that is later.
    package var asAt: Day?
    /// The days between which to count month by month, nil for as far as extracts go; the last of them
    /// is then the day to compare.
    package var range: (from: Day?, to: Day?)?
    /// What of the register counts; nil: all of it.
    package var knownAt: KnownAt?

    /// A trial of rules on the newest day.
    package init(
        rules: Rulebook, inForceFrom: Day? = nil, asAt: Day? = nil,
        range: (from: Day?, to: Day?)? = nil, knownAt: KnownAt? = nil,
        organisation: String? = nil
    ) {
        self.organisation = organisation
        self.rules = rules
        self.inForceFrom = inForceFrom
        self.asAt = asAt
        self.range = range
        self.knownAt = knownAt
    }
}

extension RegisterStore {
    /// Plays the register's history under the rules in force and under others, and compares them.
    ///
    /// Each risk's records are read once and its days folded twice; of a range only sums are kept, so
    /// years of history take the memory of one day. Nothing is stored.
    ///
    /// - Parameters:
    ///   - request: What to try.
    ///   - progress: Told how many risks of how many have been played, from time to time.
    /// - Returns: The comparison.
    /// - Throws: `StoreError`: nothing imported, no such entry, no extract on or before the days asked for.
    package func trial(
        _ request: TrialRequest, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws -> PolicyTrial {
        try read { db in
            let known = try request.knownAt.map { try sequence(db, $0) }
            let truth = try Truth(db, knownAt: known)
            let inForce = try Derivation(db, truth: truth, store: self)
            let tried = try Derivation(
                db, truth: truth, store: self, whatIf: request.rules,
                inForceFrom: request.inForceFrom)
            let organisation = try truth.organisation(request.organisation)
            let days = try TrialDays(request, truth, organisation)
            guard let rulebook = try inForce.rulebook(organisation, on: days.asAt) else {
                throw StoreError.noRulebook
            }
            var months = days.months.map {
                PolicyTrialMonths(
                    days: $0, baseline: days.baseline,
                    registers: PolicyTrial.registers(rulebook, request.rules))
            }
            var replay = Replay(truth: truth, organisation: organisation, day: days.asAt)
            try replay.play(inForce: inForce, tried: tried, months: &months, progress: progress)
            let found = replay.found
            func view(
                _ derivation: Derivation, _ found: [Found]
            ) throws -> RegisterView {
                try ViewBuilder(
                    db, of: organisation, day: days.asAt, derivation: derivation,
                    source: .played(found)
                ).view()
            }
            return PolicyTrial(
                inForce: try view(inForce, found.inForce), tried: try view(tried, found.tried),
                force: request.inForceFrom.map(PolicyTrial.Force.from) ?? .always, months: months)
        }
    }
}

extension Derivation {
    /// The rulebook of a day; before the first, the first.
    fileprivate func rulebook(_ organisation: String, on day: Day) throws -> Rulebook? {
        let rulebooks = try rulebooks(organisation)
        return (rulebooks.last { $0.from <= day } ?? rulebooks.first)?.rulebook
    }
}

/// The days that a trial looks at.
private struct TrialDays {
    /// The day to compare.
    let asAt: Day
    /// The day of the last extract of each month, when a range was asked for.
    let months: [Day]?
    /// The last extract's day before the first of them.
    let baseline: Day?

    init(_ request: TrialRequest, _ truth: Truth, _ organisation: String) throws {
        let extracts = truth.viewDays(organisation, upTo: Day(number: .max))
        guard let first = extracts.first, let newest = extracts.last else {
            throw StoreError.nothingImported
        }
        guard let range = request.range else {
            asAt =
                request.asAt
                ?? max(truth.newestDay(of: organisation) ?? newest, request.inForceFrom ?? newest)
            guard asAt >= first else { throw StoreError.nothingBefore(asAt, first: first) }
            months = nil
            baseline = nil
            try checkForce(request)
            return
        }
        let from = range.from ?? first
        let to = range.to ?? max(newest, from)
        var days: [Day] = []
        for day in extracts where day >= from && day <= to {
            if let last = days.last, last.isInMonth(of: day) { days.removeLast() }
            days.append(day)
        }
        guard let last = days.last else {
            throw StoreError.noExtract(from: from, to: to, first: first, newest: newest)
        }
        asAt = last
        months = days
        baseline = extracts.last { $0 < from }
        try checkForce(request)
    }

    private func checkForce(_ request: TrialRequest) throws {
        if let from = request.inForceFrom, from > asAt {
            throw StoreError.notInForce(from: from, last: asAt)
        }
    }
}

extension Day {
    fileprivate func isInMonth(of other: Day) -> Bool {
        let (one, two) = (components, other.components)
        return one.year == two.year && one.month == two.month
    }
}

/// One pass over every risk, under two policies.
private struct Replay {
    let truth: Truth
    let organisation: String
    let day: Day
    /// Where each risk stood on the day and at the extract before it.
    private(set) var found = PolicyTrial.Both<[Found]>([], [])

    init(truth: Truth, organisation: String, day: Day) {
        self.truth = truth
        self.organisation = organisation
        self.day = day
    }

    mutating func play(
        inForce: Derivation, tried: Derivation, months: inout PolicyTrialMonths?,
        progress: (Int, Int) -> Void
    ) throws {
        var done = 0
        let total = try truth.riskCount(inForce.db, organisation)
        let wanted = months?.days ?? []
        let facts = PolicyTrial.Both(
            try inForce.facts(organisation), try tried.facts(organisation))
        let previous = truth.viewDays(organisation, upTo: day).dropLast().last
        var halves = TrialHalves(
            try wanted.map { day in
                OwnRecords(try inForce.framework(organisation, onOrBefore: day)?.framework) { _ in
                    true
                }
            })
        var here = PolicyTrial.Both<[Found]>([], [])
        let seen = Sightings(
            truth.active(organisation, .risks).filter { $0.summary.asAt <= day })
        func take(_ risk: PlayedRisk, _ sightings: [Derivation.SourcedSighting]) throws {
            guard let first = sightings.first?.day else { return }
            let key = risk.risk.key
            let rulings = try inForce.countedRulings(on: key, aliases: risk.aliases, from: first)
            let points = facts.map { facts in
                Derivation.points(key, sightings, rulings, facts).map(\.point)
            }
            if let one = Found(risk, points.inForce, on: day, before: previous, seen) {
                here.inForce.append(one)
            }
            if let one = Found(risk, points.tried, on: day, before: previous, seen) {
                here.tried.append(one)
            }
            months?.add(halves.counted(key, points.map { standings($0, on: wanted) }))
            done += 1
            if done.isMultiple(of: 64) { progress(done, total) }
        }
        try inForce.sightings(organisation, to: take)
        try inForce.principalSightings(organisation, to: take)
        found = here
    }

    /// The standing at the end of each day; nil before the first point.
    private func standings(_ points: [StoredPoint], on days: [Day]) -> [Standing?] {
        var next = 0
        return days.map { day in
            while next < points.count, points[next].day <= day { next += 1 }
            return next == 0 ? nil : points[next - 1].standing
        }
    }
}

/// Counts a principal risk and its own record once a month: records come first, then the lines.
private struct TrialHalves {
    /// The pairs of each day.
    private let pairs: [OwnRecords]
    private var records: [String: PolicyTrial.Both<[Standing?]>] = [:]

    init(_ pairs: [OwnRecords]) { self.pairs = pairs }

    /// What counts of a risk on each day: nothing of an own record, of its line both.
    mutating func counted(
        _ key: RiskKey, _ standings: PolicyTrial.Both<[Standing?]>
    ) -> PolicyTrial.Both<[Standing?]> {
        switch key.level {
        case .operational:
            guard pairs.contains(where: { $0.principal(of: key.id) != nil }) else {
                return standings
            }
            records[key.id] = standings
            return standings.map { list in
                zip(pairs, list).map { $0.principal(of: key.id) == nil ? $1 : nil }
            }
        case .principal:
            func joined(
                _ list: [Standing?], _ side: KeyPath<PolicyTrial.Both<[Standing?]>, [Standing?]>
            )
                -> [Standing?]
            {
                list.indices.map { day in
                    let own = pairs[day].record(of: key.id).flatMap {
                        records[$0]?[keyPath: side][day]
                    }
                    return own.flatMap { list[day]?.joined(with: $0) } ?? list[day]
                }
            }
            return PolicyTrial.Both(
                joined(standings.inForce, \.inForce), joined(standings.tried, \.tried))
        }
    }
}

extension Truth {
    /// About how many risks there are, to say how far a pass over them is.
    fileprivate func riskCount(_ db: Database, _ organisation: String) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM
                (SELECT DISTINCT key FROM rawRecord WHERE organisation = ? AND kind = 0)
                """, arguments: [organisation]) ?? 0
    }
}
