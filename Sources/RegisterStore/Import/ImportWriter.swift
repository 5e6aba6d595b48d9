import Digests
import Foundation
import GRDB
import RiskRegister

/// Writes what an import has read, in one transaction.
///
/// When the extract is the newest of its organisation, risks are folded as they come, and only those
/// that changed. An extract that slots in between others, replaces one, or brings another framework
/// has the organisation's risks made anew at its end.
final class ImportWriter {
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
    /// What people say of risks that the extract lacks, by id.
    var answers: [String: AbsenceAnswer] = [:]
    /// Records rejected so far.
    var rejected: [RejectedRow] = []
    /// The extract as far as it is known.
    var summary: ExtractSummary
    /// No extract of the organisation speaks for the same or a later day.
    let isNewest: Bool
    /// The organisation's derived rows must be made anew at the end.
    var needsRebuild: Bool
    /// What was answered before, on days that this extract may change.
    let past: PastAnswers
    /// Risks of which a hold was released since the organisation's last event.
    let asking: Set<Int64>
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
        /// It was closed before.
        var wasClosed = false
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
        // Since the last event; one that was known of a later day is not the next any more.
        asking = try derived.risks(
            tagged: .asksAgain, header.organisation,
            from: derivation.facts(header.organisation).lastEvent(before: header.asAt)
                ?? Day(number: .min), before: header.asAt)
        entry = try EntryWriter(db, kind: .import, recordedAt: header.recordedAt)
        names = try FieldNames(db)
        isNewest = !truth.active(header.organisation, .risks).contains {
            $0.summary.asAt >= header.asAt
        }
        // A ruling under a key of before titles were what records without an id are known by.
        needsRebuild = try ImportWriter.hasLostRuling(truth, derived, of: header.organisation)
        // An extract of a day of its own says something new of that day; one that replaces another
        // changes what was said.
        let replaces =
            truth.inForce(for: header, .risks) != nil
            || truth.inForce(for: header, .framework) != nil
        past = try PastAnswers(
            db, truth, of: header.organisation,
            from: replaces ? header.asAt : header.asAt.adding(days: 1))
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
    var rulebook: Rulebook {
        get throws {
            guard let rulebook = try facts.rulebook(on: header.asAt) else {
                throw StoreError.noRulebook
            }
            return rulebook
        }
    }

    var facts: FactHistory { get throws { try derivation.facts(header.organisation) } }

    // MARK: - What was read

    /// Writes everything that a session has read.
    func write(_ session: ImportSession) throws {
        let risks = try session.spooledRisks()
        for step in session.steps {
            switch step {
            case .begin(let file, let mapping): try begin(file, mapping: mapping)
            case .risks(let count):
                for _ in 0..<count {
                    guard let risk = try risks.next() else { throw RecordSpool.tooShort }
                    try add(risk, names: session.names)
                }
            case .action(let raw, let action): try add(raw, action)
            case .framework(let raw, let framework): try add(framework: raw, framework)
            case .end(let report): try end(report)
            }
        }
    }

    private func begin(_ file: ExtractFile, mapping: [UInt8]) throws {
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

    private func add(_ raw: RawRecord, _ action: ActionRecord) throws {
        let key = action.id.flatMap { $0.isEmpty ? nil : $0 } ?? RecordDigest.key(of: raw.fields)
        files[try current()].records.append(try keep(raw, .action, key))
    }

    private func add(framework raw: RawRecord, _ framework: AssuranceFramework) throws {
        let file = try current()
        let record = try keep(raw, .framework, "framework")
        files[file].records.append(record)
        let inForce = try facts.framework(on: header.asAt)
        let linksBefore = try derivation.links(header.organisation)
        try derivation.add(
            StoredFramework(
                day: header.asAt, record: record, reading: files[file].reading,
                framework: framework), to: header.organisation)
        // A record's rulings are those of the principal risk whose own it is, from this day on.
        let isLinkedAnew = try derivation.links(header.organisation) != linksBefore
        if inForce?.objectives != framework.objectives || isLinkedAnew, try hasRisks {
            needsRebuild = true
        }
    }

    private func end(_ report: FileReport) throws {
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
        return try keep(digest, kind, key) {
            try names.encoded(raw.fields, entry: entry, into: &buffer)
        }
    }

    private func keep(
        _ digest: Digest, _ kind: RecordKind, _ key: String, fields: () throws -> [UInt8]
    ) throws -> Int64 {
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
        insert.bind(try fields(), 6)
        try insert.run()
        try entry.count("rawRecord", digest)
        return id
    }

    // MARK: - Risks

    private func add(_ risk: SpooledRisk, names spooled: [String]) throws {
        let typed = risk.record
        let record = typed.held(on: header.asAt)
        let file = try current()
        let row = try keep(risk.digest, .risk, risk.key) {
            try names.encoded(risk.fields, named: spooled, entry: entry, into: &buffer)
        }
        summary.balance.records += 1
        let id = try risk.identity.map { try self.id(of: $0, row, typed) } ?? risk.key.normalID
        var slot = Slot(
            record: row, file: Int32(clamping: file), line: Int32(clamping: risk.line), score: -1,
            routing: .unroutable, isOpen: !record.isClosed)
        if let known = slots[id] {
            try settle(id, known, slot, record, typed: typed)
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
                slot.wasClosed = prior.status == .closed
                slot.wasOpen =
                    !prior.isGone && prior.status == .open && prior.source == header.source
            }
            outcome = try fold(key, prior, slot, record, typed: typed)
        } else {
            outcome = try assessed(record)
        }
        slot.routing = outcome.routing
        slot.score = Int8(clamping: outcome.score ?? -1)
        summary.balance[slot.routing] += 1
        slots[id] = slot
    }

    /// The same id twice: the higher score routes, the other is counted as rejected and kept raw.
    private func settle(
        _ id: String, _ known: Slot, _ other: Slot, _ record: RiskRecord, typed: RiskRecord
    ) throws {
        var other = other
        let outcome = try assessed(record)
        other.score = Int8(clamping: outcome.score ?? -1)
        other.routing = outcome.routing
        summary.balance.rejected += 1
        // A closed, rejected or waiting double never hides one that can be routed.
        guard (other.routing.rank, other.score) > (known.routing.rank, known.score) else {
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
        other.wasClosed = known.wasClosed
        summary.balance[known.routing] -= 1
        summary.balance[other.routing] += 1
        slots[id] = other
        if isNewest {
            let key = RiskKey(organisation: header.organisation, id: id)
            guard let stored = try derived.risk(key) else { return }
            let reading = files[Int(other.file)].reading
            let isSame =
                other.prior == other.record && other.priorReading == reading && !other.wasGone
                && other.wasClosed == record.isClosed
            try refold(stored, sighting: isSame ? nil : .seen(record), record, other, typed: typed)
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
        _ key: RiskKey, _ prior: StoredRisk?, _ slot: Slot, _ record: RiskRecord,
        typed: RiskRecord
    ) throws -> (routing: Routing, score: Int?) {
        let reading = files[Int(slot.file)].reading
        if let prior, prior.record == slot.record, prior.reading == reading, !prior.isGone,
            (prior.status == .closed) == record.isClosed
        {
            if prior.source != header.source || prior.seenSince == nil {
                var moved = prior
                try see(&moved)
                try derived.save(moved)
            }
            if let outcome = try derived.outcome(prior.id, on: header.asAt) { return outcome }
        }
        let risk =
            prior
            ?? StoredRisk(
                key: key, record: slot.record, reading: reading, source: header.source,
                absence: nil, status: .open)
        return try refold(risk, sighting: .seen(record), record, slot, typed: typed)
    }

    @discardableResult
    private func refold(
        _ risk: StoredRisk, sighting: Sighting?, _ record: RiskRecord, _ slot: Slot,
        typed: RiskRecord
    ) throws -> (routing: Routing, score: Int?) {
        var risk = risk
        risk.record = slot.record
        risk.reading = files[Int(slot.file)].reading
        risk.absence = nil
        try see(&risk)
        let points = try refold(&risk, sighting: sighting, record, typed: typed)
        let today = points.last { $0.point.day <= header.asAt }?.point.standing.outcome
        if let today { return (today.routing, today.score) }
        return try derived.outcome(risk.id, on: header.asAt) ?? (.unroutable, nil)
    }

    /// The extract holds a risk, which is still to be saved.
    private func see(_ risk: inout StoredRisk) throws {
        if risk.source != header.source { try derived.endSpan(of: &risk, on: header.asAt) }
        risk.source = header.source
        risk.seenSince = risk.seenSince ?? header.asAt
    }
}

extension Routing {
    /// Which of two records with one id speaks for the risk: the higher first, then the higher score.
    fileprivate var rank: Int {
        switch self {
        case .routed, .belowThreshold: 3
        case .unroutable: 2
        case .unapproved: 1
        case .closed: 0
        }
    }
}
