import GRDB
import RiskRegister

/// A framework that an extract holds, by its day.
struct StoredFramework {
    var day: Day
    var record: Int64
    var reading: Reading
    var framework: AssuranceFramework
}

/// Plays all that was given up to an entry of the chain, and says where each risk stood on each day.
///
/// It writes nothing: what it gives goes into the derived tables, into a view that knows only so
/// much, or beside the derived tables to be compared.
final class Derivation {
    let db: Database
    let truth: Truth
    let records: StoredRecords
    let store: RegisterStore
    private let whatIf: Rulebook?
    private let inForceFrom: Day?
    private var rulebooks: [String: [(from: Day, rulebook: Rulebook)]] = [:]
    private var facts: [String: FactHistory] = [:]
    private var frameworks: [String: [StoredFramework]] = [:]
    private var frameworkPlaces: [String: [FrameworkPlace]] = [:]
    private var readFrameworks: [RecordPlace: AssuranceFramework] = [:]
    private var knownLinks: [String: [OwnRecordLink]] = [:]
    private var knownOwnRecords: [String: [String: [SourcedSighting]]] = [:]

    /// A framework that has not been read yet.
    private struct FrameworkPlace {
        var day: Day
        var record: Int64
        var reading: Reading
    }

    /// A record in one way of reading it.
    private struct RecordPlace: Hashable {
        var record: Int64
        var reading: Reading
    }

    /// A derivation from truth, under the adopted rulebooks or, to try it, another.
    ///
    /// - Parameters:
    ///   - db: The register.
    ///   - truth: What counts of it.
    ///   - store: Where rulebooks are compiled.
    ///   - whatIf: The rules to try; nil: the adopted ones alone.
    ///   - inForceFrom: The day from which the tried rules hold; nil: on every day, and no others.
    /// - Throws: `StoreError` when a mapping cannot be read back.
    init(
        _ db: Database, truth: Truth, store: RegisterStore, whatIf: Rulebook? = nil,
        inForceFrom: Day? = nil
    ) throws {
        self.db = db
        self.truth = truth
        self.store = store
        self.whatIf = whatIf
        self.inForceFrom = inForceFrom
        records = try StoredRecords(db, typing: store.typing)
    }

    // MARK: - What applies to every risk

    /// An organisation's rulebooks by the first day of force, of two with the same day the later last.
    func rulebooks(_ organisation: String) throws -> [(from: Day, rulebook: Rulebook)] {
        if let known = rulebooks[organisation] { return known }
        let adopted = try truth.rulebooks(of: organisation).map {
            (from: $0.effectiveFrom, rulebook: try store.compiled(db, $0))
        }
        var all = adopted
        if let whatIf, inForceFrom == nil {
            all = [(from: whatIf.effectiveFrom, rulebook: whatIf)]
        } else if let whatIf, let inForceFrom {
            // Before the first rulebook's day the first holds, so a later day must not make it go away.
            let before = adopted.filter { $0.from < inForceFrom }
            let first =
                before.isEmpty ? adopted.first.map { [(Day(number: .min), $0.rulebook)] } : nil
            all = (first ?? before) + [(from: inForceFrom, rulebook: whatIf)]
        }
        let known = adopted.map(\.rulebook) + (whatIf.map { [$0] } ?? [])
        all = all.map { (from: $0.from, rulebook: $0.rulebook.naming(registersOf: known)) }
        rulebooks[organisation] = all
        return all
    }

    /// Where the frameworks of an organisation are, in the order of their days.
    private func frameworkPlaces(_ organisation: String) throws -> [FrameworkPlace] {
        if let known = frameworkPlaces[organisation] { return known }
        var found: [FrameworkPlace] = []
        for extract in truth.active(organisation, .framework) {
            for file in extract.files(.framework) {
                found += try Manifest.records(db, file: file.id).map {
                    FrameworkPlace(day: extract.summary.asAt, record: $0, reading: file.reading)
                }
            }
        }
        frameworkPlaces[organisation] = found
        return found
    }

    /// The framework of a record, read once.
    func framework(_ record: Int64, _ reading: Reading) throws -> AssuranceFramework {
        let place = RecordPlace(record: record, reading: reading)
        if let known = readFrameworks[place] { return known }
        let framework = try records.framework(record, reading)
        readFrameworks[place] = framework
        return framework
    }

    private func read(_ place: FrameworkPlace) throws -> StoredFramework {
        StoredFramework(
            day: place.day, record: place.record, reading: place.reading,
            framework: try framework(place.record, place.reading))
    }

    /// An organisation's framework of a day; the others are not read.
    func framework(_ organisation: String, onOrBefore day: Day) throws -> StoredFramework? {
        if let all = frameworks[organisation] { return all.last { $0.day <= day } }
        return try frameworkPlaces(organisation).last { $0.day <= day }.map(read)
    }

    /// The newest framework on or before a day that lists a principal risk.
    func framework(holding key: RiskKey, onOrBefore day: Day) throws -> StoredFramework? {
        for place in try frameworkPlaces(key.organisation).reversed() where place.day <= day {
            let stored = try read(place)
            if stored.framework.principalRisks.contains(where: { $0.id == key.id }) {
                return stored
            }
        }
        return nil
    }

    /// The frameworks of an organisation, in the order of their days.
    func frameworks(_ organisation: String) throws -> [StoredFramework] {
        if let known = frameworks[organisation] { return known }
        let found = try frameworkPlaces(organisation).map(read)
        frameworks[organisation] = found
        return found
    }

    /// Rulebooks and frameworks of an organisation.
    func facts(_ organisation: String) throws -> FactHistory {
        if let known = facts[organisation] { return known }
        let history = FactHistory(
            rulebooks: try rulebooks(organisation),
            frameworks: try frameworks(organisation).map { (day: $0.day, framework: $0.framework) },
            extracts: truth.active(organisation, .risks).map {
                (day: $0.summary.asAt, scope: $0.summary.scope)
            })
        facts[organisation] = history
        return history
    }

    /// Adds a framework that is not stored yet, as an import that is under way holds it.
    func add(_ framework: StoredFramework, to organisation: String) throws {
        var all = try frameworks(organisation)
        let place = all.firstIndex { $0.day > framework.day } ?? all.endIndex
        all.insert(framework, at: place)
        frameworks[organisation] = all
        facts[organisation] = nil
        knownLinks[organisation] = nil
        knownOwnRecords[organisation] = nil
    }

    /// Which records were principal risks' own, and when.
    func links(_ organisation: String) throws -> [OwnRecordLink] {
        if let known = knownLinks[organisation] { return known }
        let links = OwnRecordLink.links(try frameworks(organisation), of: organisation)
        knownLinks[organisation] = links
        return links
    }

    // MARK: - Operational risks

    /// Gives every operational risk of an organisation, or some, with its points.
    func operational(
        _ organisation: String, only: Set<String>? = nil,
        to sink: (PlayedRisk) throws -> Void
    ) throws {
        let facts = try facts(organisation)
        try sightings(organisation, only: only) { risk, sightings in
            try play(risk, sightings, facts, to: sink)
        }
    }

    /// Gives every operational risk of an organisation, or some, with what extracts said of it.
    ///
    /// Its status is still unknown: it comes with the points that the sightings are played to.
    func sightings(
        _ organisation: String, only: Set<String>? = nil,
        to sink: (PlayedRisk, [SourcedSighting]) throws -> Void
    ) throws {
        var sweep = try Sweep(db, organisation: organisation, records: records, only: only)
        try sweep.play(truth.active(organisation, .risks))
        for events in sweep.eventsByKey() {
            guard let first = events.first, !sweep.isUnasked(first.key) else { continue }
            let key = RiskKey(
                organisation: organisation, level: .operational, id: sweep.keys[Int(first.key)])
            let state = sweep.states[Int(first.key)]
            let risk = StoredRisk(
                key: key, record: state.record, reading: state.reading,
                source: state.source < 0 ? "" : sweep.sources[Int(state.source)],
                absence: state.absence, status: .open, seenSince: state.seenSince)
            try sink(
                PlayedRisk(
                    risk: risk, spans: sweep.spans(ofKey: first.key),
                    aliases: sweep.aliases(ofKey: first.key)),
                try sightings(events, sweep))
        }
    }

    private func play(
        _ seen: PlayedRisk, _ sightings: [SourcedSighting], _ facts: FactHistory,
        to sink: (PlayedRisk) throws -> Void
    ) throws {
        var played = seen
        let key = seen.risk.key
        played.points = try points(key, sightings, aliases: seen.aliases, facts)
        played.risk.status = played.points.last?.point.standing.status ?? .open
        try sink(played)
    }

    private func sightings(
        _ events: ArraySlice<Sweep.Event>, _ sweep: Sweep
    ) throws -> [SourcedSighting] {
        var sightings: [SourcedSighting] = []
        for (place, event) in zip(events.indices, events) {
            guard event.record != 0 else {
                sightings.append(
                    SourcedSighting(day: event.day, sighting: .gone(lastSeen: event.lastSeen)))
                continue
            }
            let typed = try records.risk(event.record, event.reading)
            func see(_ record: RiskRecord, _ day: Day) {
                sightings.append(
                    SourcedSighting(
                        day: day, sighting: .seen(record), typed: typed, record: event.record,
                        reading: event.reading))
            }
            if let closed = event.closed {
                see(typed.closed(on: closed), event.day)
                continue
            }
            see(typed.held(on: event.day), event.day)
            // The same record closes with the first extract that holds it on its closing day or later.
            let next = events.index(after: place)
            if typed.closesAfter(event.day), let closed = typed.closed?.earliest,
                let day = sweep.firstSeen(
                    event.key, from: closed, before: next < events.endIndex ? events[next].day : nil
                )
            {
                see(typed, day)
            }
        }
        return sightings
    }

    // MARK: - Principal risks

    /// Gives every principal risk of an organisation with its points.
    func principal(
        _ organisation: String, to sink: (PlayedRisk) throws -> Void
    ) throws {
        let facts = try facts(organisation)
        try principalSightings(organisation) { risk, sightings in
            try play(risk, sightings, facts, to: sink)
        }
    }

    /// Gives every principal risk of an organisation with what frameworks, and the records that they
    /// name, said of it; its status as in `sightings`.
    func principalSightings(
        _ organisation: String, to sink: (PlayedRisk, [SourcedSighting]) throws -> Void
    ) throws {
        let stored = try frameworks(organisation)
        guard !stored.isEmpty else { return }
        let own = try ownRecords(organisation)
        var ids: [String] = []
        for framework in stored {
            for risk in framework.framework.principalRisks where !ids.contains(risk.id) {
                ids.append(risk.id)
            }
        }
        for id in ids {
            let key = RiskKey(organisation: organisation, level: .principal, id: id)
            let sightings = try principalSightings(id, in: stored, own: own)
            guard let last = sightings.last(where: { $0.record != 0 }) else { continue }
            let isGone = if case .gone? = sightings.last?.sighting { true } else { false }
            try sink(
                PlayedRisk(
                    risk: StoredRisk(
                        key: key, record: last.record, reading: last.reading, source: "",
                        absence: isGone ? .vanished : nil, status: .open)), sightings)
        }
    }

    /// What extracts said of the operational records that principal risks name as their own, by id.
    func ownRecords(_ organisation: String) throws -> [String: [SourcedSighting]] {
        if let known = knownOwnRecords[organisation] { return known }
        let wanted = Set(
            try frameworks(organisation).flatMap { $0.framework.principalRisks }
                .compactMap(\.ownRecord))
        guard !wanted.isEmpty else { return [:] }
        var sweep = try Sweep(db, organisation: organisation, records: records, only: wanted)
        try sweep.play(truth.active(organisation, .risks))
        var found: [String: [SourcedSighting]] = [:]
        for events in sweep.eventsByKey() {
            guard let first = events.first else { continue }
            found[sweep.keys[Int(first.key)]] = try sightings(events, sweep)
        }
        knownOwnRecords[organisation] = found
        return found
    }

    /// Why a line may not stand any more: the record that it takes its scores from is closed, or missing.
    private static func doubt(
        _ line: AssuranceFramework.PrincipalRisk, _ own: RiskRecord?, _ last: Sighting?
    ) -> String? {
        guard let id = line.ownRecord, let own else { return nil }
        if case .gone(let lastSeen)? = last {
            return "its own record \(id) is missing, last seen on \(lastSeen.inWords)"
        }
        guard own.isClosed else { return nil }
        return "its own record \(id) is closed in the source"
            + (own.closed.map { ", \($0.inWords)" } ?? "")
    }

    private func principalSightings(
        _ id: String, in stored: [StoredFramework], own: [String: [SourcedSighting]]
    ) throws -> [SourcedSighting] {
        let lines = stored.flatMap { $0.framework.principalRisks }.filter { $0.id == id }
        let named = Set(lines.compactMap(\.ownRecord))
        let first = stored.first?.day ?? Day(number: .max)
        let days = Set(
            stored.map(\.day) + named.flatMap { own[$0] ?? [] }.map(\.day)
                + lines.compactMap(\.ending?.day).filter { $0 > first }
        ).sorted()
        var sightings: [SourcedSighting] = []
        var last: RiskRecord?
        var lastSeen: Day?
        for day in days {
            guard let framework = stored.last(where: { $0.day <= day }) else { continue }
            guard let line = framework.framework.principalRisks.first(where: { $0.id == id }) else {
                if last != nil, let seen = lastSeen {
                    sightings.append(SourcedSighting(day: day, sighting: .gone(lastSeen: seen)))
                    last = nil
                }
                continue
            }
            if framework.day == day || lastSeen == nil { lastSeen = day }
            let said = (line.ownRecord.flatMap { own[$0] } ?? []).prefix { $0.day <= day }
            let ownRecord = said.last { $0.seen != nil }?.seen
            var record = line.record(withScoresOf: ownRecord, on: day)
            record.doubt = Derivation.doubt(line, ownRecord, said.last?.sighting)
            guard record != last else { continue }
            last = record
            sightings.append(
                SourcedSighting(
                    day: day, sighting: .seen(record), record: framework.record,
                    reading: framework.reading))
        }
        return sightings
    }
}
