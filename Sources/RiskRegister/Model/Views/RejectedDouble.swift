/// A record of an extract whose id another record of it has: kept raw, and not a risk of its own.
package struct RejectedDouble: Hashable, Sendable {
    /// The risk whose id it repeats.
    package var key: RiskKey
    /// The day of the extract.
    package var day: Day
    /// The line of the file on which it starts; 0 when unknown.
    package var line: Int
    /// The score that it would have been used by (1...25); nil for none.
    package var score: Int?
    /// What the rules would have made of it.
    package var routing: Routing

    /// A record that was rejected.
    package init(key: RiskKey, day: Day, line: Int, score: Int?, routing: Routing) {
        self.key = key
        self.day = day
        self.line = line
        self.score = score
        self.routing = routing
    }

    /// "the record of line 148 at 12, closed".
    package var inWords: String {
        let place = line > 0 ? "the record of line \(line)" : "a record"
        let used = score.map { " at \($0)" } ?? " without a score"
        let what =
            switch routing {
            case .routed: ", at the threshold"
            case .belowThreshold: ", below the threshold"
            case .closed: ", closed"
            case .unapproved: ", not approved"
            case .unroutable: ""
            }
        return place + used + what
    }
}
