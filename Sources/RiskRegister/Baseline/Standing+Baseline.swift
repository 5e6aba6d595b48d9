// What is known of a risk only since the first extract that covers it: the words are "at least".

extension Standing {
    /// What has been so since a day reaches back to the baseline, and so may have been so for longer.
    package func reachesBaseline(_ since: Day) -> Bool {
        isFromBaseline && since == firstSeen || since == recordBaseline
    }

    /// Since when something is so, in words.
    ///
    ///     standing.sinceWords(day)   // "since at least 31 May 2026"
    package func sinceWords(_ day: Day) -> String {
        "since \(reachesBaseline(day) ? "at least " : "")\(day.inWords)"
    }
}

extension RiskState {
    /// The score used has stood since the baseline: how long it has is "at least".
    package var scoreReachesBaseline: Bool { standing.reachesBaseline(standing.scoreSince) }
}
