import RiskRegister

extension ImportWriter {
    /// Makes a risk's points anew from the extract's day on, and writes them and the risk.
    @discardableResult
    func refold(
        _ risk: inout StoredRisk, sighting: Sighting?, _ record: RiskRecord, typed: RiskRecord
    ) throws -> [PlayedPoint] {
        let day = header.asAt
        let dayBefore = day.adding(days: -1)
        var start: Timeline.Point?
        if risk.id != 0 {
            // Nothing changed since the last point, so that the fold can go on from the day before.
            start = try derived.point(risk.id, onOrBefore: dayBefore).map {
                Timeline.Point(day: dayBefore, record: record, standing: $0.standing)
            }
            try derived.delete(risk.id, of: risk.key, from: day)
        }
        // A new risk may have been ruled on before any extract held it.
        let first = start == nil ? day : Day(number: .min)
        let events = RiskEvents(
            key: risk.key, sightings: sighting.map { [(day: day, sighting: $0)] } ?? [],
            try derivation.countedRulings(on: risk.key, from: first))
        let points = Timeline.points(of: events, facts: try facts, from: start).map {
            PlayedPoint(
                point: StoredPoint(
                    day: $0.day, record: risk.record, reading: risk.reading, standing: $0.standing),
                record: $0.record, typed: typed)
        }
        risk.status = points.last?.point.standing.status ?? start?.standing.status ?? .open
        risk.id = try derived.save(risk)
        try derived.add(points, to: risk.id, of: risk.key)
        return points
    }
}
