import RiskRegister

/// Short stories that chance alone tells too seldom, told among the rest of a history.
enum HistoryPlot: CaseIterable {
    /// Its confirmation is refused, and then the board holds it.
    case refusedThenHeld
    /// It vanishes, is held, and is released.
    case heldWhenVanished
    /// It has no objective, is placed by an answer, and released.
    case placedThenReleased
    /// It is held until a day, leaves, and comes back after it.
    case heldUntilThenBack
    /// A line of the framework takes its scores; it closes, and the board agrees that the line goes.
    case lineWithoutRecord
    /// It falls before its entry was confirmed, and rises.
    case fallenUnconfirmed

    /// What happens to a risk from a day on, some days between one thing and the next.
    func entries(
        on risk: PlainRecord, of organisation: String, from day: Day, pause: Int
    ) -> [PlainEntry] {
        var today = day
        var entries: [PlainEntry] = []
        func export(_ change: ((inout PlainRecord) -> Void)?) {
            var record = risk
            (record.likelihood, record.consequence, record.printed) = (4, 5, nil)
            (record.objectives, record.condition) = (["SO9"], .live)
            change?(&record)
            var extract = PlainExtract(organisation: organisation, day: today)
            extract.records = change == nil ? [] : [record]
            entries.append(.extract(extract))
            today = today.adding(days: pause)
        }
        func rule(_ verb: PlainRuling.Verb, _ register: String, until: Int? = nil) {
            var ruling = PlainRuling(
                organisation: organisation, risk: risk.id ?? "", verb: verb, register: register,
                day: today)
            ruling.until = until.map { today.adding(days: $0) }
            entries.append(.ruling(ruling))
            today = today.adding(days: pause)
        }
        export { _ in }
        switch self {
        case .refusedThenHeld:
            rule(.refuse, "BAF")
            rule(.hold, "BAF")
            export { $0.title = "again" }
        case .heldWhenVanished:
            export(nil)
            rule(.hold, "HLRR")
            rule(.release, "HLRR")
        case .placedThenReleased:
            export { $0.objectives = [] }
            rule(.agree, "BAF")
            rule(.agree, "BAF")
            rule(.release, "BAF")
            export { $0.objectives = [] }
        case .heldUntilThenBack:
            rule(.hold, "HLRR", until: pause)
            export { $0.condition = .closed }
            export { $0.likelihood = 2 }
        case .lineWithoutRecord:
            var line = PlainPrincipalRisk(id: "PR2", printed: 12, ground: .held)
            line.ownRecord = risk.id
            var extract = PlainExtract(organisation: organisation, day: today, source: "board")
            extract.framework = PlainFramework(principalRisks: [line])
            entries.append(.extract(extract))
            export { $0.condition = .closed }
            var ruling = PlainRuling(
                organisation: organisation, risk: "PR2", verb: .agree, register: "BAF", day: today)
            ruling.isPrincipal = true
            entries.append(.ruling(ruling))
            today = today.adding(days: 1)
            export { ($0.condition, $0.title) = (.closed, "again") }
            export { _ in }
        case .fallenUnconfirmed:
            export { $0.likelihood = 2 }
            export { _ in }
        }
        return entries
    }
}
