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

        /// The record that it was seen with.
        var seen: RiskRecord? {
            if case .seen(let record) = sighting { record } else { nil }
        }
    }

    /// The points of a risk from the beginning.
    func points(
        _ key: RiskKey, _ sightings: [SourcedSighting], aliases: Set<String>, _ facts: FactHistory
    ) throws -> [PlayedPoint] {
        guard let first = sightings.first?.day else { return [] }
        return Derivation.points(
            key, sightings, try countedRulings(on: key, aliases: aliases, from: first), facts)
    }

    /// The points of a risk from the beginning, of rulings that are known.
    static func points(
        _ key: RiskKey, _ sightings: [SourcedSighting], _ rulings: CountedRulings,
        _ facts: FactHistory
    ) -> [PlayedPoint] {
        let events = RiskEvents(
            key: key, sightings: sightings.map { (day: $0.day, sighting: $0.sighting) }, rulings)
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

extension RiskEvents {
    /// The events of a risk with the rulings that count for it.
    init(key: RiskKey, sightings: [(day: Day, sighting: Sighting)], _ counted: CountedRulings) {
        self.init(key: key, sightings: sightings, rulings: counted.rulings)
        borrowed = counted.borrowed
        handedOver = counted.handedOver
    }
}
