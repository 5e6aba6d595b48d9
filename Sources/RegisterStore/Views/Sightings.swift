import RiskRegister

/// Which extract last held a risk, out of the stretches of days in which all extracts held it.
struct Sightings {
    /// An extract that holds a risk.
    struct Place: Hashable {
        var day: Day
        var source: String
    }

    /// What the newest extracts of a source cover.
    private struct Newest {
        var day: Day
        var scopes: [ExtractScope]
    }

    private let days: [Day]
    private let newest: [String: Newest]

    /// The sightings of extracts of risks that stand in their order.
    init(_ extracts: [StoredExtract]) {
        var days: [Day] = []
        var newest: [String: Newest] = [:]
        for extract in extracts.map(\.summary) {
            if days.last != extract.asAt { days.append(extract.asAt) }
            let known = newest[extract.source]
            let scopes = known?.day == extract.asAt ? known?.scopes ?? [] : []
            newest[extract.source] = Newest(
                day: extract.asAt, scopes: scopes + [extract.scope])
        }
        self.days = days
        self.newest = newest
    }

    /// The newest extract of a stretch that has ended, on or before a day.
    func last(of span: SeenSpan, onOrBefore day: Day) -> Place? {
        place(from: span.first, before: min(span.gone, day.adding(days: 1)), span.source)
    }

    /// The newest extract on or before a day that holds a risk.
    ///
    /// - Parameters:
    ///   - risk: The risk's row.
    ///   - day: The day.
    ///   - ended: The newest stretch that began by then and has ended; asked for only when needed.
    /// - Returns: The extract; nil when none holds it.
    func last(
        of risk: StoredRisk, onOrBefore day: Day, ended: () throws -> SeenSpan?
    ) rethrows -> Place? {
        if let since = risk.seenSince, since <= day {
            return place(from: since, before: day.adding(days: 1), risk.source)
        }
        return try ended().flatMap { last(of: $0, onOrBefore: day) }
    }

    private func place(from first: Day, before end: Day, _ source: String) -> Place? {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < end { low = middle + 1 } else { high = middle }
        }
        guard low > 0, days[low - 1] >= first else { return nil }
        return Place(day: days[low - 1], source: source)
    }

    /// The newest extracts of the risk's source neither hold it nor cover it.
    func isOutOfScope(_ record: RiskRecord, lastHeldBy place: Place?) -> Bool {
        guard let place, let newest = newest[place.source], place.day < newest.day else {
            return false
        }
        return !newest.scopes.contains { $0.covers(record) }
    }
}
