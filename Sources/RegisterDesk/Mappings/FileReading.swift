import Intake
package import RiskRegister

/// What is made of a file, told before anything of it is stored.
///
/// `baf mapping explain` answers it, and `baf import --dry-run` prints it above what would change.
package struct FileReading: Codable, Hashable, Sendable {
    /// A name of the file and what it becomes.
    package struct Column: Codable, Hashable, Sendable {
        /// The heading, or the element's name.
        package var name: String
        /// The field that it fills.
        package var field: String?
        /// How the mapping knows it: "by name", "ignored".
        package var known: String?
        /// How sure the field is by the values: sure, likely, doubtful.
        package var sureness: String?
        /// What its values are like, or what speaks against them.
        package var reason: String
        /// Up to three different values.
        package var samples: [String]
        /// On how many records it holds something.
        package var filled: Int
        /// The nearest known name, where the mapping knows none.
        package var nearest: String?
        /// The field that a suggested mapping would give it, where this one gives none.
        package var suggested: String?
    }

    /// Words that the mapping does not know, or that are no values of their field.
    package struct Unread: Codable, Hashable, Sendable {
        /// The field.
        package var field: String
        /// What is said of it.
        package var message: String
        /// On how many records.
        package var records: Int
    }

    /// What the records come to.
    package struct Balance: Codable, Hashable, Sendable {
        /// Records of the file.
        package var records: Int
        /// With an id.
        package var withID: Int
        /// With a title, or an action's text.
        package var withTitle: Int
        /// Risks whose current score can route them.
        package var withScore: Int?
        /// Closed risks, or done actions.
        package var closed: Int
        /// Rows that are no records.
        package var leftOutRows: Int
    }

    /// The file, and the table in it.
    package var file: String
    /// Actions, framework, risks.
    package var kind: String
    /// "XML", "text", "workbook", "document".
    package var format: String
    /// "UTF-8", "windows-1252".
    package var encoding: String
    /// The row, or line, of the headings.
    package var headingRow: Int?
    /// The id of the mapping that reads it.
    package var mapping: String
    /// No mapping at hand reads it: it is shown as `baf mapping suggest` would have it.
    package var isSuggested: Bool
    /// The day that it says it speaks for.
    package var asAt: Day?
    /// Whose it says that it is.
    package var organisation: String?
    /// Its names.
    package var columns: [Column]
    /// Day first or month first.
    package var dateOrder: String
    /// What shows it.
    package var dateEvidence: String
    /// Words and values that are not understood.
    package var unread: [Unread]
    /// What its records come to.
    package var balance: Balance
    /// What else there is to say about it as a whole.
    package var notes: [String]

    /// The reading of a file, every record looked at.
    init(_ file: RegisterFile, isSuggested: Bool = false) throws {
        self.file = file.name
        kind = file.kind.rawValue
        format = file.format
        encoding = file.encoding
        headingRow = file.headingRow
        mapping = file.mapping.id
        self.isSuggested = isSuggested
        asAt = file.asAt
        organisation = file.organisation
        columns = try file.columns().map { column in
            Column(
                name: column.name, field: column.field?.rawValue, known: column.known,
                sureness: column.sureness?.rawValue, reason: column.reason,
                samples: column.samples.map { String($0.prefix(60)) }, filled: column.filled,
                nearest: column.nearest)
        }
        dateOrder = file.dateOrder.rawValue
        dateEvidence = file.dateEvidence
        var count = Counting(leftOut: file.leftOutRows)
        try count.read(file)
        balance = count.balance
        unread = count.unread
        // Names and dates stand above in lines of their own.
        notes = file.findings.filter { finding in
            finding.code != "RD06" && !(finding.code == "RD03" && finding.field != nil)
        }.map { "\($0.code) \($0.message)" }
    }

    /// What the records say, counted.
    private struct Counting {
        var balance: Balance
        private var messages: [Message: Int] = [:]

        private struct Message: Hashable {
            var field: String
            var text: String
        }

        init(leftOut: Int) {
            balance = Balance(
                records: 0, withID: 0, withTitle: 0, withScore: nil, closed: 0, leftOutRows: leftOut
            )
        }

        /// The commonest first.
        var unread: [Unread] {
            messages.sorted {
                ($1.value, $0.key.field, $0.key.text) < ($0.value, $1.key.field, $1.key.text)
            }
            .map { Unread(field: $0.key.field, message: $0.key.text, records: $0.value) }
        }

        mutating func read(_ file: RegisterFile) throws {
            let reader = RecordReader(mapping: file.mapping, dateOrder: file.dateOrder)
            if file.kind == .risks { balance.withScore = 0 }
            try file.records { raw in
                balance.records += 1
                switch file.kind {
                case .risks: take(reader.risk(raw))
                case .actions: take(reader.action(raw))
                case .framework: break
                }
            }
        }

        private mutating func take(_ risk: RiskRecord) {
            if risk.sourceID != nil { balance.withID += 1 }
            if !risk.title.isEmpty { balance.withTitle += 1 }
            if risk.isClosed { balance.closed += 1 }
            if risk.current.usable != nil { balance.withScore = (balance.withScore ?? 0) + 1 }
            note(risk.findings)
            for text in Set(risk.oddDates) {
                messages[Message(field: "dates", text: "to be looked at: \(text)"), default: 0] += 1
            }
        }

        private mutating func take(_ action: ActionRecord) {
            if action.id != nil { balance.withID += 1 }
            if !action.text.isEmpty { balance.withTitle += 1 }
            if action.isDone { balance.closed += 1 }
            note(action.findings)
        }

        private mutating func note(_ findings: [Finding]) {
            for finding in findings {
                messages[Message(field: finding.field ?? "", text: finding.message), default: 0] +=
                    1
            }
        }
    }
}
