import ArgumentParser
import RegisterReports
import RiskRegister

/// Which risks `baf risks` lists.
enum LevelChoice: String, ExpressibleByArgument, CaseIterable {
    case operational, principal, all
}

/// The answer to `baf changes`.
enum ChangesAnswer {
    /// The JSON array; its fields are part of the public interface.
    static func json(_ changes: [Change]) -> JSONValue {
        .array(
            changes.map { change in
                .object([
                    ("id", .string(change.id)), ("kind", .string(change.kind.rawValue)),
                    ("from", .text(change.from)), ("to", .text(change.to)),
                    ("sentence", .string(change.sentence)),
                ])
            })
    }

    /// The table for a spreadsheet.
    static func table(_ changes: [Change]) -> OutputTable {
        OutputTable(
            columns: ["ID", "Change", "From", "To", "Sentence"],
            rows: changes.map {
                [
                    .text(orAbsent: $0.id), .text(orAbsent: $0.kind.rawValue),
                    .text(orAbsent: $0.from), .text(orAbsent: $0.to),
                    .text(orAbsent: $0.sentence),
                ]
            })
    }
}

/// The answer to `baf findings`.
enum FindingsAnswer {
    static func json(_ findings: [Finding], in view: RegisterView) -> JSONValue {
        .array(
            findings.map { finding in
                .object([
                    ("code", .string(finding.code)),
                    ("severity", .string(finding.severity.rawValue)),
                    ("id", .string(id(finding, in: view))),
                    ("risk", .text(finding.subject.riskID)), ("message", .string(finding.message)),
                    ("advice", .string(finding.advice)), ("field", .text(finding.field)),
                    ("owner", .text(finding.owner)),
                    ("acceptedUntil", .text(finding.acceptedUntil?.description)),
                    ("acceptedWhy", .text(finding.acceptedWhy)),
                ])
            })
    }

    static func table(_ findings: [Finding], in view: RegisterView) -> OutputTable {
        OutputTable(
            columns: ["Code", "Severity", "ID", "Finding", "What to do", "Owner"],
            rows: findings.map { finding in
                let accepted = finding.acceptedUntil.map { " (accepted until \($0.inWords))" } ?? ""
                return [
                    .text(orAbsent: finding.code), .text(orAbsent: finding.severity.rawValue),
                    .text(orAbsent: id(finding, in: view)),
                    .text(orAbsent: finding.message + accepted),
                    .text(orAbsent: finding.advice), .text(orAbsent: finding.owner),
                ]
            })
    }

    private static func id(_ finding: Finding, in view: RegisterView) -> String {
        if case .risk(let key) = finding.subject { view.label(key) } else { finding.subject.id }
    }
}

/// The answers to `baf import` and `baf imports`.
enum ExtractAnswer {
    /// One extract; the fields of `baf import -o json` are part of the public interface.
    ///
    /// What stays on a register is known of the import itself, not of one listed later.
    static func json(
        _ extract: ExtractSummary, digest: String, showsKept: Bool = true
    ) -> JSONValue {
        .object([
            ("sequence", extract.sequence == 0 ? .null : .integer(extract.sequence)),
            (
                "files",
                .array(
                    extract.files.map { file in
                        .object([
                            ("name", .string(file.name)), ("sha256", .string(file.sha256)),
                            ("bytes", .integer(file.bytes)), ("kind", .string(file.kind.rawValue)),
                            ("encoding", .string(file.encoding)),
                        ])
                    })
            ),
            ("sha256", .string(digest)),
            ("asAt", .string(extract.asAt.description)),
            ("organisation", .string(extract.organisation)),
            ("source", .string(extract.source)),
            ("scope", .string(extract.scope.description)),
            ("encoding", .string(extract.encodings.joined(separator: ", "))),
            ("records", .integer(extract.balance.records)),
            ("new", .integer(extract.new)),
            ("changed", .integer(extract.changed)),
            ("unchanged", .integer(extract.unchanged)),
            ("vanished", .integer(extract.vanished)),
            ("rejected", .integer(extract.balance.rejected)),
            ("repaired", .integer(extract.repaired)),
            ("unmapped", .array(extract.unmapped.map(JSONValue.string))),
            ("balance", balance(extract.balance, showsKept: showsKept)),
            ("supersedes", .integer(extract.supersedes)),
            ("supersededBy", .integer(extract.supersededBy)),
            ("recordedAt", .text(extract.recordedAt.isEmpty ? nil : extract.recordedAt)),
            ("software", .text(extract.software.isEmpty ? nil : extract.software)),
        ])
    }

    private static func balance(_ balance: Balance, showsKept: Bool) -> JSONValue {
        let kept: [(String, JSONValue)] =
            showsKept ? [("keptOnRegister", .integer(balance.keptOnRegister))] : []
        return .object(
            [
                ("routed", .integer(balance.routed)),
                ("belowThreshold", .integer(balance.belowThreshold)),
                ("closed", .integer(balance.closed)),
                ("unapproved", .integer(balance.unapproved)),
                ("unroutable", .integer(balance.unroutable)),
                ("rejected", .integer(balance.rejected)),
                ("records", .integer(balance.records)),
            ] + kept)
    }

    /// The balance as a sum that a reader can check by eye.
    static func sentence(_ balance: Balance) -> String {
        "\(balance.records) records = \(balance.routed) routed + \(balance.belowThreshold) below the "
            + "threshold + \(balance.closed) closed + \(balance.unapproved) unapproved + "
            + "\(balance.unroutable) unroutable + \(balance.rejected) rejected"
    }

    static func table(_ extracts: [ExtractSummary]) -> OutputTable {
        OutputTable(
            columns: [
                "Seq", "As at", "Source", "Scope", "Records", "New", "Changed", "Vanished",
                "Rejected",
                "Files", "Note",
            ],
            rows: extracts.map { extract in
                [
                    .number(orAbsent: extract.sequence), .text(orAbsent: extract.asAt.description),
                    .text(orAbsent: "\(extract.organisation) \(extract.source)"),
                    .text(orAbsent: extract.scope.description),
                    .number(orAbsent: extract.balance.records),
                    .number(orAbsent: extract.new), .number(orAbsent: extract.changed),
                    .number(orAbsent: extract.vanished),
                    .number(orAbsent: extract.balance.rejected),
                    .text(orAbsent: extract.files.map(\.name).joined(separator: ", ")),
                    .text(orAbsent: extract.supersededBy.map { "superseded by \($0)" }),
                ]
            })
    }
}
