import RiskRegister

/// What the extracts of a day say of one risk.
struct PlainSighting: Equatable {
    var day: Day
    /// The record that it was held with; nil: an extract that covers it lacks it.
    var record: PlainRecord?
    /// The source that held it, or lacks it.
    var source: String
    /// Of a line of the framework: what is wrong with the record that it takes its scores from.
    var doubt: Doubt?
    /// It says something else than the sighting before.
    var isNews = true
    /// Why there is no record of the day's own.
    var lack: Lack?

    enum Lack: Equatable { case missing, asked, leftOut, answeredClosed }

    /// An extract of the day holds it.
    var isHeld: Bool { lack == nil && record != nil }

    enum Doubt: Equatable { case closed, missing }
}

extension PlainRecord {
    /// How near it is to being routed: live and scored, live, waiting or turned down, closed.
    fileprivate var rank: Int {
        switch condition {
        case .live: score == nil ? 2 : 3
        case .awaiting, .rejected: 1
        case .closed: 0
        }
    }
}

extension PlainKnowledge {
    /// The name by which a record's risk is known.
    func name(of record: PlainRecord) -> String {
        if let id = record.id { return id }
        return "? \(record.title)"
    }

    /// The names of all operational risks that were ever held, sorted.
    var operationalNames: [String] {
        Set(extracts.flatMap { ($0.records ?? []).map(name(of:)) }).sorted()
    }

    /// The ids of all principal risks that were ever listed, sorted.
    var principalNames: [String] {
        Set(frameworks.flatMap { ($0.framework?.principalRisks ?? []).map(\.id) }).sorted()
    }

    /// The record of a risk in one extract, if it holds it.
    ///
    /// Of several with one id the graver that can be routed routes; where none can, the one that is
    /// nearest to it; of equals the first.
    func record(of name: String, in extract: PlainExtract) -> PlainRecord? {
        var best: PlainRecord?
        for typed in extract.records ?? [] where self.name(of: typed) == name {
            let record = typed.held(on: extract.day)
            guard let known = best else {
                best = record
                continue
            }
            if (record.rank, record.score ?? 0) > (known.rank, known.score ?? 0) { best = record }
        }
        return best
    }

    /// What extracts said of an operational risk, by day.
    ///
    /// A risk is missing when an extract of the source that last held it covers it, by the directorate
    /// of its newest record, and no extract of the day holds it. Outside the part nothing is said. Where
    /// the extract holds open risks only it is asked about and is as last seen, until people say that it
    /// was left out, or closed.
    func sightings(of name: String) -> [PlainSighting] {
        var found: [PlainSighting] = []
        for day in Set(extracts.map(\.day)).sorted() {
            let today = extracts.filter { $0.day == day }
            let before = found.last
            let newest = found.last { $0.isHeld }
            if let holder = today.last(where: { record(of: name, in: $0) != nil }) {
                let records = today.compactMap { record(of: name, in: $0) }
                found.append(
                    PlainSighting(
                        day: day, record: records.last, source: holder.source,
                        isNews: records.contains { $0 != before?.record }))
            } else if let newest, let record = newest.record {
                for extract in today
                where extract.source == newest.source && record.lies(in: extract.directorate) {
                    let before = found.last
                    guard
                        let lack = lack(
                            extract.absences[name], asks: extract.holdsOpenOnly, after: before)
                    else { continue }
                    found.removeAll { $0.day == day }
                    var sighting = PlainSighting(day: day, record: nil, source: newest.source)
                    sighting.lack = lack
                    switch lack {
                    case .missing: break
                    case .asked: (sighting.record, sighting.isNews) = (before?.record, false)
                    case .leftOut:
                        sighting.record = record
                        sighting.isNews = before?.record != record
                    case .answeredClosed:
                        sighting.record = record
                        sighting.record?.condition = .closed
                        if case .closed(let closed)? = extract.absences[name] {
                            sighting.record?.closes = closed
                        }
                    }
                    found.append(sighting)
                }
            }
        }
        return found
    }

    /// What it means that an extract lacks a risk that it covers; nil: nothing more than before.
    private func lack(
        _ answer: PlainAbsence?, asks: Bool, after before: PlainSighting?
    ) -> PlainSighting.Lack? {
        switch answer {
        case .closed: return .answeredClosed
        case .leftOut: return .leftOut
        case nil: break
        }
        switch before?.lack {
        case .missing, .answeredClosed: return nil
        case .asked, .leftOut: return asks ? nil : .missing
        case nil: return asks ? .asked : .missing
        }
    }

    /// The day on which a risk is first held, or a line first listed; nil: never.
    func firstDay(of name: String, isPrincipal: Bool) -> Day? {
        isPrincipal
            ? principalSightings(of: name).first?.day : sightings(of: name).first?.day
    }

    /// The record that is a line's own on a day, or the line whose own a record is.
    ///
    /// Of two lines that name one record it is the first one's.
    func otherID(of name: String, isPrincipal: Bool, on day: Day) -> String? {
        let lines = framework(on: day)?.framework.principalRisks ?? []
        guard isPrincipal else { return lines.first { $0.ownRecord == name }?.id }
        guard let record = lines.first(where: { $0.id == name })?.ownRecord,
            lines.first(where: { $0.ownRecord == record })?.id == name
        else { return nil }
        return record
    }

    /// What frameworks, and the records that they name, said of a principal risk, by day.
    ///
    /// A line's scores are its own record's, as last held, when it names one that is known.
    func principalSightings(of id: String) -> [PlainSighting] {
        var owners: Set<String> = []
        for extract in frameworks {
            for line in extract.framework?.principalRisks ?? [] where line.id == id {
                if let own = line.ownRecord { owners.insert(own) }
            }
        }
        var held: [String: [PlainSighting]] = [:]
        for owner in owners { held[owner] = sightings(of: owner) }
        let days = Set(frameworks.map(\.day) + held.values.flatMap { $0.map(\.day) })
        var found: [PlainSighting] = []
        for day in days.sorted() {
            guard let framework = framework(on: day) else { continue }
            let before = found.last
            guard let line = framework.framework.principalRisks.first(where: { $0.id == id }) else {
                if before?.record != nil {
                    found.append(PlainSighting(day: day, record: nil, source: "framework"))
                }
                continue
            }
            let own = (line.ownRecord.flatMap { held[$0] } ?? []).filter { $0.day <= day }
            let last = own.last { $0.record != nil }?.record
            let record = line.record(withScoresOf: last)
            let doubt: PlainSighting.Doubt? =
                own.isEmpty
                ? nil
                : own.last?.record == nil ? .missing : last?.condition == .closed ? .closed : nil
            found.append(
                PlainSighting(
                    day: day, record: record, source: "framework", doubt: doubt,
                    isNews: before?.record != record || before?.doubt != doubt))
        }
        return found
    }
}

extension PlainPrincipalRisk {
    /// The line as a record.
    func record(withScoresOf own: PlainRecord?) -> PlainRecord {
        var record = PlainRecord(id: id, printed: printed, objectives: objectives)
        if let own {
            record.likelihood = own.likelihood
            record.consequence = own.consequence
            record.printed = own.printed
        }
        return record
    }
}
