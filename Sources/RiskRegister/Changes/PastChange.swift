/// What the register answers of a risk on a day, as far as a later entry can change it.
package struct PastAnswer: Hashable, Sendable {
    /// Open, closed or vanished.
    package var status: RiskStatus
    /// The score used (1...25); nil for none.
    package var score: Int?
    /// The first day at that score.
    package var scoreSince: Day
    /// The registers that it is on, with the first day of the stay.
    package var stays: [String: Day]
    /// What is asked of it: "step-down from HLRR".
    package var questions: [String]

    /// What a standing answers.
    package init(_ standing: Standing) {
        status = standing.status
        score = standing.outcome.score
        scoreSince = standing.scoreSince
        stays = Dictionary(
            standing.memberships.map { ($0.register, $0.since) },
            uniquingKeysWith: { first, _ in first })
        questions = standing.proposals.map { proposal in
            switch proposal.kind {
            case .deescalate: "step-down from \(proposal.register)"
            case .confirm: "confirmation on \(proposal.register)"
            case .close: "closure on \(proposal.register)"
            case .question: "an objective"
            }
        }.sorted()
    }
}

/// An answer about a past day that is another since an entry: a late or corrected extract, a ruling with
/// an earlier date, rules that came into force earlier.
///
///     change.sentence  // "4107: 16 (was 20), not on HLRR (was)"
package struct PastChange: Hashable, Sendable {
    /// The day that was asked about, or could have been: one with an extract.
    package var day: Day
    /// The risk.
    package var key: RiskKey
    /// The risk's id, as sentences print it.
    package var id: String
    /// What is other, without the id.
    package var what: String

    /// What is other, in words.
    package var sentence: String { "\(id): \(what)" }

    /// A risk's answers on a day, before an entry and with it; nil when they are the same.
    ///
    /// - Parameters:
    ///   - day: The day.
    ///   - key: The risk.
    ///   - id: Its id as sentences print it.
    ///   - was: What was answered; nil: the risk was not known on that day.
    ///   - now: What is answered; nil: it is not known on that day any more.
    package init?(
        _ day: Day, _ key: RiskKey, id: String, from was: PastAnswer?, to now: PastAnswer?
    ) {
        guard was != now else { return nil }
        self.day = day
        self.key = key
        self.id = id
        switch (was, now) {
        case (nil, let now?): what = "known on this day: \(now.inWords)"
        case (let was?, nil): what = "not known on this day any more (was \(was.inWords))"
        case (let was?, let now?): what = now.differences(from: was).joined(separator: ", ")
        case (nil, nil): return nil
        }
    }

    /// Changes as lines to read: days that follow one another and risks that changed alike in one line.
    ///
    /// - Parameter changes: Of each the day, the id and what is other, in any order.
    /// - Returns: "30 April 2026 to 31 May 2026: 4107: not on HLRR (was)", by first day, then id.
    package static func inWords(_ changes: [(day: Day, id: String, what: String)]) -> [String] {
        let days = Set(changes.map(\.day)).sorted()
        let places = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
        var stretches: [Subject: [ClosedRange<Int>]] = [:]
        for change in changes.sorted(by: { $0.day < $1.day }) {
            guard let place = places[change.day] else { continue }
            let subject = Subject(id: change.id, what: change.what)
            var known = stretches[subject, default: []]
            if let last = known.last, last.upperBound == place - 1 {
                known[known.count - 1] = last.lowerBound...place
            } else {
                known.append(place...place)
            }
            stretches[subject] = known
        }
        var alike: [Stretch: [String]] = [:]
        for (subject, all) in stretches {
            for places in all {
                alike[Stretch(places: places, what: subject.what), default: []].append(subject.id)
            }
        }
        let told = alike.map { (stretch: $0, ids: $1.sorted(by: RiskKey.precedes)) }
        return told.sorted { Stretch.precedes($0, $1) }.map { stretch, ids in
            let first = days[stretch.places.lowerBound]
            let last = days[stretch.places.upperBound]
            let when = first == last ? first.inWords : "\(first.inWords) to \(last.inWords)"
            let few = ids.prefix(6)
            let risks =
                ids.count > 6
                ? "\(ids.count) risks (\(few.joined(separator: ", ")), ...)"
                : Wording.list(Array(few))
            return "\(when): \(risks): \(stretch.what)"
        }
    }

    /// One risk that is other in one way.
    private struct Subject: Hashable {
        var id: String
        var what: String
    }

    /// Days that follow one another, on which something is other in one way.
    private struct Stretch: Hashable {
        var places: ClosedRange<Int>
        var what: String

        static func precedes(
            _ left: (stretch: Stretch, ids: [String]), _ right: (stretch: Stretch, ids: [String])
        ) -> Bool {
            let (one, two) = (left.stretch.places, right.stretch.places)
            if one != two {
                return (one.lowerBound, one.upperBound) < (two.lowerBound, two.upperBound)
            }
            return left.ids[0] != right.ids[0]
                ? RiskKey.precedes(left.ids[0], right.ids[0])
                : left.stretch.what < right.stretch.what
        }
    }
}

extension PastAnswer {
    fileprivate var registers: [String] { stays.keys.sorted() }

    /// "open at 16 on HLRR and BAF".
    fileprivate var inWords: String {
        var words = status.rawValue + (score.map { " at \($0)" } ?? " without a score")
        if !registers.isEmpty { words += " on \(Wording.list(registers))" }
        return words
    }

    fileprivate func differences(from was: PastAnswer) -> [String] {
        var parts: [String] = []
        if status != was.status { parts.append("\(status.rawValue) (was \(was.status.rawValue))") }
        switch (was.score, score) {
        case (let old?, let new?) where old != new: parts.append("\(new) (was \(old))")
        case (let old?, nil): parts.append("without a score (was \(old))")
        case (nil, let new?): parts.append("\(new) (had no score)")
        case (let score?, _?) where scoreSince != was.scoreSince:
            parts.append(
                "at \(score) since \(scoreSince.inWords) (was \(was.scoreSince.inWords))")
        default: break
        }
        let entered = registers.filter { !was.registers.contains($0) }
        let left = was.registers.filter { !registers.contains($0) }
        if !entered.isEmpty { parts.append("on \(Wording.list(entered)) (was not)") }
        if !left.isEmpty { parts.append("not on \(Wording.list(left)) (was)") }
        let moved = registers.compactMap { register in
            was.stays[register].flatMap { old in
                stays[register] == old ? nil : (register, old)
            }
        }
        let since = Dictionary(grouping: moved) { [stays[$0.0], $0.1] }
        for group in since.values.sorted(by: { $0[0].0 < $1[0].0 }) {
            guard let day = stays[group[0].0] else { continue }
            parts.append(
                "on \(Wording.list(group.map(\.0))) since \(day.inWords) (was \(group[0].1.inWords))"
            )
        }
        let asked = questions.filter { !was.questions.contains($0) }
        let silent = was.questions.filter { !questions.contains($0) }
        if !asked.isEmpty { parts.append("asked for \(Wording.list(asked)) (was not)") }
        if !silent.isEmpty { parts.append("not asked for \(Wording.list(silent)) (was)") }
        return parts
    }
}
