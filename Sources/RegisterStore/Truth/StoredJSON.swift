import Foundation
import RiskRegister

/// Small lists and counts of truth rows as JSON text with sorted keys: readable with any SQLite tool.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// The counts of an extract as they were at its import.
struct StoredCounts: Codable {
    var records, routed, belowThreshold, closed, unapproved, unroutable, rejected: Int
    var new, changed, unchanged, vanished, repaired: Int

    init(_ extract: ExtractSummary) {
        let balance = extract.balance
        records = balance.records
        routed = balance.routed
        belowThreshold = balance.belowThreshold
        closed = balance.closed
        unapproved = balance.unapproved
        unroutable = balance.unroutable
        rejected = balance.rejected
        new = extract.new
        changed = extract.changed
        unchanged = extract.unchanged
        vanished = extract.vanished
        repaired = extract.repaired
    }

    func fill(_ extract: inout ExtractSummary) {
        extract.balance.records = records
        extract.balance.routed = routed
        extract.balance.belowThreshold = belowThreshold
        extract.balance.closed = closed
        extract.balance.unapproved = unapproved
        extract.balance.unroutable = unroutable
        extract.balance.rejected = rejected
        extract.new = new
        extract.changed = changed
        extract.unchanged = unchanged
        extract.vanished = vanished
        extract.repaired = repaired
    }
}

/// A finding about a file, as an extract's row keeps it.
struct StoredFinding: Codable {
    var code, severity, message, advice: String
    var field, owner: String?
    var line: Int
    var subject: String
    var id: String
    var organisation, level, riskID: String?

    init(_ finding: Finding) {
        code = finding.code
        severity = finding.severity.rawValue
        message = finding.message
        advice = finding.advice
        field = finding.field
        owner = finding.owner
        line = finding.line
        id = finding.subject.id
        switch finding.subject {
        case .risk(let key):
            subject = "risk"
            organisation = key.organisation
            level = key.level.rawValue
        case .objective: subject = "objective"
        case .action(_, let risk):
            subject = "action"
            riskID = risk
        case .ruling: subject = "ruling"
        case .extract: subject = "extract"
        case .file: subject = "file"
        }
    }

    /// The finding; one whose subject cannot be read is about the file of that name.
    var finding: Finding {
        let about: FindingSubject =
            switch subject {
            case "risk":
                .risk(
                    RiskKey(
                        organisation: organisation ?? "",
                        level: level.flatMap(RiskLevel.init(rawValue:)) ?? .operational, id: id))
            case "objective": .objective(id)
            case "action": .action(id, riskID: riskID)
            case "ruling": .ruling(Int(id) ?? 0)
            case "extract": Day(id).map { .extract($0) } ?? .file(id)
            default: .file(id)
            }
        return Finding(
            code: code, severity: Severity(rawValue: severity) ?? .warning, subject: about,
            message: message, advice: advice, field: field, owner: owner, line: line)
    }
}
