/// Decides of which time each score of an export is, where the headings leave it open.
///
/// "Residual" and "net" mean the score of today in a register of inherent and residual risk, and what is aimed at in
/// one of current and residual risk: what else the register has decides.
///
///     inherent, residual           residual is current
///     inherent, residual, target   residual is current
///     current, residual            residual is the target
///     likelihood, impact, score    current
struct ScorePhases {
    typealias Phase = ScoreName.Phase
    typealias Candidate = ScoreColumns.Candidate

    private(set) var groups: [Phase: [Candidate]] = [:]
    /// Why a group is of its time, where its headings do not say.
    private(set) var reasons: [Phase: String] = [:]
    private(set) var doubts: [(candidate: Candidate, why: String)] = []

    /// The time was concluded, not read.
    func isInferred(_ phase: Phase) -> Bool { reasons[phase] != nil }

    init(_ candidates: [Candidate], _ columns: [UnknownColumn]) {
        var said = Dictionary(grouping: candidates, by: \.name.phase)
        let unsaid = said.removeValue(forKey: .unsaid) ?? []
        let words = said.keys.compactMap { phase -> String? in
            if case .later(let word) = phase { word } else { nil }
        }.sorted()
        for phase in [Phase.initial, .current, .target] { groups[phase] = said[phase] }
        let later = words.flatMap { said[.later($0)] ?? [] }
        if words.count > 1, !later.isEmpty {
            doubt(
                later,
                "\(words.map { "\"\($0)\"" }.joined(separator: " and ")) may each be current or target"
            )
        } else if let word = words.first {
            place(later, word, unsaid, columns)
        }
        placeUnsaid(unsaid, columns)
    }

    private mutating func doubt(_ candidates: [Candidate], _ why: String) {
        doubts += candidates.map { ($0, why) }
    }

    private static func hasNumbers(_ group: [Candidate]?) -> Bool {
        group?.contains { $0.part != .band } ?? false
    }

    private mutating func place(
        _ later: [Candidate], _ word: String, _ unsaid: [Candidate], _ columns: [UnknownColumn]
    ) {
        let hasCurrent = ScorePhases.hasNumbers(groups[.current])
        let hasTarget = ScorePhases.hasNumbers(groups[.target])
        switch (hasCurrent, hasTarget) {
        case (true, true): doubt(later, "\"\(word)\" beside a current and a target score")
        case (true, false):
            set(later, .target, "\"\(word)\" beside a current score is what is aimed at")
        case (false, true):
            set(later, .current, "\"\(word)\" beside a target is the score of today")
        case (false, false):
            if ScorePhases.hasNumbers(groups[.initial]) || !ScorePhases.hasNumbers(unsaid) {
                set(later, .current, "\"\(word)\" without a current score is the score of today")
                return
            }
            switch between(unsaid, later, columns) {
            case (true, false):
                set(later, .current, "\"\(word)\" behind the controls is the score of today")
            case (false, true):
                set(later, .target, "\"\(word)\" behind the actions is what is aimed at")
            default: doubt(later, "\"\(word)\" beside scores of no time may be current or target")
            }
        }
    }

    /// Whether controls, and whether actions, stand between two groups of columns.
    private func between(
        _ first: [Candidate], _ second: [Candidate], _ columns: [UnknownColumn]
    ) -> (controls: Bool, actions: Bool) {
        guard let start = first.map(\.column).max(), let end = second.map(\.column).min(),
            start < end
        else { return (false, false) }
        let words = Set(columns[start...end].flatMap(\.words.words))
        return (
            !words.isDisjoint(with: ["control", "mitigation"]),
            !words.isDisjoint(with: ["action", "plan", "treatment"])
        )
    }

    private mutating func set(_ group: [Candidate], _ phase: Phase, _ why: String) {
        groups[phase, default: []] += group
        reasons[phase] = why
    }

    private mutating func placeUnsaid(_ unsaid: [Candidate], _ columns: [UnknownColumn]) {
        guard !unsaid.isEmpty else { return }
        let hasDoubt = doubts.contains { $0.candidate.part != .band }
        let hasCurrent = ScorePhases.hasNumbers(groups[.current])
        if !hasCurrent, !hasDoubt {
            set(unsaid, .current, "a score of no time is the score of today")
            return
        }
        if hasDoubt, !hasCurrent {
            doubt(unsaid, "the heading does not say of which time it is")
            return
        }
        // Before a residual score that counts for today stands the score before the controls.
        if isInferred(.current), !ScorePhases.hasNumbers(groups[.initial]),
            let last = unsaid.map(\.column).max(),
            let first = groups[.current]?.map(\.column).min(), last < first
        {
            set(unsaid, .initial, "a score of no time before the score of today is the initial one")
            return
        }
        for candidate in unsaid {
            if let phase = proven(candidate, unsaid, columns) {
                if groups[phase] == nil {
                    reasons[phase] = "no other score lacks these numbers, and they agree"
                }
                groups[phase, default: []].append(candidate)
            } else {
                doubt([candidate], "the heading does not say of which time it is")
            }
        }
    }

    /// The only time whose other numbers it agrees with, where that one lacks it.
    private func proven(
        _ candidate: Candidate, _ unsaid: [Candidate], _ columns: [UnknownColumn]
    ) -> Phase? {
        let found = [Phase.initial, .current, .target].filter { phase in
            let group = groups[phase] ?? []
            guard !group.contains(where: { $0.part == candidate.part }) else { return false }
            func column(_ part: ScoreName.Part) -> UnknownColumn? {
                if candidate.part == part { return columns[candidate.column] }
                let other = group.first { $0.part == part } ?? unsaid.first { $0.part == part }
                return other.map { columns[$0.column] }
            }
            guard let likelihood = column(.likelihood), let consequence = column(.consequence),
                let score = column(.score)
            else { return false }
            let agreement = ScoreColumns.agreement(likelihood, consequence, score)
            return agreement.map { $0.of >= 5 && $0.share >= 0.9 } ?? false
        }
        return found.count == 1 ? found[0] : nil
    }
}
