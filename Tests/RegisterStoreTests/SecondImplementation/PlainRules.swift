import RiskRegister

/// The policy that the second implementation plays: HCT's, as Tests/RegisterTestSupport has it, in words.
///
/// At the threshold and live: on the HLRR, when operational; and on the BAF, when a strategic
/// objective is affected. Below it the BAF has what the board holds, and its themes.
struct PlainOutcome: Equatable {
    var score: Int?
    var routing = "unroutable"
    /// The registers that the rules put it on, and on what ground.
    var grounds: [String: PlainStay.Ground] = [:]
    /// No objective is recorded at all.
    var isWithoutObjective = false

    /// It waits for approval, or was turned down.
    var isUnapproved: Bool { routing == "unapproved" }
    /// It is at the threshold, live and approved.
    var isRouted: Bool { routing == "routed" }
}

extension PlainRecord {
    /// The score used: printed when it is 1 to 25, or likelihood x consequence; the higher of both.
    var score: Int? {
        var found: [Int] = []
        if let printed, (1...25).contains(printed) { found.append(printed) }
        if let likelihood, let consequence { found.append(likelihood * consequence) }
        return found.max()
    }
}

extension PlainKnowledge {
    /// What the rules make of a record on a day.
    func outcome(
        of record: PlainRecord, isPrincipal: Bool, ground: PlainPrincipalRisk.Ground?, on day: Day
    ) -> PlainOutcome {
        var outcome = PlainOutcome()
        outcome.score = record.score
        outcome.isWithoutObjective = record.objectives.isEmpty
        let isAtThreshold = (record.score ?? 0) >= threshold(on: day)
        outcome.routing =
            switch record.condition {
            case .closed: "closed"
            case .awaiting, .rejected: "unapproved"
            case .live where record.score == nil: "unroutable"
            case .live: isAtThreshold ? "routed" : "belowThreshold"
            }
        guard record.condition == .live else { return outcome }
        if isAtThreshold, !isPrincipal { outcome.grounds["HLRR"] = .rule }
        if isAtThreshold, record.objectives.contains(where: { counts($0, on: day) }) {
            outcome.grounds["BAF"] = .rule
        } else if isPrincipal, let ground {
            outcome.grounds["BAF"] = ground == .held ? .held : .theme
        }
        return outcome
    }

    /// Whether an objective counts on a day.
    ///
    /// An unknown code counts; without a framework every code is unknown. A known one counts while it
    /// is strategic and stands. One that has ended with a successor counts as its successor.
    func counts(_ code: String, on day: Day) -> Bool {
        guard let framework = framework(on: day)?.framework else { return true }
        var asked: Set<String> = []
        var code = code
        while let objective = framework.objectives.first(where: { $0.code == code }) {
            guard objective.isStrategic, asked.insert(code).inserted else { return false }
            if let from = objective.from, day < from { return false }
            guard let to = objective.to, to < day else { return true }
            guard policy.successorsCarryOver, let successor = objective.successor else {
                return false
            }
            code = successor
        }
        return true
    }
}
