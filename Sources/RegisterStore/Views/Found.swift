import RiskRegister

/// Where a view finds where risks stood.
enum ViewSource {
    /// In the derived tables, which know everything.
    case tables(Derived)
    /// By playing history again, as far as it was known.
    case derivation
    /// As a trial has played it already.
    case played([Found])
}

/// A risk on a day, as a view finds it.
struct Found {
    var key: RiskKey
    var now: StoredPoint
    var before: StoredPoint?
    /// The newest extract that holds it; nil for a principal risk.
    var seen: Sightings.Place?

    /// A risk on a day and at the extract before, out of its points; nil when it was not known yet.
    init?(
        _ played: PlayedRisk, _ points: [StoredPoint], on day: Day, before previous: Day?,
        _ sightings: Sightings
    ) {
        guard let now = points.last(where: { $0.day <= day }) else { return nil }
        self.init(
            key: played.risk.key, now: now,
            before: previous.flatMap { limit in points.last { $0.day <= limit } },
            seen: sightings.last(of: played.risk, onOrBefore: day) {
                played.spans.last { $0.first <= day }
            })
    }

    init(key: RiskKey, now: StoredPoint, before: StoredPoint?, seen: Sightings.Place?) {
        self.key = key
        self.now = now
        self.before = before
        self.seen = seen
    }
}

extension Derivation {
    /// The record that a risk had at a point, and for a principal risk the framework's line then.
    func record(
        of key: RiskKey, at point: StoredPoint
    ) throws -> (record: RiskRecord, line: AssuranceFramework.PrincipalRisk?) {
        switch key.level {
        case .operational:
            return (held(try records.risk(point.record, point.reading), of: key, at: point), nil)
        case .principal:
            let framework = try framework(point.record, point.reading)
            guard let line = framework.principalRisks.first(where: { $0.id == key.id }) else {
                throw StoreError.unreadable(
                    row: "rawRecord \(point.record)", reason: "it has no line \(key.id)")
            }
            let own = try line.ownRecord.flatMap {
                try ownRecord($0, of: key.organisation, on: point.day)
            }
            return (line.record(withScoresOf: own, on: point.day), line)
        }
    }

    /// A record as it counted at a point: closed as people answered, open where it closes later.
    func held(_ typed: RiskRecord, of key: RiskKey, at point: StoredPoint) -> RiskRecord {
        switch (point.standing.status, typed.isClosed) {
        case (.closed, false):
            let day = truth.closing(of: key.id, in: key.organisation, onOrBefore: point.day)
            return day.map { typed.closed(on: $0) } ?? typed
        case (.open, true), (.vanished, true): return typed.notYetClosed
        case (.closed, true), (.open, false), (.vanished, false): return typed
        }
    }

    /// The newest record of an operational risk that the extracts of a day or earlier hold.
    private func ownRecord(_ id: String, of organisation: String, on day: Day) throws -> RiskRecord?
    {
        try ownRecords(organisation)[id]?.last { $0.day <= day && $0.seen != nil }?.seen
    }
}
