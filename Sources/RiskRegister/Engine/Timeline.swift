/// What applies to every risk on a day: the rulebook and the framework in force, and when they change.
package struct FactHistory: Sendable {
    /// Adopted rulebooks by the first day of force, oldest first; of two with the same day the later adopted counts.
    package let rulebooks: [(from: Day, rulebook: Rulebook)]
    /// Frameworks by the day they speak for, oldest first.
    package let frameworks: [(day: Day, framework: AssuranceFramework)]

    /// The days on which outcomes may change though no record does, sorted, without repeats.
    ///
    /// A rulebook comes into force, a framework is replaced, an objective begins or ends.
    package let eventDays: [Day]
    /// The days of extracts of risks, sorted.
    private let extractDays: [Day]
    /// What extracts of risks cover, by day.
    private let extracts: [(day: Day, scope: ExtractScope)]

    /// The history of what applies to every risk.
    package init(
        rulebooks: [(from: Day, rulebook: Rulebook)],
        frameworks: [(day: Day, framework: AssuranceFramework)],
        extracts: [(day: Day, scope: ExtractScope)] = []
    ) {
        self.extracts = extracts.sorted { $0.day < $1.day }
        extractDays = Set(extracts.map(\.day)).sorted()
        self.rulebooks = rulebooks
        self.frameworks = frameworks
        // Found once: every risk's timeline asks for them.
        var days = Set(rulebooks.map(\.from) + frameworks.map(\.day))
        for (place, (day, framework)) in frameworks.enumerated() {
            // What a framework says of days on which another one spoke, or none, is no event.
            let next = place + 1 < frameworks.count ? frameworks[place + 1].day : nil
            for objective in framework.objectives {
                let changes = [objective.from, objective.to?.adding(days: 1)].compactMap { $0 }
                for change in changes where change >= day && next.map({ change < $0 }) ?? true {
                    days.insert(change)
                }
            }
        }
        eventDays = days.sorted()
    }

    /// The day is a risk's baseline, when it is first seen then: nothing that covers it is of an earlier day.
    ///
    /// A part that is covered for the first time long after the others has its baseline then. Which
    /// extract arrived first does not matter: an earlier one that slots in moves the baseline.
    package func isBaseline(_ day: Day, of record: RiskRecord, _ level: RiskLevel) -> Bool {
        switch level {
        case .operational: !extracts.contains { $0.day < day && $0.scope.covers(record) }
        case .principal: !frameworks.contains { $0.day < day }
        }
    }

    /// The first day after another on which the organisation has an event.
    package func nextEvent(after day: Day) -> Day? {
        [eventDays, extractDays].compactMap { $0.first { $0 > day } }.min()
    }

    /// The last day before another on which the organisation has an event.
    package func lastEvent(before day: Day) -> Day? {
        [eventDays, extractDays].compactMap { $0.last { $0 < day } }.max()
    }

    /// The rulebook in force on a day; before the first, the first.
    package func rulebook(on day: Day) -> Rulebook? {
        (rulebooks.last { $0.from <= day } ?? rulebooks.first)?.rulebook
    }

    /// The framework of a day, if one was known then.
    package func framework(on day: Day) -> AssuranceFramework? {
        frameworks.last { $0.day <= day }?.framework
    }

    /// The assessor of a day.
    package func assessor(on day: Day) -> Assessor? {
        rulebook(on: day).map { Assessor(rulebook: $0, framework: framework(on: day), day: day) }
    }
}

/// One risk's events: what extracts said of it, and what people ruled.
package struct RiskEvents: Sendable {
    /// The risk.
    package var key: RiskKey
    /// Sightings by day, oldest first, at most one a day; days on which nothing changed may be left out.
    package var sightings: [(day: Day, sighting: Sighting)]
    /// Rulings on it, by date, then sequence.
    package var rulings: [Ruling]
    /// Those of them that were given under the other id of the risk, of which the finding is where they
    /// were given, if they decided nothing.
    package var borrowed: Set<Int> = []
    /// Rulings that are another risk's alone from a day on: what a principal risk leaves to its record.
    package var handedOver: [Day: Set<Int>] = [:]

    /// The events of a risk.
    package init(key: RiskKey, sightings: [(day: Day, sighting: Sighting)], rulings: [Ruling]) {
        self.key = key
        self.sightings = sightings
        self.rulings = rulings
    }
}

/// Plays a risk's events day by day through the fold.
package enum Timeline {
    /// Where a risk stood at the end of a day, with the record it had: from here a timeline can go on.
    package struct Point: Sendable {
        /// The day.
        package var day: Day
        /// The newest record.
        package var record: RiskRecord
        /// The standing at the end of the day.
        package var standing: Standing

        /// A point of a timeline.
        package init(day: Day, record: RiskRecord, standing: Standing) {
            self.day = day
            self.record = record
            self.standing = standing
        }
    }

    /// The days on which a risk's standing changed, with the standing at their end.
    ///
    /// - Parameters:
    ///   - events: The risk's events, all of them or those after `start`.
    ///   - facts: Rulebooks and frameworks.
    ///   - start: The point to go on from; events on or before its day are left out. Nil: from the beginning.
    /// - Returns: Points by day; only days on which standing or record differ from the point before.
    package static func points(
        of events: RiskEvents, facts: FactHistory, from start: Point? = nil
    ) -> [Point] {
        guard let first = events.sightings.first?.day ?? start?.day else { return [] }
        var days = Set(events.sightings.map(\.day))
        for ruling in events.rulings {
            days.insert(ruling.date)
            if let until = ruling.until { days.insert(until.adding(days: 1)) }
        }
        days.formUnion(events.handedOver.keys)
        days.formUnion(facts.eventDays)
        let begin = start.map { $0.day.adding(days: 1) } ?? first
        var points: [Point] = []
        var (record, standing) = (start?.record, start?.standing)
        var (nextSighting, nextRuling) = (events.sightings[...], events.rulings[...])
        nextSighting = nextSighting.drop { $0.day < begin }
        nextRuling = nextRuling.drop { $0.date < begin }
        var coming = days.filter { $0 >= begin }.sorted()[...]
        func askAgain(after day: Day) {
            guard let next = facts.nextEvent(after: day) else { return }
            let place = coming.firstIndex { $0 >= next } ?? coming.endIndex
            if place == coming.endIndex || coming[place] != next { coming.insert(next, at: place) }
        }
        if let start, start.standing.asksAgain { askAgain(after: start.day) }
        while let day = coming.popFirst() {
            var sighting: Sighting?
            if let next = nextSighting.first, next.day == day {
                sighting = next.sighting
                nextSighting.removeFirst()
                if case .seen(let seen) = next.sighting { record = seen }
            }
            let rulings = nextRuling.prefix { $0.date == day }
            nextRuling.removeFirst(rulings.count)
            guard let record, let assessor = facts.assessor(on: day) else { continue }
            let basis = principalBasis(events.key, facts.framework(on: day))
            let outcome = assessor.outcome(of: record, level: events.key.level, basis: basis)
            let fold = Fold(rulebook: assessor.rulebook, level: events.key.level)
            if let gone = events.handedOver[day] { standing?.forget(gone) }
            let isBaseline =
                standing == nil && facts.isBaseline(day, of: record, events.key.level)
            var next = fold.standing(
                after: standing, on: day, sighting: sighting, outcome: outcome,
                rulings: Array(rulings), isBaseline: isBaseline)
            next.idleRulings.removeAll(where: events.borrowed.contains)
            let seenAnew = if case .seen? = sighting { true } else { false }
            if next != standing || seenAnew {
                points.append(Point(day: day, record: record, standing: next))
            }
            standing = next
            if next.asksAgain { askAgain(after: day) }
        }
        return points
    }

    private static func principalBasis(
        _ key: RiskKey, _ framework: AssuranceFramework?
    ) -> AssuranceFramework.BoardBasis? {
        guard key.level == .principal else { return nil }
        return framework?.principalRisks.first { $0.id == key.id }?.basis
    }
}
