import Foundation
import GRDB
import RiskRegister

// How rows of the tables of truth are read.

extension Truth {
    private static func day(_ row: Row, _ column: String, _ table: String) throws -> Day {
        guard let day = Day(try row.get(column) as String) else {
            throw StoreError.unreadable(
                row: "\(table) \(try row.get("id") as Int64)", reason: "\(column) is not a day")
        }
        return day
    }

    static func files(_ db: Database) throws -> [Int64: [StoredFile]] {
        var files: [Int64: [StoredFile]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT file.*, mapping.id AS mappingID
                FROM file LEFT JOIN mapping ON mapping.sha256 = file.mapping ORDER BY file.id
                """)
        for row in rows {
            let id: Int64 = try row.get("id")
            guard let mapping = try row.optional("mappingID") as Int64?,
                let kind = RecordKind(rawValue: try row.get("kind")),
                let order = SourceMapping.DateOrder(rawValue: try row.get("dateOrder"))
            else {
                throw StoreError.unreadable(row: "file \(id)", reason: "unknown kind or mapping")
            }
            let file = ExtractFile(
                name: try row.get("name"), sha256: try row.get("sha256"),
                bytes: try row.get("bytes"), kind: kind.mapped,
                encoding: try row.get("encoding"), mapping: try row.get("mapping"), dateOrder: order
            )
            files[try row.get("extract"), default: []].append(
                StoredFile(
                    id: id, file: file, reading: Reading(mappingID: mapping, dateOrder: order)))
        }
        return files
    }

    static func absences(_ db: Database) throws -> [Int64: [String: AbsenceAnswer]] {
        var absences: [Int64: [String: AbsenceAnswer]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM absence ORDER BY id") {
            let closed = try (try row.optional("closed") as String?).map { _ in
                try day(row, "closed", "absence")
            }
            absences[try row.get("extract"), default: [:]][
                (try row.get("risk") as String).normalID] =
                closed.map { .closed($0) } ?? .leftOut
        }
        return absences
    }

    static func extract(
        _ row: Row, files: [Int64: [StoredFile]], times: [Int: String]
    ) throws -> StoredExtract {
        let id: Int64 = try row.get("id")
        let scope: ExtractScope =
            if let field = try row.optional("scopeField") as String? {
                .part(field: field, value: try row.optional("scopeValue") ?? "")
            } else {
                .all
            }
        var summary = ExtractSummary(
            asAt: try day(row, "asAt", "extract"), organisation: try row.get("organisation"),
            source: try row.get("source"), scope: scope)
        summary.sequence = try row.get("entry")
        summary.recordedAt = times[summary.sequence] ?? ""
        summary.software = try row.get("software")
        summary.supersedes = try row.optional("supersedes")
        let held = files[id] ?? []
        summary.files = held.map(\.file)
        summary.hasRisks = held.contains { $0.file.kind == .risks }
        summary.hasActions = held.contains { $0.file.kind == .actions }
        summary.hasFramework = held.contains { $0.file.kind == .framework }
        do {
            try StoredJSON.value(StoredCounts.self, try row.get("counts")).fill(&summary)
            summary.unmapped = try StoredJSON.value([String].self, try row.get("unmapped"))
            summary.findings = try StoredJSON.value([StoredFinding].self, try row.get("findings"))
                .map(\.finding)
        } catch {
            throw StoreError.unreadable(row: "extract \(id)", reason: "its counts are not JSON")
        }
        return StoredExtract(summary: summary, files: held)
    }

    static func ruling(_ row: Row, times: [Int: String]) throws -> Ruling {
        guard let level = RiskLevel(rawValue: try row.get("level")),
            let verb = Ruling.Verb(rawValue: try row.get("verb"))
        else {
            throw StoreError.unreadable(
                row: "ruling \(try row.get("id") as Int64)", reason: "unknown level or verb")
        }
        let sequence: Int = try row.get("entry")
        let until = try (try row.optional("until") as String?).map { _ in
            try day(row, "until", "ruling")
        }
        return Ruling(
            sequence: sequence,
            subject: RiskKey(
                organisation: try row.get("organisation"), level: level,
                id: (try row.get("risk") as String).normalID),
            verb: verb, register: try row.get("register"), by: try row.get("by"),
            role: try row.get("role"),
            meeting: try row.get("meeting"), date: try day(row, "date", "ruling"),
            why: try row.get("why"),
            until: until, scoreSeen: try row.optional("scoreSeen"),
            sawSequence: try row.get("sawSequence"),
            recordedAt: times[sequence] ?? "")
    }

    static func paper(_ row: Row, times: [Int: String]) throws -> IssuedPaper {
        let sequence: Int = try row.get("entry")
        guard let risks = try? StoredJSON.value([String].self, try row.get("risks")) else {
            throw StoreError.unreadable(
                row: "paper \(try row.get("id") as Int64)", reason: "its risks are not JSON")
        }
        var paper = IssuedPaper(
            report: try row.get("report"), asAt: try day(row, "asAt", "paper"),
            knownAt: try row.get("knownAt"),
            meeting: try row.get("meeting"), fingerprint: try row.get("fingerprint"), risks: risks,
            organisation: try row.optional("organisation"))
        paper.sequence = sequence
        paper.recordedAt = times[sequence] ?? ""
        return paper
    }

    static func rulebook(_ row: Row, times: [Int: String]) throws -> StoredRulebook {
        let sequence: Int = try row.get("entry")
        return StoredRulebook(
            id: try row.get("id"),
            adopted: AdoptedRulebook(
                sequence: sequence, id: try row.get("rulebook"), version: try row.get("version"),
                effectiveFrom: try day(row, "effectiveFrom", "rulebook"),
                digest: try row.get("sha256"),
                recordedAt: times[sequence] ?? "", organisation: try row.optional("organisation")))
    }

    static func files(_ db: Database, ofRulebookEntry entry: Int) throws -> [RulebookFile] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT path, bytes FROM rulebookFile
                WHERE rulebook = (SELECT id FROM rulebook WHERE entry = ?) ORDER BY path
                """, arguments: [entry]
        ).map { RulebookFile(path: try $0.get("path"), bytes: Array(try $0.get("bytes") as Data)) }
    }
}
