import RiskRegister

/// The policy that the second implementation plays: HCT's, as Tests/RegisterTestSupport has it, in words.
///
/// At the threshold and live: on the HLRR, when operational; and on the BAF, when a strategic
/// objective is affected. The BAF has every line of the framework, too.
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
        } else if isPrincipal {
            // A line is on the BAF while the framework lists it, whatever it says of the reason.
            outcome.grounds["BAF"] = ground == .theme ? .theme : .held
        }
        return outcome
    }

    /// Whether an objective counts on a day.
    ///
    /// An unknown code counts; without a framework every code is unknown. A known one counts while it
    /// is strategic and stands. One that has ended with one successor counts as its successor; with
    /// several nobody but a person can tell.
    func counts(_ code: String, on day: Day) -> Bool {
        guard let framework = framework(on: day)?.framework else { return true }
        func known(_ code: String) -> PlainObjective? {
            framework.objectives.first { $0.code == code }
        }
        guard var objective = known(code) else { return true }
        guard objective.isStrategic else { return false }
        var asked: Set<String> = []
        while asked.insert(objective.code).inserted {
            if objective.isStrategic, objective.stands(on: day) { return true }
            guard let to = objective.to, to < day, let successor = objective.successor,
                !successor.contains(",")
            else { return false }
            guard let next = known(successor) else { return true }
            objective = next
        }
        return false
    }
}

extension PlainObjective {
    func stands(on day: Day) -> Bool {
        if let from, day < from { return false }
        if let to, to < day { return false }
        return true
    }
}
