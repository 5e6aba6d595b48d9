import RiskRegister

extension Derivation {
    /// A sighting with the rows that it comes from.
    struct SourcedSighting {
        var day: Day
        var sighting: Sighting
        /// The record as it is typed; nil when it was gone.
        var typed: RiskRecord?
        var record: Int64 = 0
        var reading = Reading(number: 0)
    }

    /// The points of a risk from the beginning.
    static func points(
        _ key: RiskKey, _ sightings: [SourcedSighting], _ rulings: [Ruling], _ facts: FactHistory
    ) -> [PlayedPoint] {
        let events = RiskEvents(
            key: key, sightings: sightings.map { (day: $0.day, sighting: $0.sighting) },
            rulings: sightings.first.map { rulings.counting(from: $0.day) } ?? rulings)
        let seen = sightings.filter { $0.record != 0 }
        var next = 0
        return Timeline.points(of: events, facts: facts).compactMap { point in
            while next + 1 < seen.count, seen[next + 1].day <= point.day { next += 1 }
            guard next < seen.count else { return nil }
            return PlayedPoint(
                point: StoredPoint(
                    day: point.day, record: seen[next].record, reading: seen[next].reading,
                    standing: point.standing), record: point.record,
                typed: seen[next].typed ?? point.record)
        }
    }
}
