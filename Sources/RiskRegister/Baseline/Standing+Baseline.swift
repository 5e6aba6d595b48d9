// What is known of a risk only since the first extract that covers it: the words are "at least".

extension Standing {
    /// What has been so since a day reaches back to the baseline, and so may have been so for longer.
    package func reachesBaseline(_ since: Day) -> Bool {
        isFromBaseline && since == firstSeen
    }
}

extension RiskState {
    /// What has been so since a day reaches back to the baseline; of a principal risk with a record of its
    /// own, to the record's too.
    package func reachesBaseline(_ since: Day) -> Bool {
        standing.reachesBaseline(since) || own?.standing.reachesBaseline(since) ?? false
    }

    /// Since when something is so, in words.
    ///
    ///     state.sinceWords(day)   // "since at least 31 May 2026"
    package func sinceWords(_ day: Day) -> String {
        "since \(reachesBaseline(day) ? "at least " : "")\(day.inWords)"
    }

    /// The score used has stood since the baseline: how long it has is "at least".
    package var scoreReachesBaseline: Bool { reachesBaseline(standing.scoreSince) }
}
