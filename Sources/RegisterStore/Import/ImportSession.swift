import Digests
import Foundation
import GRDB
package import RiskRegister

/// An import that is under way: files and records are added to it in batches, in one transaction.
///
/// When the extract is the newest of its organisation, risks are folded as they come, and only those
/// that changed. An extract that slots in between others, replaces one, or brings another framework
/// has the organisation's risks made anew at its end.
package final class ImportSession {
    let store: RegisterStore
    let db: Database
    let header: ImportHeader
    let truth: Truth
    let derivation: Derivation
    let derived: Derived
    let entry: EntryWriter
    /// The risks so far, by id.
    var slots: [String: Slot] = [:]
    /// The files so far.
    var files: [OpenFile] = []
    /// Records rejected so far.
    var rejected: [RejectedRow] = []
    /// The extract as far as it is known.
    var summary: ExtractSummary
    /// No extract of the organisation speaks for the same or a later day.
    let isNewest: Bool
    /// The organisation's derived rows must be made anew at the end.
    var needsRebuild: Bool
    private var names: FieldNames
    private let find, insert: Prepared
    private var buffer = ByteWriter(capacity: 4096)

    /// What an import holds of one risk.
    struct Slot {
        /// The row of the record that routes.
        var record: Int64
        /// The record that was the risk's newest before; 0 when it is new.
        var prior: Int64 = 0
        var priorReading = Reading(number: 0)
        var file: Int32
        var line: Int32
        /// The score used; -1 for none.
        var score: Int8
        var routing: Routing
        var isOpen: Bool
        /// It was in the extract before, open.
        var wasOpen = false
        /// The extract before covered it and lacked it.
        var wasGone = false
    }

    /// A file that is being read.
    struct OpenFile {
        var file: ExtractFile
        var reading: Reading
        /// Rows of actions and frameworks; risks stand in their slots.
        var records: [Int64] = []
    }

    /// A record whose id occurs twice.
    struct RejectedRow {
        var key: String
        var record: Int64
        var file: Int32
        var line: Int32
    }

    init(store: RegisterStore, db: Database, header: ImportHeader) throws {
        self.store = store
        self.db = db
        self.header = header
        truth = try Truth(db, knownAt: nil)
        derivation = try Derivation(db, truth: truth, store: store)
        guard !(try derivation.rulebooks(header.organisation)).isEmpty else {
            throw StoreError.noRulebook
        }
        derived = try Derived(db)
        entry = try EntryWriter(db, kind: .import, recordedAt: header.recordedAt)
        names = try FieldNames(db)
        isNewest = !truth.active(header.organisation, .risks).contains {
            $0.summary.asAt >= header.asAt
        }
        needsRebuild = false
        summary = ExtractSummary(
            asAt: header.asAt, organisation: header.organisation, source: header.source,
            scope: header.scope)
        summary.software = header.software
        summary.recordedAt = header.recordedAt
        find = try Prepared(
            db, "SELECT id, digest FROM rawRecord WHERE organisation = ? AND kind = ? AND key = ?")
        insert = try Prepared(
            db,
            """
            INSERT INTO rawRecord (id, organisation, kind, key, digest, fields)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
    }

    /// The rulebook of the extract's day.
    package var rulebook: Rulebook {
        get throws {
            guard let rulebook = try facts.rulebook(on: header.asAt) else {
                throw StoreError.noRulebook
            }
            return rulebook
        }
    }

    var facts: FactHistory { get throws { try derivation.facts(header.organisation) } }

    // MARK: - What is added

    /// Begins a file; records that are added from now on are its own.
    ///
    /// - Parameters:
    ///   - file: The file; its encoding may be corrected at its end.
    ///   - mapping: The bytes of the mapping that it is read with; their SHA-256 becomes `file.mapping`.
    /// - Throws: `StoreError` when the register cannot be written.
    package func begin(_ file: ExtractFile, mapping: [UInt8]) throws {
        var file = file
        file.mapping = SHA256.digest(mapping).hex
        let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM mapping WHERE sha256 = ?", arguments: [file.mapping])
        let id =
            try known
            ?? entry.insert("mapping", ["sha256": file.mapping, "text": Data(mapping)])
        files.append(
            OpenFile(file: file, reading: Reading(mappingID: id, dateOrder: file.dateOrder)))
        switch file.kind {
        case .risks:
            summary.hasRisks = true
            if !isNewest { needsRebuild = true }
        case .actions: summary.hasActions = true
        case .framework: summary.hasFramework = true
        }
    }

    /// Adds records of risks to the file that was begun last.
    package func add(risks batch: [(raw: RawRecord, record: RiskRecord)]) throws {
        let file = try current()
        for (raw, record) in batch { try add(raw, record, file: file) }
    }

    /// Adds actions to the file that was begun last.
    package func add(actions batch: [(raw: RawRecord, record: ActionRecord)]) throws {
        let file = try current()
        for (raw, action) in batch {
            let key =
                action.id.flatMap { $0.isEmpty ? nil : $0 } ?? RecordDigest.key(of: raw.fields)
            files[file].records.append(try keep(raw, .action, key))
        }
    }

    /// Adds an assurance framework: the file's text as a raw record of one field, and what it means.
    package func add(framework raw: RawRecord, _ framework: AssuranceFramework) throws {
        let file = try current()
        let record = try keep(raw, .framework, "framework")
        files[file].records.append(record)
        let inForce = try facts.framework(on: header.asAt)
        if inForce?.objectives != framework.objectives, try hasRisks { needsRebuild = true }
        try derivation.add(
            StoredFramework(
                day: header.asAt, record: record, reading: files[file].reading,
                framework: framework), to: header.organisation)
    }

    /// Ends the file that was begun last.
    package func end(_ report: FileReport) throws {
        let file = try current()
        if let encoding = report.encoding { files[file].file.encoding = encoding }
        summary.repaired += report.repaired
        summary.unmapped = Array(Set(summary.unmapped).union(report.unmapped)).sorted()
        summary.findings += report.findings
    }

    private func current() throws -> Int {
        guard !files.isEmpty else {
            throw StoreError.unreadable(row: "import", reason: "a record came before its file")
        }
        return files.count - 1
    }

    private var hasRisks: Bool {
        get throws {
            if !slots.isEmpty { return true }
            return try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM risk WHERE organisation = ? AND level = 0)",
                arguments: [header.organisation]) ?? false
        }
    }

    /// The row of a record: the one that holds the same content already, or a new one.
    private func keep(_ raw: RawRecord, _ kind: RecordKind, _ key: String) throws -> Int64 {
        let digest = RecordDigest.row(
            organisation: header.organisation, kind: kind, key: key, fields: raw.fields,
            into: &buffer)
        find.bind(header.organisation, 1)
        find.bind(kind.rawValue, 2)
        find.bind(key, 3)
        defer { find.reset() }
        while try find.step() {
            if find.bytes(1) == digest.bytes { return find.integer(0) }
        }
        let id = try entry.nextID("rawRecord")
        insert.bind(id, 1)
        insert.bind(header.organisation, 2)
        insert.bind(kind.rawValue, 3)
        insert.bind(key, 4)
        insert.bind(digest.bytes, 5)
        insert.bind(try names.encoded(raw.fields, entry: entry, into: &buffer), 6)
        try insert.run()
        try entry.count("rawRecord", digest)
        return id
    }

    // MARK: - Risks

    private func add(_ raw: RawRecord, _ record: RiskRecord, file: Int) throws {
        let id =
            record.sourceID.flatMap { $0.isEmpty ? nil : $0 } ?? RecordDigest.key(of: raw.fields)
        let row = try keep(raw, .risk, id)
        summary.balance.records += 1
        var slot = Slot(
            record: row, file: Int32(clamping: file), line: Int32(clamping: raw.line), score: -1,
            routing: .unroutable, isOpen: !record.isClosed)
        if let known = slots[id] {
            try settle(id, known, slot, record)
            return
        }
        let key = RiskKey(organisation: header.organisation, id: id)
        let outcome: (routing: Routing, score: Int?)
        if isNewest {
            let prior = try derived.risk(key)
            if let prior {
                slot.prior = prior.record
                slot.priorReading = prior.reading
                slot.wasGone = prior.isGone
                slot.wasOpen =
                    !prior.isGone && prior.status == .open && prior.source == header.source
            }
            outcome = try fold(key, prior, slot, record)
        } else {
            outcome = try assessed(record)
        }
        slot.routing = outcome.routing
        slot.score = Int8(clamping: outcome.score ?? -1)
        summary.balance[slot.routing] += 1
        slots[id] = slot
    }

    /// The same id twice: the higher score routes, the other is counted as rejected and kept raw.
    private func settle(_ id: String, _ known: Slot, _ other: Slot, _ record: RiskRecord) throws {
        var other = other
        let outcome = try assessed(record)
        other.score = Int8(clamping: outcome.score ?? -1)
        other.routing = outcome.routing
        summary.balance.rejected += 1
        guard other.score > known.score else {
            rejected.append(
                RejectedRow(key: id, record: other.record, file: other.file, line: other.line))
            return
        }
        rejected.append(
            RejectedRow(key: id, record: known.record, file: known.file, line: known.line))
        other.prior = known.prior
        other.priorReading = known.priorReading
        other.wasGone = known.wasGone
        other.wasOpen = known.wasOpen
        summary.balance[known.routing] -= 1
        summary.balance[other.routing] += 1
        slots[id] = other
        if isNewest {
            let key = RiskKey(organisation: header.organisation, id: id)
            guard let stored = try derived.risk(key) else { return }
            let reading = files[Int(other.file)].reading
            let isSame =
                other.prior == other.record && other.priorReading == reading && !other.wasGone
            try refold(stored, sighting: isSame ? nil : .seen(record), record, other)
        }
    }

    private func assessed(_ record: RiskRecord) throws -> (routing: Routing, score: Int?) {
        guard let assessor = try facts.assessor(on: header.asAt) else {
            throw StoreError.noRulebook
        }
        let outcome = assessor.outcome(of: record)
        return (outcome.routing, outcome.score)
    }

    /// Folds a risk of the newest extract; one that is as it was keeps its points.
    private func fold(
        _ key: RiskKey, _ prior: StoredRisk?, _ slot: Slot, _ record: RiskRecord
    ) throws -> (routing: Routing, score: Int?) {
        let reading = files[Int(slot.file)].reading
        if let prior, prior.record == slot.record, prior.reading == reading, !prior.isGone {
            if prior.source != header.source {
                var moved = prior
                moved.source = header.source
                try derived.save(moved)
            }
            if let outcome = try derived.outcome(prior.id, on: header.asAt) { return outcome }
        }
        let risk =
            prior
            ?? StoredRisk(
                key: key, record: slot.record, reading: reading, source: header.source,
                isGone: false, status: .open)
        return try refold(risk, sighting: .seen(record), record, slot)
    }

    @discardableResult
    private func refold(
        _ risk: StoredRisk, sighting: Sighting?, _ record: RiskRecord, _ slot: Slot
    ) throws -> (routing: Routing, score: Int?) {
        var risk = risk
        risk.record = slot.record
        risk.reading = files[Int(slot.file)].reading
        risk.source = header.source
        risk.isGone = false
        let points = try refold(&risk, sighting: sighting, record)
        let today = points.last { $0.day <= header.asAt }?.standing.outcome
        if let today { return (today.routing, today.score) }
        return try derived.outcome(risk.id, on: header.asAt) ?? (.unroutable, nil)
    }

    /// Makes a risk's points anew from the extract's day on, and writes them and the risk.
    @discardableResult
    func refold(
        _ risk: inout StoredRisk, sighting: Sighting?, _ record: RiskRecord
    ) throws -> [StoredPoint] {
        let day = header.asAt
        let dayBefore = day.adding(days: -1)
        var start: Timeline.Point?
        if risk.id != 0 {
            // Nothing changed since the last point, so that the fold can go on from the day before.
            start = try derived.point(risk.id, onOrBefore: dayBefore).map {
                Timeline.Point(day: dayBefore, record: record, standing: $0.standing)
            }
            try derived.delete(risk.id, from: day)
        }
        let events = RiskEvents(
            key: risk.key, sightings: sighting.map { [(day: day, sighting: $0)] } ?? [],
            rulings: truth.rulings(on: risk.key))
        let points = Timeline.points(of: events, facts: try facts, from: start).map {
            StoredPoint(
                day: $0.day, record: risk.record, reading: risk.reading, standing: $0.standing)
        }
        risk.status = points.last?.standing.status ?? start?.standing.status ?? .open
        risk.id = try derived.save(risk)
        try derived.add(points, to: risk.id)
        return points
    }
}
